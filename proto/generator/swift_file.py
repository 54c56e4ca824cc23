"""A folder for each .proto file, in it a Swift file for each of its enums, messages and services."""

from pathlib import PurePosixPath
from typing import Iterator

from . import names, swift_coding, swift_values
from .schema import File, Message, Schema, Service
from .writer import Writer

MADE = "Made by proto/generate. Never edited."


def files(schema: Schema, imports: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    yield "Namespaces.swift", namespaces(schema, imports[1:])
    for file in schema.files:
        folder = names.pascal(PurePosixPath(file.path).stem)
        for name, text in declarations(file, imports):
            # No two files of a target may have one name: the namespace tells them apart.
            yield f"{folder}/{file.namespace}.{name}.swift", text


def namespaces(schema: Schema, imports: tuple[str, ...]) -> str:
    write = Writer()
    write(f"// {MADE}")
    for line in imports:
        write(line)
    packages = {namespace: package for package, namespace in names.NAMESPACES.items()}
    for namespace in sorted({file.namespace for file in schema.files}):
        files = [file for file in schema.files if file.namespace == namespace]
        write()
        write(f"/// The messages of the proto package `{packages[namespace]}`.")
        with write.block(f"public enum {namespace}"):
            write("/// Every message, in the order of the .proto files.")
            write("package static let messages: [any WireMessage.Type] = [")
            for message in (child for file in files for child in with_nested(file.messages)):
                write(f"    {message.swift}.self,")
            write("]")
    return write.text()


def with_nested(messages: list[Message]) -> Iterator[Message]:
    for message in messages:
        yield message
        yield from with_nested(message.messages)


def declarations(file: File, imports: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for enum in file.enums:
        write = opening(file, imports[1:])
        with write.block(f"extension {file.namespace}"):
            swift_values.enum(write, enum)
        yield enum.name, write.text()
    for message in file.messages:
        write = opening(file, imports)
        with write.block(f"extension {file.namespace}"):
            swift_values.message(write, message)
        for nested in with_nested([message]):
            write()
            swift_coding.extension(write, nested)
        yield message.name, write.text()
    for service in file.services:
        write = opening(file, imports[1:])
        with write.block(f"extension {file.namespace}"):
            methods(write, service)
        yield f"{service.name}Methods", write.text()


def opening(file: File, imports: tuple[str, ...]) -> Writer:
    """What a file begins with."""
    write = Writer()
    write(f"// From {file.path}. {MADE}")
    write()
    for line in imports:
        if line or write.lines[-1]:
            write(line)
    if write.lines[-1]:
        write()
    return write


def methods(write: Writer, service: Service) -> None:
    write.doc(service.doc, f"The methods of `{service.full_name}`.")
    with write.block(f"public enum {service.name}Methods"):
        write("/// The full proto name of the service.")
        write(f'public static let service = "{service.full_name}"')
        for method in service.methods:
            write()
            write.doc(method.doc, f"The method `{method.name}`.")
            write(f"public static let {names.quoted(names.lower_first(method.name))} = WireMethod<")
            write(f"    {method.request}, {method.response}")
            write(f'>(service: service, name: "{method.name}", kind: .{method.kind})')
        write()
        write("/// Every method, in the order of the .proto file.")
        write("public static let all: [MethodDescription] = [")
        for method in service.methods:
            write(f"    {names.quoted(names.lower_first(method.name))}.description,")
        write("]")
