"""Whether a choice still shows later: A7."""

from __future__ import annotations

from fourfifths.simulate.forks import AT
from fourfifths.simulate.measures.facts import NO_TEXT, Facts
from fourfifths.simulate.measures.measure import Band, Line, Measure, Unit, absent

SHOWS = {distance: Band(share, None, Unit.SHARE) for distance, share in zip(AT, (0.60, 0.45, 0.35), strict=True)}
ENDING = Band(0.05, None, Unit.SHARE)


def fork_test(facts: Facts) -> Measure:
    """A7."""
    says, forks = "pairs of plays that differ by one choice and still differ later", facts.results.forks
    endings = len({scene.ending.id for scene in facts.scenes if scene.ending})
    if not forks.pairs:
        reason = _why_not(facts)
        lines = [absent(f"{distance} choices later", band, reason) for distance, band in SHOWS.items()]
        return Measure("A7", "Fork test", says, (*lines, absent("another ending", ENDING, reason)))
    lines = [Line(f"{distance} choices later", forks.share(distance), band) for distance, band in SHOWS.items()]
    if endings < 2:
        other = absent("another ending", ENDING, "the story has one ending")
    else:
        other = Line("another ending", forks.other_ending / forks.pairs, ENDING)
    return Measure("A7", "Fork test", says, (*lines, other))


def _why_not(facts: Facts) -> str:
    if not facts.text:
        return NO_TEXT
    return "no play met a choice point" if facts.results.plan.personas else "nothing was forked (--forks 0)"
