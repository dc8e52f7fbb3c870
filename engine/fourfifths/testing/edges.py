"""Both sides of every threshold: the least that must be given for one step more or less to change what is shown.

For each way to move a threshold by one, the scene is looked at with the values at which the moved one comes out
otherwise. Only values that `Flow` holds possible in that scene are given.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fourfifths import step
from fourfifths.conditions import compiled
from fourfifths.effects import apply
from fourfifths.flow import Flow, Sets
from fourfifths.model import Condition, Effect, Slot, SlotKind, Story
from fourfifths.operation import MOVE
from fourfifths.state import IllegalChoiceError, State, Turn
from fourfifths.testing.atlas import Atlas
from fourfifths.testing.mutants import Mutant, Sort
from fourfifths.testing.points import Kind, Way

MOST = 20_000
_MARKS = (SlotKind.CHOSEN, SlotKind.MEMORY, SlotKind.KNOWS)


class Edge(NamedTuple):
    """Values given in a scene, the choice to take there if any, the turn then, and what the moved threshold makes of
    it; `what` says which threshold it is."""

    scene: str
    given: tuple[tuple[Slot, int], ...]
    choice: str
    turn: Turn
    other: Turn | None
    what: str


def edges(story: Story, atlas: Atlas, flow: Flow, changes: tuple[Mutant, ...]) -> Iterator[Edge]:
    """An edge for each moved threshold that can be told from the story's own."""
    ways = {point.key: point.ways for point in atlas.points if point.kind is Kind.CONDITION}
    for mutant in changes:
        if mutant.sort is Sort.SHIFT and mutant.old and mutant.new:
            edge = _edge(story, flow, mutant, ways[f"true {mutant.place}"][0])
            if edge:
                yield edge


def _edge(story: Story, flow: Flow, mutant: Mutant, way: Way) -> Edge | None:
    old, new = mutant.old, mutant.new
    case = _case(story, flow, Way(way.scene, way.guards[:-1]), old, new) if old and new else None
    if case is None or old is None:
        return None
    given = tuple((story.slots[index], value) for index, value in sorted(case.items()))
    given = tuple((slot, value) for slot, value in given if value != slot.start and slot.kind is not SlotKind.VISITS)
    place = mutant.place.partition(":")
    own = place[0].startswith(f"{way.scene}.")
    taken = own and place[2].startswith(("text", "say")) and not story.scenes[way.scene].auto
    choice = place[0].removeprefix(f"{way.scene}").removeprefix(".") if taken else ""
    turn, other = (_turn(told, way.scene, given, choice) for told in (story, mutant.make()))
    if turn is None or turn == other:
        return None
    return Edge(way.scene, given, choice, turn, other, f"{place[0]}: {old.source}")


def _case(story: Story, flow: Flow, way: Way, old: Condition, new: Condition) -> dict[int, int] | None:
    """The values nearest to the start's for which the ways part."""
    sets = flow.narrowed(way.scene, way.guards)
    reads = tuple(sorted({index for condition in (*way.guards, old) for index in condition.reads}))
    cases = None
    if sets is not None:
        cases = flow.cases(sets, reads, MOST) or flow.cases(_thinned(story, flow, sets, old), reads, MOST)
    tests = [compiled(condition.code) for condition in way.guards]
    before, after = compiled(old.code), compiled(new.code)
    best, least = None, (len(reads) + 1, 0)
    visits = story.scenes[way.scene].visits
    for case in cases or ():
        if bool(before(case)) == bool(after(case)) or not all(test(case) for test in tests):  # type: ignore[arg-type]
            continue
        far = [abs(value - story.slots[index].start) for index, value in case.items()]
        worth = (sum(map(bool, far)), sum(far))
        if worth < least and all(_givable(story.slots[index], value, visits) for index, value in case.items()):
            best, least = case, worth
    return best


def _thinned(story: Story, flow: Flow, sets: Sets, old: Condition) -> Sets:
    """The sets with no more than two values of each slot that the condition itself does not read."""
    thin = list(sets)
    for slot in story.slots:
        if slot.index not in old.reads:
            near = sorted(flow.values(sets, slot.index), key=lambda value: abs(value - slot.start))[:2]
            thin[slot.index] = sum(1 << (value - slot.low) for value in near)
    return tuple(thin)


def _givable(slot: Slot, value: int, own: Slot | None) -> bool:
    """Whether a playthrough can begin with this value of a slot."""
    if slot.kind is SlotKind.VISITS:
        return value == (1 if slot is own else 0)
    return slot.kind not in _MARKS or value >= slot.start


def _turn(story: Story, scene: str, given: tuple[tuple[Slot, int], ...], choice: str) -> Turn | None:
    values = [slot.start for slot in story.slots]
    for slot, value in given:
        values[slot.index] = value
    visits = story.scenes[scene].visits
    entered = (Effect(visits, 1, MOVE),) if visits else ()
    state = State(scene, apply(entered, tuple(values)))
    try:
        return step.step(story, state, choice) if choice else step.arrive(story, state)
    except IllegalChoiceError:
        return None
