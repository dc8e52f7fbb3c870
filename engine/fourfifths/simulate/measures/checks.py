"""How gates on a disposition treat who plays to it, and who plays against it: A23.

A gate is an option that is locked at times by a condition on a disposition. A policy plays to it where the weight it
gives the disposition points to the end at which the gate opens.
"""

from __future__ import annotations

from itertools import product
from typing import cast

from fourfifths.conditions import compiled, every
from fourfifths.model import Choice, Slot, SlotKind
from fourfifths.simulate.measures.facts import Facts
from fourfifths.simulate.measures.measure import Band, Criterion, Line, Measure, Unit, absent
from fourfifths.systems.policies import Policy

WITH = Criterion("played to", Band(0.55, 0.75, Unit.SHARE))
AGAINST = Criterion("played against", Band(0.20, 0.45, Unit.SHARE))
FAILURE = Criterion("failure's words to success's", Band(0.6, None, places=1))
MOST = 4096
"""Combinations of other values that a gate is tried with; of one with more, the end is not known."""

_NO_FAILURE = "no option of this engine fails: one that is not open cannot be taken"


def checks(facts: Facts) -> Measure:
    """A23."""
    says = "gated options that were open, by who plays to a disposition or against it"
    ends = _gates(facts)
    if not ends:
        reason = "no disposition is named" if not facts.table.dispositions else "no option is gated by a disposition"
        lines = absent((WITH, AGAINST), reason)
    else:
        lines = _share(facts, ends, WITH, 1), _share(facts, ends, AGAINST, -1)
    return Measure("A23", "Check rates", says, (*lines, FAILURE.absent(_NO_FAILURE)))


_Gate = tuple[int, int, str]
"""Scene, choice and disposition."""


def _gates(facts: Facts) -> dict[_Gate, int]:
    """Every gate on a disposition, with the end at which it opens: 1 for high, -1 for low."""
    found = {}
    for name in facts.table.dispositions:
        slot = facts.story.slot(name.text)
        for number, scene in enumerate(facts.scenes):
            for at, choice in enumerate(scene.all_choices):
                end = _end(facts, choice, slot) if slot else 0
                if end:
                    found[number, at, name.text] = end
    return found


def _end(facts: Facts, choice: Choice, slot: Slot) -> int:
    """At which end of a slot's values the gate of a choice opens for more of the other values; 0 for neither."""
    reads = {index for condition in choice.needs for index in condition.reads}
    if slot.index not in reads:
        return 0
    others = [other for index in sorted(reads - {slot.index}) for other in [facts.story.slots[index]]]
    values = [_tried(other) for other in others]
    middle = (slot.low + slot.high) / 2
    size = slot.high - slot.low + 1
    for each in values:
        size *= len(each)
    if size > MOST:
        return 0
    test = compiled(every(choice.needs))
    balance = 0
    for value, *rest in product(range(slot.low, slot.high + 1), *values):
        case = {slot.index: value, **dict(zip([other.index for other in others], rest, strict=True))}
        if test(cast("tuple[int, ...]", case)):
            balance += (value > middle) - (value < middle)
    return (balance > 0) - (balance < 0)


def _tried(slot: Slot) -> tuple[int, ...]:
    """Values to try a slot with: all, or of a meter every tenth."""
    step = max(1, (slot.high - slot.low) // 10) if slot.kind is SlotKind.METER else 1
    return (*range(slot.low, slot.high, step), slot.high)


def _share(facts: Facts, ends: dict[_Gate, int], criterion: Criterion, way: int) -> Line:
    """The share of meetings with a gate in which it was open, over the policies that lean this way."""
    met = opened = 0
    for policy in facts.results.plan.policies:
        gates = facts.results.tallies[policy.name].gates
        for (scene, choice, disposition), end in ends.items():
            if _leaning(policy, disposition) * end * way > 0:
                opened += gates[scene, choice, True]
                met += gates[scene, choice, True] + gates[scene, choice, False]
    return criterion.line(opened / met) if met else criterion.absent("nobody who leans so met a gate")


def _leaning(policy: Policy, disposition: str) -> int:
    return sum(weight.amount for weight in policy.variables if weight.name.text == disposition)
