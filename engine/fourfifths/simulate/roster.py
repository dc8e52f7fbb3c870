"""The policies that play a story: those that any story has, and those of its own table.

A policy of the table takes the place of a generated one of the same name. Every name in the table is looked up here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fourfifths.compiler.report import Report, shown
from fourfifths.diagnostics import Span
from fourfifths.model import Meter, Slot, SlotKind, Story
from fourfifths.systems.policies import TABLE, Name, Policies, Policy, Weight

RANDOM, FIRST, BALANCER, WRECKER, COALITION = "random", "first", "balancer", "wrecker", "coalition"
GREEDY, DEVOTEE = "greedy-", "devotee-"
GOAL = 60
"""Where the balancer wants each meter, of a hundred."""
CARELESS = 10
"""Choices in a hundred that a generated policy with a will of its own does not care about."""

_KINDS = (SlotKind.INT, SlotKind.FLAG, SlotKind.WORD)


def roster(story: Story, table: Policies, report: Report) -> tuple[Policy, ...]:
    """Every policy of a story; a name that it does not have is reported where its table has it."""
    check(story, table, report)
    found = {policy.name: policy for policy in generated(story)}
    found |= {policy.name: policy for policy in table.policies}
    return tuple(found.values())


def generated(story: Story) -> Iterator[Policy]:
    """The policies that need nothing but meters and people."""
    yield Policy(RANDOM, "Takes any open choice as gladly as the others.", careless=100)
    yield Policy(FIRST, "Takes the first open choice.", first=True)
    for meter in story.meters:
        name = meter.slot.name
        yield Policy(f"{GREEDY}{name}", f"Wants {name}, whatever it costs.", meters=_each([meter]), careless=CARELESS)
    if story.meters:
        goals = tuple(Weight(Name(meter.slot.name), _goal(meter)) for meter in story.meters)
        yield Policy(BALANCER, f"Keeps every meter near {GOAL} of 100.", targets=goals, careless=CARELESS)
        yield Policy(WRECKER, "Wants every meter down.", meters=_each(story.meters, -1), careless=CARELESS)
    for person in protagonists(story):
        about = f"Takes the cards and scenes of {story.people[person].name}."
        yield Policy(f"{DEVOTEE}{person}", about, view=Name(person))


def protagonists(story: Story) -> tuple[str, ...]:
    """The playable people whose eyes some scene has; none where there is but one of them."""
    views = {scene.pov for scene in story.scenes.values()}
    found = tuple(id for id, person in story.people.items() if person.playable and id in views)
    return found if len(found) > 1 else ()


def check(story: Story, table: Policies, report: Report) -> None:
    """Reports every name of a table that its story does not have."""
    finder = _Finder(story, report)
    for name in table.dispositions:
        finder.variable(name, (SlotKind.INT,))
    for policy in table.policies:
        for weight in policy.meters + policy.targets:
            finder.meter(weight.name)
        for weight in policy.variables:
            finder.weighed(weight)
        if policy.view is not None:
            finder.among(policy.view, _playable(story), "E033", "playable person")
        for choice in policy.prefer:
            finder.choice(choice)


def _each(meters: Iterable[Meter], amount: int = 1) -> tuple[Weight, ...]:
    return tuple(Weight(Name(meter.slot.name), amount) for meter in meters)


def _goal(meter: Meter) -> int:
    slot = meter.slot
    return slot.low + (slot.high - slot.low) * GOAL // 100


def _playable(story: Story) -> list[str]:
    return [id for id, person in story.people.items() if person.playable]


class _Finder:
    def __init__(self, story: Story, report: Report) -> None:
        self._story, self._report = story, report
        self._slots = {slot.name: slot for slot in story.slots if slot.kind in _KINDS}
        self._meters = [meter.slot.name for meter in story.meters]

    def meter(self, name: Name) -> None:
        self.among(name, self._meters, "E032", "meter")

    def variable(self, name: Name, kinds: tuple[SlotKind, ...]) -> Slot | None:
        known = [other for other, slot in self._slots.items() if slot.kind in kinds]
        word = "whole-number variable" if kinds == (SlotKind.INT,) else "variable"
        return self._slots[name.text] if self.among(name, known, "E032", word) else None

    def weighed(self, weight: Weight) -> None:
        slot = self.variable(weight.name, _KINDS)
        if slot is None:
            return
        if weight.word is not None:
            self.among(weight.word, slot.words, "E039", f"word of {slot.name}")
        elif slot.words:
            hint = f"weigh its words, as {{{slot.words[-1]}: {weight.amount}}}"
            self._report.error("E052", _span(weight.name), f"{slot.name} holds a word, and words have no size", hint)

    def choice(self, name: Name) -> None:
        scene, _, choice = name.text.rpartition(".")
        if scene in self._story.scenes:
            known = [option.id for option in self._story.scenes[scene].all_choices]
            self.among(name._replace(text=choice), known, "E031", f"choice in {scene}")
        else:
            self.among(name._replace(text=scene or name.text), self._story.scenes, "E030", "scene")

    def among(self, name: Name, known: Iterable[str], code: str, word: str) -> bool:
        names = list(known)
        if name.text in names:
            return True
        cure = self._report.cure(name.text, names)
        self._report.error(code, _span(name), f"there is no {word} {shown(name.text)}", cure)
        return False


def _span(name: Name) -> Span:
    return Span(TABLE, name.line, name.column, len(name.text) or 1)
