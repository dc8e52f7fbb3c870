"""Text laid out in lines of runs: the only form in which anything reaches a widget.

A run is a text and its roles (see `palette`); nothing in a text is ever parsed here. A line is never wider than asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from rich.cells import cell_len, chop_cells, set_cell_size

from fourfifths.tui.glyphs import UNICODE, Glyphs

Run = tuple[str, str]
Line = tuple[Run, ...]

_PIECE = re.compile(r" +|[^ ]+")


class Block(Protocol):
    """Something that can be laid out at a width."""

    def lay(self, width: int) -> list[Line]:
        """Its lines, none wider than `width`."""


class Paragraph(NamedTuple):
    """Wrapped text. `first` stands before its first line, `rest` before the others, `gap` blank lines after it."""

    runs: Line
    first: Line = ()
    rest: Line = ()
    gap: int = 1

    def lay(self, width: int) -> list[Line]:
        """The wrapped lines."""
        room = max(1, width - max(cells(self.first), cells(self.rest)))
        lines = [(self.rest if n else self.first) + line for n, line in enumerate(wrap(self.runs, room))]
        return [fit(line, width) for line in lines] + [()] * self.gap


class Ready(NamedTuple):
    """Lines that are laid out already; what is too long is cut."""

    lines: tuple[Line, ...]

    def lay(self, width: int) -> list[Line]:
        """The lines, cut at `width`."""
        return [fit(line, width) for line in self.lines]


class Rule(NamedTuple):
    """A line across, `parts` fifths of it heavy."""

    glyphs: Glyphs
    parts: int = 4
    gap: int = 0
    role: str = "faint"

    def lay(self, width: int) -> list[Line]:
        """The rule and the blank lines after it."""
        heavy = width * self.parts // 5
        line = self.glyphs.heavy * heavy + self.glyphs.light * (width - heavy)
        return [((line, self.role),), *[()] * self.gap]


def cells(line: Line) -> int:
    """How many columns the line takes."""
    return sum(len(text) if text.isascii() else cell_len(text) for text, _ in line)


def beside(left: Line, right: Line, width: int) -> Line:
    """Both on one line, the right one flush right, or the left one alone."""
    space = width - cells(left) - cells(right)
    if space < 2:
        return fit(left, width)
    return (*left, (" " * space, ""), *right)


def fit(line: Line, width: int) -> Line:
    """The line, cut where it is too wide, with an ellipsis that stands for the mark in use (see `glyphs`)."""
    if cells(line) <= width:
        return line
    kept: list[Run] = []
    room = max(0, width - 1)
    for text, roles in line:
        part = text if cell_len(text) <= room else set_cell_size(text, room)
        kept.append((part, roles))
        room -= cell_len(part)
        if room <= 0:
            break
    return (*kept, (UNICODE.ellipsis, f"{kept[-1][1]} cut")) if width > 0 else ()


def pad(text: str, width: int) -> str:
    """The text in exactly `width` columns."""
    return set_cell_size(text, width)


def wrap(runs: Iterable[Run], width: int) -> list[Line]:
    """Greedy lines of whole words; a word wider than a line is cut. Spaces are kept but for those at a break."""
    lines: list[Line] = []
    line: list[Run] = []
    used = 0
    for word, space in _words(runs):
        size = cells(word)
        if used and used + len(space[0]) + size > width:
            lines.append(tuple(line))
            line, used = [], 0
        if used or not lines:
            _join(line, space)
            used += len(space[0])
        *whole, word = _chopped(word, size, width)
        lines.extend(whole)
        for run in word:
            _join(line, run)
        used += cells(word)
    return [*lines, tuple(line)]


def fold(text: str, width: int) -> list[str]:
    """A line whose spaces count, in pieces no wider than `width`, cut after a space where there is one."""
    pieces = []
    while cell_len(text) > width:
        head = chop_cells(text, width)[0]
        at = head.rfind(" ", len(head) // 2) + 1 or len(head)
        pieces.append(text[:at].rstrip())
        text = text[at:]
    return [*pieces, text]


def _join(line: list[Run], run: Run) -> None:
    if line and line[-1][1] == run[1]:
        line[-1] = (line[-1][0] + run[0], run[1])
    else:
        line.append(run)


def _words(runs: Iterable[Run]) -> Iterator[tuple[Line, Run]]:
    """Each word, which may be of several runs, with the space before it."""
    word: list[Run] = []
    space: Run = ("", "")
    for text, roles in runs:
        for piece in _PIECE.findall(text):
            if piece[0] != " ":
                word.append((piece, roles))
                continue
            if word:
                yield tuple(word), space
            word, space = [], (piece, roles)
    if word:
        yield tuple(word), space


def _chopped(word: Line, size: int, width: int) -> list[Line]:
    if size <= width:
        return [word]
    pieces: list[Line] = [((piece, roles),) for text, roles in word for piece in chop_cells(text, max(1, width))]
    return pieces or [word]
