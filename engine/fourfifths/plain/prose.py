"""What a session holds, as sentences: one paragraph is one line, whatever its length.

Pure functions from frozen values to lines of text. Numbers come with their words, marks of emphasis are dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from fourfifths import markup
from fourfifths.plural import counted
from fourfifths.saves.slots import local
from fourfifths.state import Change, Offer, Passage, Touch, Turn

if TYPE_CHECKING:
    from fourfifths.panels import Row, View
    from fourfifths.saves import SlotInfo
    from fourfifths.session import MeterView, Moment, SceneView

_STRENGTH = {1: " a little", 2: "", 3: " strongly"}


def line(text: str) -> str:
    """One line of plain text."""
    return " ".join(markup.plain(text).split())


def act(scene: SceneView) -> str:
    """The act: `Act I, Stock.`"""
    return _stopped(", ".join(line(part) for part in (scene.act_title, scene.act_subtitle) if part))


def heading(scene: SceneView) -> str:
    """Where and with whom the player is: `Scene: Purple. Juno Reyes. Glasshouse, 19 September, 06:12.`"""
    place = ", ".join(part for part in (scene.place_name, scene.when) if part)
    parts = (f"Scene: {scene.title}" if scene.title else "", scene.pov_name, place)
    return " ".join(_stopped(line(part)) for part in parts if part)


def passages(found: Iterable[Passage], names: Mapping[str, str], pov: str) -> Iterator[str]:
    """Prose and documents, a blank line after each paragraph; a voice that is not the scene's own is named."""
    for passage in found:
        if passage.doc:
            yield from document(passage)
            continue
        if passage.voice and passage.voice != pov:
            yield f"{line(names.get(passage.voice, passage.voice))}:"
        for paragraph in markup.paragraphs(passage.text):
            yield markup.plain(paragraph)
            yield ""


def document(passage: Passage) -> Iterator[str]:
    """A document's lines as they stand, between a line that names it and one that ends it."""
    title = f": {line(passage.title)}" if passage.title else ""
    yield f"[{passage.doc}{title}]"
    yield from (row.rstrip() for row in markup.plain(passage.text).strip("\n").split("\n"))
    yield f"[end of {passage.doc}]"
    yield ""


def taken(turn: Turn) -> Iterator[str]:
    """The choice that was taken and what was said with it."""
    if turn.choice:
        yield f"You chose: {line(turn.label)}"
        if turn.said:
            yield f"You say: \u201c{line(turn.said)}\u201d"
        yield ""


def change(moved: Change, meters: Sequence[MeterView]) -> str:
    """A meter's move as a sentence: `Equity falls by 2 to 48 (kept in step): Some waited in the rain.`"""
    label = next((meter.label for meter in meters if meter.id == moved.meter), moved.meter)
    verb = f"rises by {moved.by} to" if moved.by > 0 else f"falls by {-moved.by} to" if moved.by else "stays at"
    why = f": {line(moved.why)}" if moved.why else "."
    return f"{line(label)} {verb} {moved.after}{why}"


def standing(meter: MeterView) -> Iterator[str]:
    """A meter's value with its word, what it measures, and what moved it last."""
    band = f", {line(meter.band)}" if meter.band else ""
    yield f"{line(meter.label)}: {meter.value} of {meter.high}{band}. {line(meter.about)}".rstrip()
    if meter.last is not None:
        yield f"Last: {change(meter.last, (meter,))}"


def panel(view: View) -> Iterator[str]:
    """A panel between a line that names it and one that ends it; each cell with the name of its column."""
    yield f"[panel: {line(view.title)}]"
    if view.about:
        yield _stopped(line(view.about))
    yield from (_row(row) for row in view.rows if not row.head)
    yield "[end of panel]"


def _row(row: Row) -> str:
    label, cells = line(row.label), [line(cell) for cell in row.cells]
    if row.pips is not None:
        cells = [row.pips.drawn("#", "-")]
    if row.names:
        cells = [f"{line(name)} {cell}" for name, cell in zip(row.names, cells, strict=True)]
    said = ", ".join(cell for cell in cells if cell)
    return f"{label.removesuffix(':')}: {said}" if label and said else label or said


def offer(number: int, offered: Offer, meters: Sequence[MeterView]) -> str:
    """A numbered choice with its note, what it touches, and the reason where it cannot be taken."""
    note = f" ({line(offered.note)})" if offered.note else ""
    touched = f" [touches {_touches(offered.touches, meters)}]" if offered.touches else ""
    locked = f" [not available: {line(offered.locked)}]" if offered.locked else ""
    return f"{number}: {line(offered.label)}{note}{touched}{locked}"


def moment(past: Moment, meters: Sequence[MeterView]) -> Iterator[str]:
    """One entry of the history: where, what was chosen, what moved."""
    turn = past.turn
    chosen = f" You chose: {line(turn.label)}" if turn.choice else ""
    yield f"{past.number}. {_stopped(markup.plain(past.scene.title))}{chosen}"
    yield from (change(moved, meters) for moved in turn.changes)


def slot(info: SlotInfo, *, titled: bool = False) -> str:
    """A save in one line, with its problem where it has one and its story where it is asked for."""
    if not info.loadable:
        return f"{line(info.slot)}: {line(info.problem)}"
    rest = " ".join(part for part in (f"{line(local(info.saved_at))}.", line(info.problem)) if part)
    values = ", ".join(f"{line(name)} {value}" for name, value in info.meters.items())
    note = f" {_stopped(line(info.note))}" if info.note else ""
    title = f"{_stopped(line(info.title))} " if titled else ""
    scene = title + _stopped(line(info.scene_title))
    return f"{line(info.slot)}: {scene}{note} {counted(info.choices, 'choice')}. {values}. {rest}"


def _touches(touches: Sequence[Touch], meters: Sequence[MeterView]) -> str:
    labels = {meter.id: meter.label for meter in meters}
    parts = (f"{line(labels.get(touch.meter, touch.meter))}{_STRENGTH.get(touch.strength, '')}" for touch in touches)
    return ", ".join(parts)


def _stopped(text: str) -> str:
    return text if not text or text[-1] in ".!?:…" else f"{text}."
