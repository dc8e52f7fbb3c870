"""The choices of a turn: a list that cannot choose twice, and that answers for the turn it was shown in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.message import Message

from fourfifths.state import Offer
from fourfifths.tui.glyphs import Glyphs
from fourfifths.tui.guard import Guard
from fourfifths.tui.lines import Line
from fourfifths.tui.passages import runs
from fourfifths.tui.widgets.menu import Menu, Row


class Choices(Menu):
    """Shows offers. A locked one can be marked and read; taking it posts `Refused` with its reason."""

    class Chosen(Message):
        """An open choice was taken in the turn of this number."""

        def __init__(self, turn: int, choice: str) -> None:
            super().__init__()
            self.turn = turn
            self.choice = choice

    class Refused(Message):
        """A locked choice was tried."""

        def __init__(self, reason: str) -> None:
            super().__init__()
            self.reason = reason

    def __init__(self, *, clock: Callable[[], float] | None = None, id: str | None = None) -> None:
        super().__init__(id=id)
        self.guard = Guard(clock) if clock else Guard()
        self._turn = 0

    def present(self, turn: int, rows: Sequence[Row]) -> None:
        """Show the choices of a new turn."""
        self._turn = turn
        self.guard.show()
        self.show(rows)

    def pick(self, at: int, how: str) -> None:
        """Take a choice, if the guard lets it through and it is open."""
        if self.size.height == 0 or not self.guard.accepts(how):
            return
        row = self.items[at]
        if row.open:
            self.post_message(self.Chosen(self._turn, row.id))
        else:
            self.mark(at)
            reason = "".join(text for text, _ in row.notes[-1]) if row.notes else "Locked."
            self.post_message(self.Refused(reason))


def offer_rows(offers: Sequence[Offer], meters: Sequence[tuple[str, str]], glyphs: Glyphs, dots: bool) -> list[Row]:
    """The offers as rows; `meters` are ids and glyphs, in order."""
    return [
        Row(
            id=offer.id,
            runs=runs(offer.label, "" if offer.open else "muted"),
            tail=hints(offer, meters, glyphs) if dots else (),
            notes=tuple(runs(note, "muted") for note in (offer.note, offer.locked) if note),
            open=offer.open,
        )
        for offer in offers
    ]


def hints(offer: Offer, meters: Sequence[tuple[str, str]], glyphs: Glyphs) -> Line:
    """Which meters a choice touches and how strongly: each meter keeps its place, so the dots stand in columns."""
    if not offer.touches:
        return ()
    strength = {touch.meter: touch.strength for touch in offer.touches}
    found: Line = ()
    for number, (meter, glyph) in enumerate(meters):
        dots = glyphs.dot * max(0, min(3, strength.get(meter, 0)))
        cell = f"{glyph}{dots}" if dots else ""
        found += ((f" {cell:<4}", f"meter{number}"),)
    return found
