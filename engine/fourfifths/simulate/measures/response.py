"""How the meters answer: A9. Figures are of a meter of 100 steps; another is measured as if it had as many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from fourfifths.model import Meter
from fourfifths.simulate.measures.facts import NO_RANDOM, Facts, deviation, mean
from fourfifths.simulate.measures.measure import Band, Criterion, Line, Measure, Unit, absent
from fourfifths.simulate.tally import Tally

SPREAD, EXTREME = Band(10, 18, places=1), Band(0.03, 0.15, Unit.SHARE)
RISE, PRICE = Band(1.5, None, places=1), Band(0.1, None, places=1)
EDGE = 15


def response(facts: Facts) -> Measure:
    """A9."""
    says = "where random plays end, and what wanting one meter does"
    if not facts.story.meters:
        return Measure("A9", "Meter response", says, (Criterion("spread", SPREAD).absent("the story has no meters"),))
    if facts.random is None:
        return Measure("A9", "Meter response", says, (Criterion("spread", SPREAD).absent(NO_RANDOM),))
    lines = [line for meter in facts.story.meters for line in _meter(facts, facts.random, meter)]
    return Measure("A9", "Meter response", says, tuple(lines))


def _meter(facts: Facts, random: Tally, meter: Meter) -> Iterator[Line]:
    name, slot = meter.slot.name, meter.slot
    ends, step = random.meters[name], 100 / (slot.high - slot.low)
    edge = EDGE / step
    yield Criterion(f"{name}: deviation", SPREAD).line(deviation(ends) * step)
    yield Criterion(f"{name}: {EDGE} or less", EXTREME).line(_share(ends, slot.low, slot.low + edge))
    yield Criterion(f"{name}: {100 - EDGE} or more", EXTREME).line(_share(ends, slot.high - edge, slot.high))
    yield from _wanted(facts, random, name)


def _wanted(facts: Facts, random: Tally, name: str) -> Iterator[Line]:
    """What a policy that wants this meter makes of it, and of the others."""
    rise = Criterion(f"{name}: wanted, deviations up", RISE)
    price = Criterion(f"{name}: wanted, another falls by", PRICE)
    ends, greedy = random.meters[name], facts.greedy(name)
    spread = deviation(ends)
    if greedy is None or not spread:
        yield from absent(
            (rise, price), "who wants it was not played" if greedy is None else "random plays all end alike"
        )
        return
    yield rise.line((mean(greedy.meters[name]) - mean(ends)) / spread)
    falls = [mean(random.meters[other]) - mean(greedy.meters[other]) for other in random.meters if other != name]
    yield price.line(max(falls)) if falls else price.absent("there is no other meter")


def _share(ends: Counter[int], low: float, high: float) -> float:
    return sum(count for value, count in ends.items() if low <= value <= high) / ends.total()
