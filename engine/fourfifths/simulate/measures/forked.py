"""Whether a choice still shows later: A7."""

from __future__ import annotations

from fourfifths.simulate.forks import AT
from fourfifths.simulate.measures.facts import NO_TEXT, Facts
from fourfifths.simulate.measures.measure import Band, Criterion, Line, Measure, Unit, absent

SHOWS = {
    distance: Criterion(f"{distance} choices later", Band(share, None, Unit.SHARE))
    for distance, share in zip(AT, (0.60, 0.45, 0.35), strict=True)
}
ENDING = Criterion("another ending", Band(0.05, None, Unit.SHARE))


def fork_test(facts: Facts) -> Measure:
    """A7."""
    return Measure("A7", "Fork test", "pairs of plays that differ by one choice and still differ later", _lines(facts))


def _lines(facts: Facts) -> tuple[Line, ...]:
    forks = facts.results.forks
    if not forks.pairs:
        return absent((*SHOWS.values(), ENDING), _why_not(facts))
    later = (criterion.line(forks.share(distance)) for distance, criterion in SHOWS.items())
    if len({scene.ending.id for scene in facts.scenes if scene.ending}) < 2:
        return *later, ENDING.absent("the story has one ending")
    return *later, ENDING.line(forks.other_ending / forks.pairs)


def _why_not(facts: Facts) -> str:
    if not facts.text:
        return NO_TEXT
    return "no play met a choice point" if facts.results.plan.personas else "nothing was forked (--forks 0)"
