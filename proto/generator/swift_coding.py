"""The way from a C struct to a Swift value, and back."""

from . import names
from .schema import Field, Message, Oneof
from .writer import Writer


def extension(write: Writer, message: Message) -> None:
    c_type = names.c_type(message.full_name)
    with write.block(f"extension {message.swift}: CStructured"):
        write("/// The full proto name.")
        write(f'public static let fullName = "{message.full_name}"')
        write("/// How the codec reaches the C struct of this message.")
        write("public static let coding = MessageCoding<Self>()")
        write()
        with write.block(f"static func makeEmpty(_ target: UnsafeMutablePointer<{c_type}>)"):
            write(f"{names.c_function(message.full_name)}__init(target)")
        write()
        with write.block(f"init(_ source: UnsafePointer<{c_type}>) throws(UnpackFault)"):
            for member in message.members:
                read(write, member)
        write()
        write("func write(")
        write(f"    to target: UnsafeMutablePointer<{c_type}>,")
        write("    in arena: Arena")
        with write.block(") throws(PackFault)"):
            for member in message.members:
                fill(write, member, message)


def read(write: Writer, member: Field | Oneof) -> None:
    if isinstance(member, Oneof):
        read_oneof(write, member)
        return
    source = f"source.pointee.{names.c_field(member.proto_name)}"
    if member.repeated:
        write.assign(f"self.{member.name}", read_array(member, source))
    else:
        write.assign(f"self.{member.name}", read_one(member, source))


def read_oneof(write: Writer, oneof: Oneof) -> None:
    write(f"switch source.pointee.{oneof.proto_name.lower()}_case.rawValue {{")
    for field in oneof.fields:
        value = read_one(field, f"source.pointee.{names.c_field(field.proto_name)}")
        write(f"case {field.number}:")
        if field.kind == "message":
            write(f"    if let message = {value} {{")
            write(f"        self.{oneof.name} = .{field.name}(message)")
            write("    }")
        else:
            write(f"    self.{oneof.name} = .{field.name}({value})")
    write("default: break")
    write("}")


def read_one(field: Field, source: str) -> str:
    return {
        "number": source,
        "bool": f"{source} != 0",
        "string": f"try String(unpacked: {source})",
        "bytes": f"[UInt8](unpacked: {source})",
        "enum": f"{field.element}(unpacked: {source}.rawValue)",
        "message": f"try {field.element}.unpacked({source})",
    }[field.kind]


def read_array(field: Field, source: str) -> str:
    elements = f"elements(source.pointee.n_{field.proto_name.lower()}, {source})"
    if field.kind == "number":
        return f"Array({elements})"
    throwing = "try " if field.kind in ("string", "message") else ""
    return f"{throwing}.init(unpacked: {elements})"


def fill(write: Writer, member: Field | Oneof, message: Message) -> None:
    if isinstance(member, Oneof):
        fill_oneof(write, member, message)
        return
    target = f"target.pointee.{names.c_field(member.proto_name)}"
    value = f"self.{member.name}"
    if member.repeated:
        write(f"target.pointee.n_{member.proto_name.lower()} = {value}.count")
        write.assign(target, fill_array(member, value, message))
    elif member.kind == "string":
        write(f"if !{value}.isEmpty {{")
        write.indent += 4
        write.assign(target, fill_one(member, value, message))
        write.indent -= 4
        write("}")
    else:
        write.assign(target, fill_one(member, value, message))


def fill_oneof(write: Writer, oneof: Oneof, message: Message) -> None:
    case_type = f"{names.c_type(message.full_name)}__{names.pascal(oneof.proto_name)}Case"
    write(f"switch self.{oneof.name} {{")
    for field in oneof.fields:
        write(f"case .{field.name}(let value):")
        write.indent += 4
        write.assign(
            f"target.pointee.{oneof.proto_name.lower()}_case",
            f"{case_type}(rawValue: {field.number})",
        )
        value = fill_one(field, "value", message)
        write.assign(f"target.pointee.{names.c_field(field.proto_name)}", value)
        write.indent -= 4
    write("case nil: break")
    write("}")


def fill_one(field: Field, value: str, message: Message) -> str:
    return {
        "number": value,
        "bool": f"{value} ? 1 : 0",
        "string": f'try arena.text({value}, of: "{message.full_name}.{field.proto_name}")',
        "bytes": f"try arena.bytes({value})",
        "enum": f"{names.c_type(field.type_name)}(rawValue: {value}.packable)",
        "message": f"try arena.structure({value})",
    }[field.kind]


def fill_array(field: Field, value: str, message: Message) -> str:
    c_enum = names.c_type(field.type_name) if field.kind == "enum" else ""
    return {
        "number": f"try arena.array({value})",
        "bool": f"try arena.array({value}.map {{ $0 ? 1 : 0 }})",
        "string": f'try arena.texts({value}, of: "{message.full_name}.{field.proto_name}")',
        "bytes": f"try arena.byteStrings({value})",
        "enum": f"try arena.array({value}.map {{ {c_enum}(rawValue: $0.packable) }})",
        "message": f"try arena.structures({value})",
    }[field.kind]
