"""The declarations: a struct for each message, an enum for each enum and oneof."""

from . import names
from .schema import Enum, Field, Message, Oneof
from .writer import Writer


def enum(write: Writer, enum: Enum) -> None:
    write.doc(enum.doc, f"The proto enum `{enum.full_name}`.")
    with write.block(f"public enum {enum.name}: WireEnum"):
        for case, number, doc in enum.values:
            write.doc(doc, f"The value {number}.")
            write(f"case {names.quoted(case)}")
        write("/// A value that this version does not know.")
        write("case unrecognized(Int32)")
        write()
        write("/// The case of this number; every number has one.")
        with write.block("public init(rawValue: Int32)"):
            write("switch rawValue {")
            for case, number, _ in enum.values:
                write(f"case {number}: self = .{case}")
            write("default: self = .unrecognized(rawValue)")
            write("}")
        write()
        write("/// The number on the wire.")
        with write.block("public var rawValue: Int32"):
            write("switch self {")
            for case, number, _ in enum.values:
                write(f"case .{case}: {number}")
            write("case .unrecognized(let rawValue): rawValue")
            write("}")


def type_of(member: Field | Oneof) -> str:
    if isinstance(member, Oneof):
        return f"{member.type}?"
    if member.repeated:
        return f"[{member.element}]"
    return f"{member.element}?" if member.kind == "message" else member.element


def default_of(member: Field | Oneof) -> str:
    if isinstance(member, Oneof):
        return "nil"
    if member.repeated:
        return "[]"
    return member.zero or "nil"


def oneof(write: Writer, oneof: Oneof) -> None:
    write.doc(oneof.doc, f"One of the members of `{oneof.proto_name}`.")
    with write.block(f"public enum {oneof.type}: Sendable, Hashable"):
        for field in oneof.fields:
            write.doc(field.doc, f"The field `{field.proto_name}`, number {field.number}.")
            write(f"case {names.quoted(field.name)}({field.element})")


def message(write: Writer, message: Message) -> None:
    write.doc(message.doc, f"The proto message `{message.full_name}`.")
    with write.block(f"public struct {message.name}: WireMessage"):
        for nested in message.enums:
            enum(write, nested)
            write()
        for member in message.members:
            if isinstance(member, Oneof):
                oneof(write, member)
                write()
        for member in message.members:
            property_of(write, member)
        if message.members:
            write()
        for nested in message.messages:
            message_nested(write, nested)
        write("/// The message that no bytes mean: every field empty.")
        write("public init() {}")
        if message.members:
            write()
            memberwise(write, message)


def message_nested(write: Writer, nested: Message) -> None:
    message(write, nested)
    write()


def property_of(write: Writer, member: Field | Oneof) -> None:
    if isinstance(member, Oneof):
        write.doc(member.doc, "At most one of these; nil: none.")
    else:
        write.doc(member.doc, f"The field `{member.proto_name}`, number {member.number}.")
    name = names.quoted(member.name)
    if type_of(member).endswith("?"):
        write(f"public var {name}: {type_of(member)}")
    else:
        write(f"public var {name}: {type_of(member)} = {default_of(member)}")


def memberwise(write: Writer, message: Message) -> None:
    write("/// A message of these fields; what is left out is empty.")
    write.call(
        "public init(",
        [
            f"{names.quoted(member.name)}: {type_of(member)} = {default_of(member)}"
            for member in message.members
        ],
        ") {",
    )
    for member in message.members:
        write(f"    self.{member.name} = {names.quoted(member.name)}")
    write("}")
