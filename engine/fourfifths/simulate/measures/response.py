"""How the meters answer: A9. Figures are of a meter of 100 steps; another is measured as if it had as many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from fourfifths.model import Meter
from fourfifths.simulate.measures.facts import NO_RANDOM, Facts, deviation, mean
from fourfifths.simulate.measures.measure import Band, Line, Measure, Unit, absent
from fourfifths.simulate.tally import Tally

SPREAD, EXTREME = Band(10, 18, places=1), Band(0.03, 0.15, Unit.SHARE)
RISE, PRICE = Band(1.5, None, places=1), Band(0.1, None, places=1)
EDGE = 15


def response(facts: Facts) -> Measure:
    """A9."""
    says = "where random plays end, and what wanting one meter does"
    if not facts.story.meters:
        return Measure("A9", "Meter response", says, (absent("spread", SPREAD, "the story has no meters"),))
    if facts.random is None:
        return Measure("A9", "Meter response", says, (absent("spread", SPREAD, NO_RANDOM),))
    lines = [line for meter in facts.story.meters for line in _meter(facts, facts.random, meter)]
    return Measure("A9", "Meter response", says, tuple(lines))


def _meter(facts: Facts, random: Tally, meter: Meter) -> Iterator[Line]:
    name, slot = meter.slot.name, meter.slot
    ends, step = random.meters[name], 100 / (slot.high - slot.low)
    spread = deviation(ends)
    edge = EDGE / step
    yield Line(f"{name}: deviation", spread * step, SPREAD)
    yield Line(f"{name}: {EDGE} or less", _share(ends, slot.low, slot.low + edge), EXTREME)
    yield Line(f"{name}: {100 - EDGE} or more", _share(ends, slot.high - edge, slot.high), EXTREME)
    greedy = facts.greedy(name)
    if greedy is None or not spread:
        reason = "who wants it was not played" if greedy is None else "random plays all end alike"
        yield absent(f"{name}: wanted, deviations up", RISE, reason)
        yield absent(f"{name}: wanted, another falls by", PRICE, reason)
        return
    yield Line(f"{name}: wanted, deviations up", (mean(greedy.meters[name]) - mean(ends)) / spread, RISE)
    falls = [mean(random.meters[other]) - mean(greedy.meters[other]) for other in random.meters if other != name]
    if falls:
        yield Line(f"{name}: wanted, another falls by", max(falls), PRICE)
    else:
        yield absent(f"{name}: wanted, another falls by", PRICE, "there is no other meter")


def _share(ends: Counter[int], low: float, high: float) -> float:
    return sum(count for value, count in ends.items() if low <= value <= high) / ends.total()
