"""States by name, and what becomes of one when the story has changed since.

The saved state is authoritative: renamed scenes and choices are followed, new slots take their start, values outside
their bounds are clamped, a variable of another type takes its start, and what the story no longer knows is kept aside.
With an unchanged story all of this comes to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from fourfifths.model import Slot, SlotKind, Story

Value = int | bool | str
Values = dict[str, Value]


def named_value(slot: Slot, value: int) -> Value:
    """A slot's value as a save holds it."""
    if slot.words:
        return slot.words[value]
    return bool(value) if slot.kind is SlotKind.FLAG else value


def named(story: Story, values: tuple[int, ...]) -> Values:
    """The values by their slots' names. Visits, choices, memories and knowledge that are and were zero are left out."""
    pairs = zip(story.slots, values, strict=True)
    return {
        slot.name: named_value(slot, value) for slot, value in pairs if value or slot.start or is_variable(slot.name)
    }


def difference(story: Story, values: tuple[int, ...], newer: tuple[int, ...]) -> Values:
    """The values by name where they differ from the newer ones."""
    rows = zip(story.slots, values, newer, strict=True)
    return {slot.name: named_value(slot, value) for slot, value, later in rows if value != later}


@dataclass(slots=True)
class Report:
    """What adapting a state did to it: the names that were clamped or reset, and what the story does not know."""

    clamped: set[str] = field(default_factory=set)
    reset: set[str] = field(default_factory=set)
    unknown: Values = field(default_factory=dict)

    def nothing(self, kept: Values) -> bool:
        """Whether the state fitted as it was, but for names kept aside already."""
        return not self.clamped and not self.reset and self.unknown.keys() <= kept.keys()


class Adapter:
    """Turns the names in a save into this story's scenes and values."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._names = {slot.name for slot in story.slots}

    @cached_property
    def _choices(self) -> dict[tuple[str, str], str]:
        """The ids of choices that had another, by scene and the old id; only a save of an older story asks."""
        return {
            (scene.id, old): choice.id
            for scene in self._story.scenes.values()
            for choice in scene.all_choices
            for old in choice.was
        }

    def scene(self, name: str) -> str | None:
        """The scene that now has this name, renamings followed, or None."""
        for _ in range(len(self._story.renamed) + 1):
            if name in self._story.scenes:
                return name
            name = self._story.renamed.get(name, name)
        return None

    def values(self, saved: Mapping[str, Value], report: Report) -> tuple[int, ...]:
        """The story's values, as the saved names give them."""
        present = {self._name(name): value for name, value in saved.items()} | {
            name: value for name, value in saved.items() if name in self._names
        }
        report.unknown.update({name: value for name, value in present.items() if name not in self._names})
        return tuple(self._value(slot, present.get(slot.name), report) for slot in self._story.slots)

    def _value(self, slot: Slot, saved: Value | None, report: Report) -> int:
        if saved is None:
            return slot.start
        value = _number(slot, saved)
        if value is None:
            report.reset.add(slot.name)
            return slot.start
        bounded = min(slot.high, max(slot.low, value))
        if bounded != value:
            report.clamped.add(slot.name)
        return bounded

    def _name(self, name: str) -> str:
        """A slot's name in this story: `visits` and `chosen` follow renamed scenes and choices."""
        if name in self._names:
            return name
        kind, _, rest = name.partition(" ")
        scene_id, dot, choice = rest.partition(".")
        scene = self.scene(scene_id)
        if kind not in (SlotKind.VISITS, SlotKind.CHOSEN) or scene is None:
            return name
        choice = self._choices.get((scene, choice)) or self.scene(choice) or choice
        return f"{kind} {scene}{dot}{choice}"


def is_variable(name: str) -> bool:
    """Whether a slot's name is one an author gave, of a meter or a variable."""
    return " " not in name


def listed(names: Iterable[str]) -> str:
    """A few names for a notice, the rest as a number."""
    found = sorted(names)
    more = f" and {len(found) - 5} more" if len(found) > 5 else ""
    return ", ".join(found[:5]) + more


def _number(slot: Slot, saved: Value) -> int | None:
    """The saved value as this slot's number, None where it is of another type."""
    if slot.words:
        return slot.words.index(saved) if isinstance(saved, str) and saved in slot.words else None
    if isinstance(saved, str) or isinstance(saved, bool) != (slot.kind is SlotKind.FLAG):
        return None
    return int(saved)
