"""The tree of a YAML file: raw text, how it was written, and where each piece stands.

A scalar is always text: what it means is for the field it stands in. A mark is a number of characters from the start of
the file; its line and column are found when somebody asks, because most nodes never need them. Spans count from 1.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import accumulate

from fourfifths.diagnostics import Span

Mark = int
"""A place in a file: how many characters stand before it."""

made = tuple.__new__
"""Makes a named tuple of all its fields in half the time; for spans and conditions, which come by the thousand."""


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
    """Keys with values, in the file's order; `flow` where it is written in braces.

    Where the keys stand is looked up in the file's `text` when somebody asks, unless it is given with `keys`.
    """

    __slots__ = ("_keys", "_text", "entries", "flow", "mark")

    def __init__(self, mark: Mark, flow: bool, text: str = "") -> None:
        self.mark, self.flow, self._text = mark, flow, text
        self.entries: dict[str, Node] = {}
        self._keys: dict[str, Mark] | None = None

    @property
    def keys(self) -> dict[str, Mark]:
        """Where each key stands."""
        if self._keys is None:
            self._keys = self._found()
        return self._keys

    @keys.setter
    def keys(self, keys: dict[str, Mark]) -> None:
        self._keys = keys

    def _found(self) -> dict[str, Mark]:
        """The keys' marks: of a key in braces, the last before its value; else at the start of its line.

        All keys of a mapping without braces stand in one column, and only the first of them may follow a dash.
        """
        text, mark = self._text, self.mark
        before = "" if self.flow else "\n" + " " * (mark - text.rfind("\n", 0, mark) - 1)
        found: dict[str, Mark] = {}
        for key, node in self.entries.items():
            first = not found and not self.flow
            found[key] = mark if first else text.rfind(f"{before}{key}:", mark, node.mark) + len(before)
        return found


class Move(Mapping):
    """`{by: -2, why: ...}`, as most moves of a meter are written; `style` is how `why` is.

    What it holds as a mapping is made when somebody first asks.
    """

    __slots__ = ("by", "style", "why")

    def __init__(self, by: str, why: str, style: str, mark: Mark) -> None:
        self.by, self.why, self.style, self.mark = by, why, style, mark
        self.flow = True

    @property
    def at(self) -> Mark:
        """Where the number stands."""
        return self.mark + len("{by: ")

    def __getattr__(self, name: str) -> object:
        """Fills the slots of a mapping; Python asks here for what is not filled yet."""
        if name not in ("entries", "_keys"):
            raise AttributeError(name)
        by = self.at
        why = by + len(self.by) + len(", why: ")
        self.entries = {"by": Scalar(self.by, by, ""), "why": Scalar(self.why, why, self.style)}
        self._keys = {"by": self.mark + 1, "why": why - len("why: ")}
        return object.__getattribute__(self, name)


Node = Scalar | Sequence | Mapping

_DOUBLE = re.compile(r"\s+|\\(?:x..|u.{4}|U.{8}|.)|.|\\$")
_SINGLE = re.compile(r"\s+|''|.")
_OTHER = re.compile(r"\s+|.")
_BLANK_ESCAPES = ("\\", "\\n", "\\ ", "\\x20", "\\t")
_BLOCKS = ("|", ">")


class Source:
    """A file that was read: its name, its text, its tree, and the plain values that a comment follows, by their marks.

    `root` is None where the file could not be read to its end.
    """

    def __init__(self, name: str, text: str = "") -> None:
        self.name = name
        self.text = text
        self.root: Mapping | None = None
        self.commented: set[Mark] = set()
        self._mark, self._line = 0, 1
        self._block: tuple[Scalar | None, int, int, int] = (None, 0, 0, 0)
        self._alignment: tuple[Scalar, list[tuple[int, int]], list[int]] | None = None

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the file, without their ends."""
        return self.text.split("\n")

    def at(self, mark: Mark, length: int = 1) -> Span:
        """The span that starts at this mark; lines are counted from the mark that was asked for last."""
        text, last = self.text, self._mark
        self._line += text.count("\n", last, mark) if mark >= last else -text.count("\n", mark, last)
        self._mark = mark
        return made(Span, (self.name, self._line, mark - text.rfind("\n", 0, mark), length))

    def span(self, node: Node) -> Span:
        """Where a node stands; of a text, its first line."""
        if type(node) is not Scalar or node.style in _BLOCKS:
            return self.at(node.mark)
        mark, text, quote = node.mark, node.text, 1 if node.style else 0
        if self.text.startswith(text, mark + quote) and "\n" not in text:
            return self.at(mark, len(text) + 2 * quote or 1)
        end = mark + len(text) + 2 * quote
        line_end = self.text.find("\n", mark, end)
        end = min(end, len(self.text)) if line_end < 0 else line_end
        return self.at(mark, max(1, end - mark))

    def key(self, mapping: Mapping, key: str) -> Span:
        """Where a key of a mapping stands."""
        return self.at(mapping.keys[key], len(key) or 1)

    def inside(self, node: Scalar, offset: int, length: int) -> Span:
        """Where `length` characters from `offset` of a scalar's text stand in the file."""
        text, length = node.text, length or 1
        if node.style == "|":  # lines are counted from the offset that was asked for last
            known, line, indent, last = self._block
            if known is not node:
                line, indent, last = self.at(node.mark).line + 1, self._indent(node), 0
            line += text.count("\n", last, offset) if offset >= last else -text.count("\n", offset, last)
            self._block = (node, line, indent, offset)
            return made(Span, (self.name, line, indent + offset - text.rfind("\n", 0, offset), length))
        if self._on_one_line(node):
            return self.at(node.mark + (1 if node.style else 0) + offset, length)
        if offset < len(text) and not text[offset].isspace() and self._only_escaped(node):
            return self.at(node.mark + 1 + offset + text.count('"', 0, offset) + text.count("\\", 0, offset), length)
        line, column = self._aligned(node, offset)
        return Span(self.name, line, column, length)

    def _on_one_line(self, node: Scalar) -> bool:
        text = node.text
        return node.style != ">" and "\n" not in text and self.text.startswith(text, node.mark + bool(node.style))

    def _only_escaped(self, node: Scalar) -> bool:
        """Whether a text in double quotes is written as it is, but for a backslash before each quote and backslash."""
        written = node.text.replace("\\", "\\\\").replace('"', '\\"')
        return node.style == '"' and "\n" not in written and self.text.startswith(written, node.mark + 1)

    def _indent(self, node: Scalar) -> int:
        """How far the lines of a block stand in, by the first that is not blank."""
        text = node.text
        start = self.text.find("\n", node.mark) + 1
        if text and not text[0].isspace():
            return self.text.find(text[0], start) - start
        ink = len(text) - len(text.lstrip())
        for _ in range(text.count("\n", 0, ink)):
            start = self.text.find("\n", start) + 1
        end = self.text.find("\n", start)
        written = (end if end >= 0 else len(self.text)) - start
        return max(0, written - len(text[text.rfind("\n", 0, ink) + 1 :].partition("\n")[0])) if ink < len(text) else 0

    def _aligned(self, node: Scalar, offset: int) -> tuple[int, int]:
        """The visible characters of text and file run side by side; this is where the one at the offset stands."""
        if self._alignment is None or self._alignment[0] is not node:
            numbers = list(accumulate((not character.isspace() for character in node.text), initial=0))
            self._alignment = (node, self._places(node), numbers)
        _, places, numbers = self._alignment
        number = numbers[offset]
        return places[min(number, len(places) - 1)] if places else self.at(node.mark)[1:3]

    def _places(self, node: Scalar) -> list[tuple[int, int]]:
        """Line and column of each visible character of a text in the file."""
        _, line, column, _ = self.at(node.mark + (1 if node.style else 0))
        if node.style == ">":
            line, column = line + 1, 1
        wanted = len("".join(node.text.split()))
        pattern = {'"': _DOUBLE, "'": _SINGLE}.get(node.style, _OTHER)
        places: list[tuple[int, int]] = []
        for number, text in enumerate(self.lines[line - 1 :], line):
            for match in pattern.finditer(text, column - 1):
                if not (match[0].isspace() or match[0] in _BLANK_ESCAPES):
                    places.append((number, match.start() + 1))
            column = 1
            if len(places) >= wanted:
                break
        return places
