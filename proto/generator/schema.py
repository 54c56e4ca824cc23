"""A descriptor set as a tree of what Swift needs to know of it."""

from dataclasses import dataclass, field

from google.protobuf.descriptor_pb2 import FieldDescriptorProto as Proto
from google.protobuf.descriptor_pb2 import FileDescriptorProto, FileDescriptorSet

from . import names

# Field numbers within descriptor.proto: they make the paths by which comments are found.
FILE_MESSAGE, FILE_ENUM, FILE_SERVICE = 4, 5, 6
MESSAGE_FIELD, MESSAGE_MESSAGE, MESSAGE_ENUM, MESSAGE_ONEOF = 2, 3, 4, 8
ENUM_VALUE, SERVICE_METHOD = 2, 2

# The pre-scan counts by field in frames of a fixed size (MOULT_SCAN_FIELDS_OF_A_MESSAGE_MAX).
FIELDS_OF_A_MESSAGE_MAX = 64

NUMBERS = {
    Proto.TYPE_DOUBLE: "Double",
    Proto.TYPE_FLOAT: "Float",
    Proto.TYPE_INT64: "Int64",
    Proto.TYPE_UINT64: "UInt64",
    Proto.TYPE_INT32: "Int32",
    Proto.TYPE_FIXED64: "UInt64",
    Proto.TYPE_FIXED32: "UInt32",
    Proto.TYPE_UINT32: "UInt32",
    Proto.TYPE_SFIXED32: "Int32",
    Proto.TYPE_SFIXED64: "Int64",
    Proto.TYPE_SINT32: "Int32",
    Proto.TYPE_SINT64: "Int64",
}


@dataclass
class Field:
    proto_name: str
    number: int
    kind: str  # number, bool, string, bytes, enum, message
    element: str  # the Swift type of one value
    type_name: str  # the full proto name of an enum or message
    repeated: bool
    zero: str  # the value that an absent field has; empty for messages
    doc: str

    @property
    def name(self) -> str:
        return names.camel(self.proto_name)


@dataclass
class Oneof:
    proto_name: str
    doc: str
    fields: list[Field] = field(default_factory=list)

    @property
    def name(self) -> str:
        return names.camel(self.proto_name)

    @property
    def type(self) -> str:
        return names.pascal(self.proto_name)


@dataclass
class Enum:
    name: str
    full_name: str
    doc: str
    values: list[tuple[str, int, str]]  # Swift case, number, doc


@dataclass
class Message:
    name: str
    full_name: str
    swift: str
    doc: str
    members: list[Field | Oneof]  # in the order of the file; a oneof where its first field stands
    messages: list["Message"]
    enums: list[Enum]


@dataclass
class Method:
    name: str
    doc: str
    kind: str
    request: str
    response: str


@dataclass
class Service:
    name: str
    full_name: str
    doc: str
    methods: list[Method]


@dataclass
class File:
    path: str
    namespace: str
    enums: list[Enum]
    messages: list[Message]
    services: list[Service]


class Schema:
    def __init__(self, descriptors: FileDescriptorSet):
        self.swift_names = {}
        self.zero_cases = {}
        for file in descriptors.file:
            self.name_all(file.package, names.NAMESPACES[file.package], file)
        self.files = [FileReader(self, file).read() for file in descriptors.file]

    def name_all(self, scope: str, swift: str, parent) -> None:
        nested = getattr(parent, "message_type", None) or getattr(parent, "nested_type", [])
        for child in list(nested) + list(parent.enum_type):
            full_name = f"{scope}.{child.name}"
            name = names.RENAMED.get(full_name, child.name)
            self.swift_names[full_name] = f"{swift}.{name}"
        for enum in parent.enum_type:
            assert enum.value[0].number == 0, f"{enum.name}: proto3 begins an enum with 0"
            zero = names.enum_case(enum.name, enum.value[0].name)
            self.zero_cases[f"{scope}.{enum.name}"] = f".{zero}"
        for child in nested:
            full_name = f"{scope}.{child.name}"
            self.name_all(full_name, self.swift_names[full_name], child)

    def swift_name(self, reference: str) -> str:
        return self.swift_names[reference.removeprefix(".")]


class FileReader:
    def __init__(self, schema: Schema, file: FileDescriptorProto):
        self.schema = schema
        self.file = file
        self.comments = {
            tuple(location.path): location.leading_comments
            for location in file.source_code_info.location
        }

    def doc(self, *path: int) -> str:
        return self.comments.get(path, "").strip()

    def read(self) -> File:
        file = self.file
        assert file.syntax == "proto3", f"{file.name}: only proto3 is read"
        package, namespace = file.package, names.NAMESPACES[file.package]
        return File(
            path=file.name,
            namespace=namespace,
            enums=[
                self.enum(enum, package, (FILE_ENUM, i)) for i, enum in enumerate(file.enum_type)
            ],
            messages=[
                self.message(message, package, (FILE_MESSAGE, i))
                for i, message in enumerate(file.message_type)
            ],
            services=[self.service(service, i) for i, service in enumerate(file.service)],
        )

    def enum(self, enum, scope: str, path: tuple[int, ...]) -> Enum:
        values = [
            (names.enum_case(enum.name, value.name), value.number, self.doc(*path, ENUM_VALUE, i))
            for i, value in enumerate(enum.value)
        ]
        return Enum(enum.name, f"{scope}.{enum.name}", self.doc(*path), values)

    def message(self, message, scope: str, path: tuple[int, ...]) -> Message:
        full_name = f"{scope}.{message.name}"
        assert len(message.field) <= FIELDS_OF_A_MESSAGE_MAX, f"{full_name}: too many fields"
        return Message(
            name=self.schema.swift_name(full_name).rpartition(".")[2],
            full_name=full_name,
            swift=self.schema.swift_name(full_name),
            doc=self.doc(*path),
            members=self.members(message, path),
            messages=[
                self.message(child, full_name, (*path, MESSAGE_MESSAGE, i))
                for i, child in enumerate(message.nested_type)
            ],
            enums=[
                self.enum(child, full_name, (*path, MESSAGE_ENUM, i))
                for i, child in enumerate(message.enum_type)
            ],
        )

    def members(self, message, path: tuple[int, ...]) -> list[Field | Oneof]:
        oneofs = [
            Oneof(oneof.name, self.doc(*path, MESSAGE_ONEOF, i))
            for i, oneof in enumerate(message.oneof_decl)
        ]
        members: list[Field | Oneof] = []
        for i, proto in enumerate(message.field):
            read = self.field(proto, self.doc(*path, MESSAGE_FIELD, i))
            if not proto.HasField("oneof_index"):
                members.append(read)
                continue
            oneof = oneofs[proto.oneof_index]
            if not oneof.fields:
                members.append(oneof)
            oneof.fields.append(read)
        return members

    def field(self, proto: Proto, doc: str) -> Field:
        kind, element, zero = {
            Proto.TYPE_BOOL: ("bool", "Bool", "false"),
            Proto.TYPE_STRING: ("string", "String", '""'),
            Proto.TYPE_BYTES: ("bytes", "[UInt8]", "[]"),
        }.get(proto.type) or ("number", NUMBERS.get(proto.type), "0")
        type_name = proto.type_name.removeprefix(".")
        if proto.type == Proto.TYPE_ENUM:
            kind, zero = "enum", self.schema.zero_cases[type_name]
        if proto.type == Proto.TYPE_MESSAGE:
            kind, zero = "message", ""
        if type_name:
            element = self.schema.swift_name(type_name)
        assert element, f"{proto.name}: its type has no place in proto3"
        return Field(
            proto_name=proto.name,
            number=proto.number,
            kind=kind,
            element=element,
            type_name=type_name,
            repeated=proto.label == Proto.LABEL_REPEATED,
            zero=zero,
            doc=doc,
        )

    def service(self, service, index: int) -> Service:
        kinds = {
            (False, False): "unary",
            (True, False): "clientStream",
            (False, True): "serverStream",
            (True, True): "bidirectional",
        }
        methods = [
            Method(
                name=method.name,
                doc=self.doc(FILE_SERVICE, index, SERVICE_METHOD, i),
                kind=kinds[method.client_streaming, method.server_streaming],
                request=self.schema.swift_name(method.input_type),
                response=self.schema.swift_name(method.output_type),
            )
            for i, method in enumerate(service.method)
        ]
        full_name = f"{self.file.package}.{service.name}"
        return Service(service.name, full_name, self.doc(FILE_SERVICE, index), methods)
