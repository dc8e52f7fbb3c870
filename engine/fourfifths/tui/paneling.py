"""The rows of a panel as blocks: in columns where they fit, and else one cell under the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from fourfifths.panels import Row
from fourfifths.tui.glyphs import Glyphs
from fourfifths.tui.lines import Block, Line, Paragraph, cells, fit, wrap
from fourfifths.tui.passages import runs

_BETWEEN = 2
_NUMBERS = re.compile(r"[-−+]?[0-9][0-9.,+= ]*%?\Z")
"""A cell that stands flush right where all of its column are such cells."""


class Pairs(NamedTuple):
    """Labels, each with one text beside it, or under it where the label is too wide."""

    rows: tuple[tuple[Line, Line], ...]

    def lay(self, width: int) -> list[Line]:
        """The lines, and a blank one."""
        narrow = [size for label, _ in self.rows if (size := cells(label)) <= width // 2 - _BETWEEN]
        side = max(narrow, default=0) + _BETWEEN
        return [line for label, text in self.rows for line in _pair(label, text, side, width)] + [()]


class Columns(NamedTuple):
    """Rows of several cells; those of `heads` name the columns."""

    rows: tuple[tuple[Line, ...], ...]
    names: tuple[tuple[Line, ...], ...]
    heads: frozenset[int]

    def lay(self, width: int) -> list[Line]:
        """The lines, and a blank one."""
        widths = [max(cells(row[column]) for row in self.rows) for column in range(len(self.rows[0]))]
        if sum(widths) + _BETWEEN * (len(widths) - 1) <= width:
            right = [self._numbers(column) for column in range(len(widths))]
            return [_aligned(row, widths, right) for row in self.rows] + [()]
        return [line for number, row in enumerate(self.rows) for line in self._stacked(number, row, width)] + [()]

    def _numbers(self, column: int) -> bool:
        below = [row[column] for number, row in enumerate(self.rows) if number not in self.heads]
        return bool(column and below) and all(_NUMBERS.match("".join(text for text, _ in cell)) for cell in below)

    def _stacked(self, number: int, row: tuple[Line, ...], width: int) -> Iterator[Line]:
        """The label, and under it each cell after the name of its column."""
        if number in self.heads:
            return
        yield from (fit(line, width) for line in wrap(row[0], width))
        names = self.names[number] or ((),) * (len(row) - 1)
        for name, cell in zip(names, row[1:], strict=True):
            if cells(cell):
                yield from _under((*name, (": ", "muted"), *cell) if cells(name) else cell, width)


def blocks(rows: Sequence[Row], glyphs: Glyphs) -> list[Block]:
    """The blocks of a panel, in the order of its rows."""
    found: list[Block] = []
    for kind, group in groupby(rows, _kind):
        some = list(group)
        if kind == 0:
            found += [Paragraph(runs(row.label), gap=int(row is some[-1])) for row in some]
        elif kind == 1:
            found.append(Pairs(tuple((runs(row.label), _text(row, glyphs)) for row in some)))
        else:
            found.append(_columns(some))
    return found


def _kind(row: Row) -> int:
    """How many cells stand beside the label; a head belongs to the rows that it names."""
    return 1 if row.pips is not None else len(row.cells)


def _text(row: Row, glyphs: Glyphs) -> Line:
    if row.pips is not None:
        return ((row.pips.drawn(*glyphs.pips), ""),)
    return runs(row.cells[0], "muted" if row.head else "")


def _columns(rows: list[Row]) -> Columns:
    lines = tuple((runs(row.label), *(runs(cell, "muted" if row.head else "") for cell in row.cells)) for row in rows)
    names = tuple(tuple(runs(name, "muted") for name in row.names) for row in rows)
    return Columns(lines, names, frozenset(number for number, row in enumerate(rows) if row.head))


def _pair(label: Line, text: Line, side: int, width: int) -> Iterator[Line]:
    if cells(label) + _BETWEEN <= side:
        yield from _beside(label, text, side, width)
        return
    yield from (fit(line, width) for line in wrap(label, width))
    yield from _under(text, width)


def _beside(label: Line, text: Line, side: int, width: int) -> Iterator[Line]:
    """The label in its column, the text wrapped in the rest."""
    for number, line in enumerate(wrap(text, max(1, width - side))):
        lead = (*label, (" " * (side - cells(label)), "")) if not number else ((" " * side, ""),)
        yield fit((*lead, *line), width)


def _under(text: Line, width: int) -> Iterator[Line]:
    """The text wrapped two columns in."""
    for line in wrap(text, max(1, width - 2)):
        yield fit((("  ", ""), *line), width)


def _aligned(row: tuple[Line, ...], widths: list[int], right: list[bool]) -> Line:
    found: Line = ()
    for number, (cell, width) in enumerate(zip(row, widths, strict=True)):
        space = (" " * (width - cells(cell)), "")
        gap = ((" " * _BETWEEN, ""),) if number else ()
        found = (*found, *gap, space, *cell) if right[number] else (*found, *gap, *cell, space)
    return found
