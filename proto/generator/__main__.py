"""python3 -m generator REPOSITORY ROOT: reads the schemas of REPOSITORY, writes under ROOT."""

import re
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from . import protoc, swift_file
from .schema import Schema


@dataclass(frozen=True)
class Output:
    """One tree of .proto files, and the two targets that are made from it."""

    protos: str
    c_target: str
    swift: str
    swift_imports: tuple[str, ...]
    published: bool


OUTPUTS = (
    Output(
        protos="proto",
        c_target="Sources/CMessages",
        swift="Sources/Messages/Generated",
        swift_imports=("import CMessages",),
        published=True,
    ),
    Output(
        protos="Tests/MessagesTests/proto",
        c_target="Tests/CTestMessages",
        swift="Tests/MessagesTests/Generated",
        swift_imports=("import CTestMessages", "", "@testable import Messages"),
        published=False,
    ),
)


def make_empty(directory: Path) -> Path:
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    return directory


def write(output: Output, repository: Path, root: Path) -> None:
    protos = repository / output.protos
    protoc.write_c_target(protos, make_empty(root / output.c_target))
    schema = Schema(protoc.descriptors(protos))
    directory = make_empty(root / output.swift)
    for name, text in swift_file.files(schema, output.swift_imports):
        path = directory / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text if output.published else internal(text))


def internal(text: str) -> str:
    """The same declarations, seen within their own target only."""
    return re.sub(r"^( *)(public|package) ", r"\1", text, flags=re.MULTILINE)


def main(repository: str, root: str) -> None:
    for output in OUTPUTS:
        if (Path(repository) / output.protos).is_dir():
            write(output, Path(repository), Path(root))


main(*sys.argv[1:])
