"""Whether what was done comes back: A22."""

from __future__ import annotations

from fourfifths.simulate.measures.facts import NO_TEXT, Facts
from fourfifths.simulate.measures.measure import Band, Criterion, Line, Measure, Unit, absent
from fourfifths.simulate.reader import LATE

DENSITY = Criterion("per 1,000 words", Band(1.5, None, places=1))
OTHERS = Criterion("by others than who saw", Band(0.30, None, Unit.SHARE))


def callbacks(facts: Facts) -> Measure:
    """A22."""
    return Measure("A22", "Callbacks", "memories that texts bring back from Act II on", _lines(facts))


def _lines(facts: Facts) -> tuple[Line, ...]:
    tally, reason = facts.typical, _why_not(facts)
    if reason:
        return absent((DENSITY, OTHERS), reason)
    density = DENSITY.line(1000 * tally.recalls / tally.late)
    if not tally.recalls:
        return density, OTHERS.absent("nothing came back")
    return density, OTHERS.line(tally.hearsay / tally.recalls)


def _why_not(facts: Facts) -> str:
    if not any(scene.act >= LATE for scene in facts.scenes):
        return "the story has no Act II"
    if not facts.text:
        return NO_TEXT
    return "" if facts.typical.late else "no play came to Act II"
