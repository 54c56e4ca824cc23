"""Lines of Swift, at most 100 columns wide, as swift-format would have them."""

import re
import textwrap
from contextlib import contextmanager

WIDTH = 100


def top_level(arguments: str) -> list[str]:
    """Split at the commas that stand in no brackets."""
    parts, depth, start = [], 0, 0
    for at, character in enumerate(arguments):
        depth += (character in "([") - (character in ")]")
        if depth == 0 and arguments.startswith(", ", at):
            parts.append(arguments[start:at])
            start = at + len(", ")
    return parts + [arguments[start:]]


class Writer:
    def __init__(self):
        self.lines: list[str] = []
        self.indent = 0

    def __call__(self, line: str = "") -> None:
        self.lines.append(" " * self.indent + line if line else "")

    @contextmanager
    def block(self, opening: str):
        self(opening + " {")
        self.indent += 4
        yield
        self.indent -= 4
        self("}")

    def call(self, opening: str, arguments: list[str], closing: str) -> None:
        """On one line if it fits, else an argument a line."""
        line = opening + ", ".join(arguments) + closing
        if self.indent + len(line) <= WIDTH:
            self(line)
            return
        self(opening)
        self.indent += 4
        for argument in arguments[:-1]:
            self(f"{argument},")
        self.argument(arguments[-1])
        self.indent -= 4
        self(closing)

    def argument(self, text: str) -> None:
        """On one line if it fits, else, of a call within the call, an argument a line."""
        if self.indent + len(text) <= WIDTH:
            self(text)
            return
        function, _, arguments = text.removesuffix(")").partition("(")
        self.call(f"{function}(", top_level(arguments), ")")

    def assign(self, target: str, value: str) -> None:
        """On one line if it fits, else the value on the next, else its arguments a line each."""
        if self.indent + len(f"{target} = {value}") <= WIDTH:
            self(f"{target} = {value}")
        elif self.indent + len(f"    {value}") <= WIDTH:
            self(f"{target} =")
            self(f"    {value}")
        else:
            function, _, arguments = value.removesuffix(")").partition("(")
            self.call(f"{target} = {function}(", top_level(arguments), ")")

    def doc(self, text: str, otherwise: str) -> None:
        """The comment of the .proto file: its first sentence, a blank line, the rest."""
        paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text or otherwise)]
        summary = re.match(r"(.+?[.!?])\s+(.+)", paragraphs[0])
        if summary:
            paragraphs[0:1] = summary.groups()
        for i, paragraph in enumerate(paragraphs):
            if i > 0:
                self("///")
            width = WIDTH - self.indent - len("/// ")
            wrapped = textwrap.wrap(
                paragraph, width, break_long_words=False, break_on_hyphens=False
            )
            for line in wrapped:
                self("/// " + line)

    def text(self) -> str:
        return "\n".join(self.lines) + "\n"
