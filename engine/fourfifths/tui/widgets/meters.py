"""The meters in three forms: rows over the text, one line where rows are dear, a panel where there is room beside.

Each is told by glyph, name, number, word and pattern; its last move by arrow, sign, size and why.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from fourfifths.markup import plain
from fourfifths.tui.glyphs import Glyphs, meter_glyph
from fourfifths.tui.lines import Block, Line, Paragraph, Ready, Run, cells, fit, pad
from fourfifths.tui.passages import runs, signed
from fourfifths.tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from fourfifths.session import MeterView


class MeterLook(NamedTuple):
    """How meters are drawn."""

    glyphs: Glyphs
    numbers: bool = True
    patterns: bool = True

    def bar(self, meter: MeterView, number: int, width: int) -> Line:
        """The value as a bar in the meter's own pattern. Only the lowest value is empty, only the highest full."""
        span = max(1, meter.high - meter.low)
        filled = (meter.value - meter.low) * width // span
        if filled == 0 and meter.value > meter.low:
            filled = 1
        fill = self.glyphs.fills[number % len(self.glyphs.fills)]
        return ((fill * filled, f"meter{number}"), (self.glyphs.rest * (width - filled), "faint"))

    def name(self, meter: MeterView, number: int, width: int = 0) -> Line:
        """Glyph and label."""
        glyph = pad(meter_glyph(self.glyphs, plain(meter.glyph), number), 1)
        label = plain(meter.label)
        return ((f"{glyph} ", f"strong meter{number}"), (pad(label, width) if width else label, "strong"))

    def number(self, meter: MeterView) -> Line:
        """The value in three columns."""
        return ((f" {meter.value:>3}", ""),) if self.numbers else ()

    def move(self, meter: MeterView, gap: str = " ") -> Line:
        """The last change: arrow and signed size."""
        if meter.last is None:
            return ()
        arrow = self.glyphs.up if meter.last.by > 0 else self.glyphs.down if meter.last.by < 0 else self.glyphs.same
        return ((f"{arrow}{gap}{signed(meter.last.by, self.glyphs)}", "strong"),)

    def rows(self, meters: Sequence[MeterView], width: int) -> list[Line]:
        """One aligned row for each meter, with its word; before a run's first move, what they stand for if it fits."""
        label = max(cells(((plain(meter.label), ""),)) for meter in meters)
        band = min(28, max(cells(((plain(meter.band), ""),)) for meter in meters))
        bar = (20 if width >= 70 else 10) if self.patterns else 0
        tails = self._tails(meters, band, width - label - bar - 10)
        found = []
        for number, meter in enumerate(meters):
            line = (*self.name(meter, number, label), *self.number(meter), ("  ", ""))
            if bar:
                line += (*self.bar(meter, number, bar), ("  ", ""))
            line += (tails[number],)
            found.append(fit(line + self._why(meter, width - cells(line) - 2), width))
        return found

    def _tails(self, meters: Sequence[MeterView], band: int, room: int) -> list[Run]:
        abouts = [plain(meter.about) for meter in meters]
        if all(meter.last is None for meter in meters) and all(0 < cells(((about, ""),)) <= room for about in abouts):
            return [(about, "muted") for about in abouts]
        return [(pad(plain(meter.band), band), "") for meter in meters]

    def _why(self, meter: MeterView, room: int) -> Line:
        """The last change in this many columns, its why only where some of it can be read."""
        move = self.move(meter)
        if not meter.last or cells(move) > room:
            return ()
        rest = room - cells(move) - 1
        why = fit(runs(meter.last.why, "muted"), rest) if rest >= 12 else ()
        return (("  ", ""), *move, (" ", ""), *why)

    def line(self, meters: Sequence[MeterView], width: int) -> list[Line]:
        """All meters on one line, labels shortened until they fit."""
        for letters in (20, 3, 0):
            found: Line = ()
            for number, meter in enumerate(meters):
                label = f"{plain(meter.label)[:letters]} " if letters else ""
                glyph = pad(meter_glyph(self.glyphs, plain(meter.glyph), number), 1)
                found += ((f"{glyph} ", f"strong meter{number}"), (label, ""), (str(meter.value), "strong"))
                found += ((" ", ""), *self.move(meter, ""), ("  ", ""))
            if cells(found) <= width:
                break
        return [fit(found, width)]

    def panel(self, meters: Sequence[MeterView], width: int) -> list[Line]:
        """Each meter in a few lines, its last why in full."""
        found: list[Line] = []
        for number, meter in enumerate(meters):
            found.append((*self.name(meter, number), *self.number(meter)))
            if self.patterns:
                found.append(self.bar(meter, number, width))
            found.append(((plain(meter.band), "muted"),))
            if meter.last is not None:
                why = Paragraph(runs(meter.last.why, "muted"), first=(*self.move(meter), (" ", "")), gap=0)
                found += why.lay(width)
            found += [(), ()]
        return found


class _Form(NamedTuple):
    look: MeterLook
    meters: tuple[MeterView, ...]
    form: str

    def lay(self, width: int) -> list[Line]:
        forms = {"rows": self.look.rows, "line": self.look.line, "panel": self.look.panel}
        return [fit(line, width) for line in forms[self.form](self.meters, width)]


class Meters(Sheet):
    """The meters in the form the screen has room for."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._look: MeterLook | None = None
        self._meters: tuple[MeterView, ...] = ()
        self._form = "rows"

    def present(self, meters: Sequence[MeterView], look: MeterLook) -> None:
        """Show these meters."""
        self._meters, self._look = tuple(meters), look
        self.shape(self._form, force=True)

    def shape(self, form: str, *, force: bool = False) -> None:
        """Take this form: rows, line or panel."""
        if (form == self._form and not force) or not self._meters or self._look is None:
            return
        self._form = form
        self.show([_Form(self._look, self._meters, form)])


class _Bar(NamedTuple):
    """A long bar, whole where the screen is narrow."""

    look: MeterLook
    meter: MeterView
    number: int

    def lay(self, width: int) -> list[Line]:
        return [self.look.bar(self.meter, self.number, min(40, width))]


def standing(meters: Sequence[MeterView], look: MeterLook) -> list[Block]:
    """Everything there is to say about each meter."""
    blocks: list[Block] = []
    for number, meter in enumerate(meters):
        head = (
            *look.name(meter, number),
            (f" {meter.value} of {meter.high}", ""),
            ("  ", ""),
            (plain(meter.band), "emphasis"),
        )
        blocks += [Ready((head,)), _Bar(look, meter, number)]
        blocks.append(Paragraph(runs(meter.about, "muted"), gap=0))
        if meter.last is not None:
            blocks.append(Paragraph(runs(meter.last.why), first=(*look.move(meter), (" ", "")), gap=0))
        blocks.append(Ready(((), ())))
    return blocks
