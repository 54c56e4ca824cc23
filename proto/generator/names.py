"""How a name of a .proto file reads in Swift and in protoc-c's C."""

import re

# The Swift namespace of each proto package. A new package needs a row.
NAMESPACES = {
    "grpc.health.v1": "HealthV1",
    "moult.v1": "MoultV1",
    "moult.test.v1": "TestV1",
    "ttrpc": "TTRPC",
}

# Proto messages that go by another name in Swift: `Any` is a keyword there.
RENAMED = {"ttrpc.Any": "AnyMessage"}

# Words that Swift writes in capitals, unless they begin a name.
INITIALISMS = {"id": "ID", "url": "URL"}

# Declarations need backticks for these; uses behind a dot do not.
RESERVED = frozenset(
    "associatedtype class deinit enum extension fileprivate func import init inout internal let "
    "open operator private precedencegroup protocol public rethrows static struct subscript "
    "typealias var break case catch continue default defer do else fallthrough for guard if in "
    "repeat return throw switch where while any as await false is nil self super throws true try".split()
)

# protoc-c puts an underscore behind a field of such a name: C++ should be able to read its headers.
C_KEYWORDS = frozenset(
    "and and_eq asm auto bitand bitor bool break case catch char class compl const const_cast "
    "continue default delete do double dynamic_cast else enum explicit extern false float for "
    "friend goto if inline int long mutable namespace new not not_eq operator or or_eq private "
    "protected public register reinterpret_cast return short signed sizeof static static_cast "
    "struct switch template this throw true try typedef typeid typename union unsigned using "
    "virtual void volatile wchar_t while xor xor_eq".split()
)


def quoted(name: str) -> str:
    return f"`{name}`" if name in RESERVED else name


def camel(snake: str) -> str:
    """expected_revision → expectedRevision, stream_id → streamID."""
    first, *rest = snake.lower().split("_")
    return first + "".join(INITIALISMS.get(word, word[:1].upper() + word[1:]) for word in rest)


def pascal(snake: str) -> str:
    name = camel(snake)
    return name[:1].upper() + name[1:]


def lower_first(name: str) -> str:
    return name[:1].lower() + name[1:]


def enum_case(enum: str, value: str) -> str:
    """IngestStatus, INGEST_STATUS_EMBEDDED → embedded."""
    prefix = snake(enum).upper() + "_"
    return camel(value.removeprefix(prefix))


def snake(camel_case: str) -> str:
    """As protoc-c does it: an underscore before a capital that follows none."""
    return re.sub(r"(?<=[^A-Z_])(?=[A-Z])", "_", camel_case).lower()


def c_type(full_name: str) -> str:
    """moult.v1.ItemDraft → Moult__V1__ItemDraft."""
    return "__".join(
        "".join(word[:1].upper() + word[1:] for word in part.split("_"))
        for part in full_name.split(".")
    )


def c_function(full_name: str) -> str:
    """moult.v1.ItemDraft → moult__v1__item_draft."""
    return "__".join(snake(part) for part in full_name.split("."))


def c_field(proto_name: str) -> str:
    name = proto_name.lower()
    return f"{name}_" if name in C_KEYWORDS else name
