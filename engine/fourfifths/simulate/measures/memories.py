"""Whether what was done comes back: A22."""

from __future__ import annotations

from fourfifths.simulate.measures.facts import NO_TEXT, Facts
from fourfifths.simulate.measures.measure import Band, Line, Measure, Unit, absent
from fourfifths.simulate.reader import LATE

DENSITY, OTHERS = Band(1.5, None, places=1), Band(0.30, None, Unit.SHARE)


def callbacks(facts: Facts) -> Measure:
    """A22."""
    says, tally = "memories that texts bring back from Act II on", facts.typical
    reason = _why_not(facts)
    if reason:
        lines = [absent("per 1,000 words", DENSITY, reason), absent("by others than who saw", OTHERS, reason)]
        return Measure("A22", "Callbacks", says, tuple(lines))
    density = Line("per 1,000 words", 1000 * tally.recalls / tally.late, DENSITY)
    if not tally.recalls:
        return Measure(
            "A22", "Callbacks", says, (density, absent("by others than who saw", OTHERS, "nothing came back"))
        )
    return Measure(
        "A22", "Callbacks", says, (density, Line("by others than who saw", tally.hearsay / tally.recalls, OTHERS))
    )


def _why_not(facts: Facts) -> str:
    if not any(scene.act >= LATE for scene in facts.scenes):
        return "the story has no Act II"
    if not facts.text:
        return NO_TEXT
    return "" if facts.typical.late else "no play came to Act II"
