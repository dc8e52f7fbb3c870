"""The tree of a YAML file: raw text, how it was written, and where each piece stands.

A scalar is always text: what it means is for the field it stands in. Marks count from 0, spans from 1.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Protocol

from fourfifths.diagnostics import Span


class Mark(Protocol):
    """A place in a file, counted from 0."""

    @property
    def line(self) -> int:
        """The line."""

    @property
    def column(self) -> int:
        """The column, in code points."""


class Scalar:
    """A text; `style` is empty where it is plain, else the character that opens it."""

    __slots__ = ("mark", "style", "text")

    def __init__(self, text: str, mark: Mark, style: str) -> None:
        self.text, self.mark, self.style = text, mark, style


class Sequence:
    """A list."""

    __slots__ = ("items", "mark")

    def __init__(self, mark: Mark) -> None:
        self.mark = mark
        self.items: list[Node] = []


class Mapping:
    """Keys with values, in the file's order; `flow` where it is written in braces."""

    __slots__ = ("entries", "flow", "keys", "mark")

    def __init__(self, mark: Mark, flow: bool) -> None:
        self.mark, self.flow = mark, flow
        self.entries: dict[str, Node] = {}
        self.keys: dict[str, Mark] = {}


Node = Scalar | Sequence | Mapping

_DOUBLE = re.compile(r"\s+|\\(?:x..|u.{4}|U.{8}|.)|.|\\$")
_SINGLE = re.compile(r"\s+|''|.")
_OTHER = re.compile(r"\s+|.")
_BLANK_ESCAPES = ("\\", "\\n", "\\ ", "\\x20", "\\t")


class Source:
    """A file that was read: its name, its lines, its tree, and where a comment follows a plain value.

    `root` is None where the file could not be read to its end.
    """

    def __init__(self, name: str, text: str = "") -> None:
        self.name = name
        self.text = text
        self.lines = text.split("\n")
        self.root: Mapping | None = None
        self.commented: set[tuple[int, int]] = set()
        self._block: tuple[Scalar, int] | None = None
        self._alignment: tuple[Scalar, list[tuple[int, int]], list[int]] | None = None

    def at(self, mark: Mark, length: int = 1) -> Span:
        """The span that starts at this mark."""
        return Span(self.name, mark.line + 1, mark.column + 1, length)

    def span(self, node: Node) -> Span:
        """Where a node stands; of a text, its first line."""
        if not isinstance(node, Scalar) or node.style in ("|", ">"):
            return self.at(node.mark)
        line = self.lines[node.mark.line] if node.mark.line < len(self.lines) else ""
        quotes = 2 if node.style else 0
        return self.at(node.mark, max(1, min(len(node.text) + quotes, len(line) - node.mark.column)))

    def key(self, mapping: Mapping, key: str) -> Span:
        """Where a key of a mapping stands."""
        return self.at(mapping.keys[key], len(key) or 1)

    def inside(self, node: Scalar, offset: int, length: int) -> Span:
        """Where `length` characters from `offset` of a scalar's text stand in the file."""
        if node.style == "|":
            line, column = self._in_block(node, offset)
        elif self._on_one_line(node):
            line, column = node.mark.line, node.mark.column + (1 if node.style else 0) + offset
        else:
            line, column = self._aligned(node, offset)
        return Span(self.name, line + 1, column + 1, max(1, length))

    def _on_one_line(self, node: Scalar) -> bool:
        start = node.mark.column + (1 if node.style else 0)
        return node.style != ">" and self.lines[node.mark.line].startswith(node.text, start)

    def _in_block(self, node: Scalar, offset: int) -> tuple[int, int]:
        first = node.mark.line + 1
        if self._block is None or self._block[0] is not node:
            self._block = (node, self._indent(node, first))
        start = node.text.rfind("\n", 0, offset) + 1
        return first + node.text.count("\n", 0, offset), self._block[1] + offset - start

    def _indent(self, node: Scalar, first: int) -> int:
        """How far a block's lines stand in, by its first line that is not blank."""
        for number, line in enumerate(node.text.split("\n")):
            if line.strip() and first + number < len(self.lines):
                return max(0, len(self.lines[first + number]) - len(line))
        return 0

    def _aligned(self, node: Scalar, offset: int) -> tuple[int, int]:
        """The visible characters of text and file run side by side; this is where the one at the offset stands."""
        if self._alignment is None or self._alignment[0] is not node:
            numbers = list(accumulate((not character.isspace() for character in node.text), initial=0))
            self._alignment = (node, self._places(node), numbers)
        _, places, numbers = self._alignment
        number = numbers[offset]
        return places[min(number, len(places) - 1)] if places else (node.mark.line, node.mark.column)

    def _places(self, node: Scalar) -> list[tuple[int, int]]:
        """Line and column of each visible character of a text in the file."""
        line, column = node.mark.line, node.mark.column + (1 if node.style else 0)
        if node.style == ">":
            line, column = line + 1, 0
        wanted = len("".join(node.text.split()))
        pattern = {'"': _DOUBLE, "'": _SINGLE}.get(node.style, _OTHER)
        places: list[tuple[int, int]] = []
        for number, text in enumerate(self.lines[line:], line):
            for match in pattern.finditer(text, column):
                if not (match[0].isspace() or match[0] in _BLANK_ESCAPES):
                    places.append((number, match.start()))
            column = 0
            if len(places) >= wanted:
                break
        return places
