"""How much there is to read: A1, A3 and A4."""

from __future__ import annotations

from fourfifths.simulate.measures.facts import NO_TEXT, Facts, mean, percentile
from fourfifths.simulate.measures.measure import Band, Criterion, Line, Measure, Unit, absent
from fourfifths.tools import prose

MEDIAN = Criterion("median", Band(60, 120, Unit.WORDS))
MEAN = Criterion("mean", Band(None, 140, Unit.WORDS))
P90 = Criterion("9 of 10 at most", Band(None, 240, Unit.WORDS))
MOST = Criterion("longest", Band(None, 350, Unit.WORDS))
LENGTH = Criterion("words", Band(21_000, 27_000, Unit.WORDS))
POINTS = Criterion("choice points", Band(160, 210, Unit.CHOICES))
SEEN = Criterion("share", Band(0.22, 0.32, Unit.SHARE))


def pace(facts: Facts) -> Measure:
    """A1."""
    return Measure("A1", "Pace", "words shown from one choice point to the next, all policies", _gaps(facts))


def _gaps(facts: Facts) -> tuple[Line, ...]:
    gaps = facts.all.gaps
    if not gaps:
        return absent((MEDIAN, MEAN, P90, MOST), "no play met a choice point" if facts.text else NO_TEXT)
    return (
        MEDIAN.line(percentile(gaps, 0.5)),
        MEAN.line(mean(gaps)),
        P90.line(percentile(gaps, 0.9)),
        MOST.line(max(gaps), [f"before the choices of {facts.all.longest[1]}"]),
    )


def length(facts: Facts) -> Measure:
    """A3."""
    tally = facts.typical
    words = LENGTH.line(mean(tally.words)) if tally.words else LENGTH.absent(NO_TEXT)
    return Measure("A3", "Length", "what a run shows and asks", (words, POINTS.line(mean(tally.points))))


def bushiness(facts: Facts) -> Measure:
    """A4."""
    total = sum(len(row.text.split()) for row in prose.rows(facts.story) if row.kind != "label")
    if facts.typical.words and total:
        line = SEEN.line(mean(facts.typical.words) / total)
    else:
        line = SEEN.absent("the story has no words" if facts.text else NO_TEXT)
    return Measure("A4", "Bushiness", "words a run shows, of all that is written", (line,))
