"""Records the run of an author's session as a playthrough file that passes.

From the story's start where its choices lead to where the author stands; else from where the author was put by hand or
the story changed, with the values of then given.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

from fourfifths import bundled, step
from fourfifths.model import Slot, SlotKind, Story
from fourfifths.session import Moment, Session
from fourfifths.session.adapt import named_value
from fourfifths.state import IllegalChoiceError, State
from fourfifths.step import start
from fourfifths.testing import record as records
from fourfifths.testing.collect import name
from fourfifths.testing.record import Beginning, Move, RecordError
from fourfifths.testing.scalars import scalar
from fourfifths.testing.script import Action

SUFFIX = ".play.yaml"
_SETTABLE = (SlotKind.METER, SlotKind.INT, SlotKind.FLAG, SlotKind.WORD, SlotKind.HEARD)
_LISTED = {SlotKind.VISITS: "seen", SlotKind.CHOSEN: "chosen"}
_PEOPLE = {SlotKind.KNOWS: "knows", SlotKind.MEMORY: "remembers"}


def record(session: Session, folder: Path) -> str:
    """Writes the run of a session of the story in this folder, and says where, or why not."""
    target = _free(_beside(folder))
    try:
        text = _text(session, folder, target)
        target.write_text(text, encoding="utf-8")
    except (RecordError, OSError) as error:
        return f"Not recorded: {error}."
    return f"Recorded in {name(target)}."


def _beside(folder: Path) -> Path:
    """Where playthroughs of the story in this folder are kept: the tests beside it, else where the author is."""
    kept = folder.resolve().parent / "tests" / "playthroughs"
    return kept if kept.is_dir() else Path.cwd()


def _free(folder: Path) -> Path:
    numbers = itertools.count(1)
    return next(path for n in numbers if not (path := folder / f"recorded-{n}{SUFFIX}").exists())


def _text(session: Session, folder: Path, target: Path) -> str:
    story, past = session.story, session.history
    seed = session.turn.state.seed
    first = next((n for n in range(len(past) - 1, 0, -1) if not _follows(story, past[n - 1], past[n])), 0)
    moves = [Move(Action.CHOOSE, moment.turn.choice) for moment in past[first + 1 :]]
    begins = past[first].turn.state
    beginning = None if begins == step.settle(story, start(story, seed)) else _beginning(story, begins)
    where = bundled.named(folder, target.parent)
    return records.text(story, where, f"recorded in {begins.scene}", moves, seed, beginning)


def _follows(story: Story, before: Moment, after: Moment) -> bool:
    """Whether a choice led from one moment to the next, and still does."""
    if before.remembered or after.remembered:
        return False
    try:
        return step.step(story, before.turn.state, after.turn.choice).state == after.turn.state
    except IllegalChoiceError:
        return False


def _beginning(story: Story, state: State) -> Beginning:
    """The state as a file can give it, which counts no visits beyond the first, and the lines that do."""
    entered = story.scenes[state.scene].visits
    kept = [slot for slot in story.slots if state.values[slot.index] - (slot == entered) != slot.start]
    kept = [slot for slot in kept if slot.kind in _SETTABLE or state.values[slot.index] > (slot == entered)]
    values = [slot.start for slot in story.slots]
    for slot in kept:
        values[slot.index] = state.values[slot.index] if slot.kind in _SETTABLE else 1
    given = ", ".join(_given(kept, state))
    lines = (f"from: {scalar(state.scene)}", *([f"given: {{{given}}}"] if given else []))
    return Beginning(step.enter(story, state.scene, State(state.scene, tuple(values), state.seed)), lines)


def _given(kept: list[Slot], state: State) -> Iterator[str]:
    for slot in kept:
        if slot.kind in _SETTABLE:
            yield f"{slot.name}: {_value(slot, state.values[slot.index])}"
    for kind, key in _LISTED.items():
        if names := [scalar(_what(slot)) for slot in kept if slot.kind is kind]:
            yield f"{key}: [{', '.join(names)}]"
    for kind, key in _PEOPLE.items():
        if pairs := [_what(slot).split("/", 1) for slot in kept if slot.kind is kind]:
            people = [f"{person}: [{', '.join(scalar(w) for p, w in pairs if p == person)}]" for person in _once(pairs)]
            yield f"{key}: {{{', '.join(people)}}}"


def _what(slot: Slot) -> str:
    """What a mark is about: its name without its kind."""
    return slot.name.partition(" ")[2]


def _once(pairs: list[list[str]]) -> list[str]:
    """The people in these pairs, each once."""
    return list(dict.fromkeys(person for person, _ in pairs))


def _value(slot: Slot, value: int) -> str:
    named = named_value(slot, value)
    return str(named).lower() if isinstance(named, bool) else scalar(str(named))
