"""What is asked of a story: each point of its atlas, and what should never happen, as trees over the slots."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from fourfifths.diagnostics import Span
from fourfifths.effects import said
from fourfifths.model import SlotKind
from fourfifths.operation import SET
from fourfifths.prove import guards
from fourfifths.prove.checker import Goal
from fourfifths.prove.formula import Tree, every, some
from fourfifths.prove.system import System
from fourfifths.testing.atlas import Atlas
from fourfifths.testing.points import Kind, Point


class Fault(StrEnum):
    """What a story should not come to; the value is its heading in a report."""

    STUCK = "no open choice"
    EATEN = "effects that move a meter"


@dataclass(frozen=True, slots=True)
class Way:
    """A scene and what must hold there; `arriving`: when it is entered; `index`: the choice that is then taken.

    `goal` says the same to the checker, in the conditions' own code.
    """

    scene: int
    tree: Tree
    goal: Goal
    arriving: bool = False
    index: int = -1


@dataclass(frozen=True, slots=True)
class Target:
    """One question. `point` is its number in the atlas, -1 where it is none of a reader's points."""

    number: int
    kind: str
    key: str
    what: str
    span: Span
    ways: tuple[Way, ...]
    point: int = -1


def targets(system: System, atlas: Atlas) -> tuple[Target, ...]:
    """Every question about a story, in its order."""
    asked = [(point.kind, point.key, point.what, point.span, _ways(system, point)) for point in atlas.points]
    found = [Target(number, *rest, point=number) for number, rest in enumerate(asked)]
    for kind, key, what, span, way in (*_stuck(system), *_eaten(system)):
        found.append(Target(len(found), kind, key, what, span, (way,)))
    return tuple(found)


def _ways(system: System, point: Point) -> tuple[Way, ...]:
    found = []
    for way in point.ways:
        scene = system.number[way.scene]
        tree = system.formulas.of(way.guards)
        index = _index(system, scene, point.choice)
        said = point.place.startswith(("say", "text")) and index >= 0
        codes = tuple(guard.code for guard in way.guards)
        if index >= 0 and (said or point.kind in (Kind.TAKEN, Kind.PLAYED, Kind.ROUTE)):
            goal = Goal(way.scene, codes + guards.guard(system.scenes[scene], index))
            found.append(Way(scene, every((tree, system.move(scene, index).guard)), goal, index=index))
        elif index >= 0 and (point.kind is Kind.DEALT or point.place.startswith(("label", "note"))):
            goal = Goal(way.scene, codes + guards.dealt(system.scenes[scene], index))
            found.append(Way(scene, every((tree, system.move(scene, index).sight)), goal))
        else:
            arriving = index < 0 and point.kind is not Kind.MEMORY
            found.append(Way(scene, tree, Goal(way.scene, codes, arriving), arriving))
    return tuple(found)


def _index(system: System, scene: int, choice: str) -> int:
    choices = system.scenes[scene].all_choices
    return next((number for number, each in enumerate(choices) if each.id == choice), -1) if choice else -1


Question = tuple[str, str, str, Span, Way]


def _stuck(system: System) -> Iterator[Question]:
    """A scene that is no ending, in which nothing can be taken; a route always can."""
    for number, scene in enumerate(system.scenes):
        if scene.ending is None and not scene.auto:
            indices = range(len(scene.all_choices))
            tree = system.formulas.negated(some(system.move(number, index).guard for index in indices))
            codes = (" and ".join(f"({code})" for code in guards.guard(scene, index)) for index in indices)
            goal = Goal(scene.id, tuple(f"not ({code or 'True'})" for code in codes))
            yield Fault.STUCK, f"stuck {scene.id}", "nothing can be chosen", scene.span, Way(number, tree, goal)


def _eaten(system: System) -> Iterator[Question]:
    """A choice's effect on a meter, where it leaves another value than it found."""
    for number, scene in enumerate(system.scenes):
        for index, choice in enumerate(scene.all_choices):
            for effect in choice.effects:
                slot = effect.slot
                if slot.kind is not SlotKind.METER or effect.kind is SET:
                    continue
                low, high = effect.operation.still()
                moved = system.formulas.negated(system.formulas.between(slot, low, high))
                tree = every((system.move(number, index).guard, moved))
                key = f"moves {scene.id}.{choice.id} {slot.name}"
                codes = (*guards.guard(scene, index), f"not {low} <= v[{slot.index}] <= {high}")
                way = Way(number, tree, Goal(scene.id, codes), index=index)
                yield Fault.EATEN, key, said(effect), effect.span or choice.span, way
