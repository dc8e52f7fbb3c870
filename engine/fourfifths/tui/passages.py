"""A Turn as blocks: what was chosen and said, what came of it, what moved and why, and the new scene."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from fourfifths import markup
from fourfifths.state import Change, Passage, Turn
from fourfifths.tui.glyphs import Glyphs
from fourfifths.tui.lines import Block, Line, Paragraph, Rule, cells, fit, fold

if TYPE_CHECKING:
    from fourfifths.session import MeterView


class Document(NamedTuple):
    """A receipt, a ticket, a letter: in a frame, its line breaks and spaces kept."""

    kind: str
    title: str
    text: str
    glyphs: Glyphs

    def lay(self, width: int) -> list[Line]:
        """The frame with its lines."""
        room = max(1, width - 4)
        rows = [piece for line in self._lines() for piece in fold(line, room)]
        inner = min(room, max([30, cells(self._heading()) + 2, *(cells(((row, ""),)) for row in rows)]))
        left, right, low, corner, edge, side = self.glyphs.frame
        head = fit(self._heading(), inner)
        top = ((left + edge, "faint"), *head, (edge * (inner + 1 - cells(head)) + right, "faint"))
        body = [self._row(row, inner, side) for row in rows]
        return [top, *body, ((low + edge * (inner + 2) + corner, "faint"),), ()]

    def _lines(self) -> list[str]:
        return markup.plain(self.text).expandtabs(4).strip("\n").split("\n")

    def _heading(self) -> Line:
        title = ((f"{markup.plain(self.title)} ", "strong"),) if self.title else ()
        return ((f" {self.kind.upper()} ", "muted"), *title)

    def _row(self, text: str, inner: int, side: str) -> Line:
        rest = " " * (inner - cells(((text, ""),)))
        return ((f"{side} ", "faint"), (text + rest, ""), (f" {side}", "faint"))


class Reader(NamedTuple):
    """Turns what a session holds into blocks. `order` is each meter's place, which is its colour and its pattern."""

    glyphs: Glyphs
    meters: Mapping[str, str]
    names: Mapping[str, str]

    @classmethod
    def of(cls, glyphs: Glyphs, meters: Sequence[MeterView], names: Mapping[str, str]) -> Reader:
        """A reader for these meters and people."""
        return cls(glyphs, {meter.id: meter.label for meter in meters}, names)

    def turn(self, turn: Turn, pov: str = "", before: str = "") -> list[Block]:
        """Everything the turn tells, in reading order. `pov` sees the scene now entered, `before` the one left."""
        blocks: list[Block] = [*self.choice(turn), *self.passages(turn.outcome, before), *self.changes(turn.changes)]
        if blocks and turn.passage:
            blocks.append(Rule(self.glyphs, parts=0, gap=1))
        return [*blocks, *self.passages(turn.passage, pov)]

    def choice(self, turn: Turn) -> list[Block]:
        """What was chosen, and what was said."""
        if not turn.choice:
            return []
        first = ((f"{self.glyphs.pointer} ", "accent"),)
        blocks: list[Block] = [Paragraph(runs(turn.label, "muted"), first=first, rest=(("  ", ""),))]
        if turn.said:
            opening, closing = self.glyphs.said
            blocks.append(Paragraph(((opening, ""), *runs(turn.said), (closing, ""))))
        return blocks

    def changes(self, changes: Sequence[Change]) -> list[Block]:
        """Each move with its sign, its size and its why."""
        return [self._change(change, last=change is changes[-1]) for change in changes]

    def _change(self, change: Change, *, last: bool) -> Paragraph:
        head = self.moved(change)
        width = max((len(label) for label in self.meters.values()), default=0) + 8
        space = " " * max(1, width - cells(head))
        why = runs(change.why, "muted")
        return Paragraph(why, first=(*head, (space, "")), rest=((" " * width, ""),), gap=int(last))

    def moved(self, change: Change) -> Line:
        """The arrow, the meter and the signed size."""
        by = signed(change.by, self.glyphs)
        return ((f"{self.arrow(change.by)} {self._label(change)} {by}", f"strong {self.role(change)}"),)

    def role(self, change: Change) -> str:
        """The colour of the meter that moved."""
        order = list(self.meters)
        return f"meter{order.index(change.meter)}" if change.meter in order else "muted"

    def arrow(self, by: int) -> str:
        """Up, down, or neither."""
        return self.glyphs.up if by > 0 else self.glyphs.down if by < 0 else self.glyphs.same

    def _label(self, change: Change) -> str:
        return markup.plain(self.meters.get(change.meter, change.meter))

    def passages(self, passages: Sequence[Passage], pov: str) -> list[Block]:
        """Prose and documents, with the voice named where it is not the scene's own."""
        blocks: list[Block] = []
        for passage in passages:
            if passage.voice and passage.voice != pov and not passage.doc:
                name = markup.clean(self.names.get(passage.voice, passage.voice))
                blocks.append(Paragraph(((name, "accent"),), gap=0))
            blocks.extend(self._passage(passage))
        return blocks

    def _passage(self, passage: Passage) -> list[Block]:
        if passage.doc:
            return [Document(passage.doc, passage.title, passage.text, self.glyphs)]
        return [Paragraph(runs(paragraph)) for paragraph in markup.paragraphs(passage.text)]


def runs(text: str, roles: str = "") -> Line:
    """One paragraph of marked text as runs, every one in these roles besides its own."""
    flat = text.replace("\n", " ").replace("\t", " ")
    return tuple((span.text, _roles(roles, span)) for span in markup.spans(flat))


def warning(said: Line, gap: int = 1) -> Block:
    """What the player must be told."""
    return Paragraph(said, first=(("! ", "strong alarm"),), rest=(("  ", ""),), gap=gap)


def signed(number: int, marks: Glyphs) -> str:
    """The number with its sign; zero has none."""
    return f"+{number}" if number > 0 else f"{marks.minus}{-number}" if number else "0"


def _roles(roles: str, span: markup.Span) -> str:
    found = [roles, "strong" if span.strong else "", "emphasis" if span.emphasis else ""]
    return " ".join(role for role in found if role)
