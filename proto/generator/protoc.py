"""Runs protoc and protoc-c, and lays protoc-c's output out as a SwiftPM target."""

import subprocess
import tempfile
from pathlib import Path

from google.protobuf.descriptor_pb2 import FileDescriptorSet


def sources(protos: Path) -> list[str]:
    return sorted(str(path.relative_to(protos)) for path in protos.rglob("*.proto"))


def descriptors(protos: Path) -> FileDescriptorSet:
    """What protoc understood of every file, with its comments."""
    with tempfile.NamedTemporaryFile() as out:
        subprocess.run(
            ["protoc", "-I", protos, "--include_source_info", f"--descriptor_set_out={out.name}"]
            + sources(protos),
            check=True,
        )
        return FileDescriptorSet.FromString(Path(out.name).read_bytes())


def write_c_target(protos: Path, target: Path) -> None:
    """Sources beside their folders' names, headers under include/ by the same paths.

    So "moult/v1/memory.pb-c.h" is found from C and through the umbrella header alike.
    """
    subprocess.run(["protoc-c", "-I", protos, f"--c_out={target}"] + sources(protos), check=True)
    include = target / "include"
    headers = sorted(path.relative_to(target) for path in target.rglob("*.pb-c.h"))
    for header in headers:
        (include / header).parent.mkdir(parents=True, exist_ok=True)
        (target / header).rename(include / header)

    name = target.name
    lines = ["/* Every header of protoc-c's. Made by proto/generate. Never edited. */"]
    lines += [f'#include "{header}"' for header in headers]
    (include / f"{name}.h").write_text("\n".join(lines) + "\n")
    (include / "module.modulemap").write_text(
        f'module {name} {{\n    umbrella header "{name}.h"\n    export *\n}}\n'
    )
