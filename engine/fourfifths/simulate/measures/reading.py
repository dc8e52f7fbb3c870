"""How much there is to read: A1, A3 and A4."""

from __future__ import annotations

from dataclasses import replace

from fourfifths.simulate.measures.facts import NO_TEXT, Facts, mean, percentile
from fourfifths.simulate.measures.measure import Band, Line, Measure, Unit, absent
from fourfifths.tools import prose

MEDIAN, MEAN, P90, MOST = (
    Band(60, 120, Unit.WORDS),
    Band(None, 140, Unit.WORDS),
    Band(None, 240, Unit.WORDS),
    Band(None, 350, Unit.WORDS),
)
LENGTH, POINTS = Band(21_000, 27_000, Unit.WORDS), Band(160, 210, Unit.CHOICES)
SEEN = Band(0.22, 0.32, Unit.SHARE)


def pace(facts: Facts) -> Measure:
    """A1."""
    says = "words shown from one choice point to the next, all policies"
    gaps = facts.all.gaps
    bands = (("median", MEDIAN), ("mean", MEAN), ("9 of 10 at most", P90), ("longest", MOST))
    if not gaps:
        reason = "no play met a choice point" if facts.text else NO_TEXT
        return Measure("A1", "Pace", says, tuple(absent(name, band, reason) for name, band in bands))
    figures = (percentile(gaps, 0.5), mean(gaps), percentile(gaps, 0.9), max(gaps))
    lines = [Line(name, figure, band) for (name, band), figure in zip(bands, figures, strict=True)]
    lines[-1] = replace(lines[-1], found=(f"before the choices of {facts.all.longest[1]}",))
    return Measure("A1", "Pace", says, tuple(lines))


def length(facts: Facts) -> Measure:
    """A3."""
    tally = facts.typical
    words = Line("words", mean(tally.words), LENGTH) if tally.words else absent("words", LENGTH, NO_TEXT)
    points = Line("choice points", mean(tally.points), POINTS)
    return Measure("A3", "Length", "what a run shows and asks", (words, points))


def bushiness(facts: Facts) -> Measure:
    """A4."""
    says = "words a run shows, of all that is written"
    total = sum(len(row.text.split()) for row in prose.rows(facts.story) if row.kind != "label")
    if not facts.typical.words or not total:
        reason = "the story has no words" if facts.text else NO_TEXT
        return Measure("A4", "Bushiness", says, (absent("share", SEEN, reason),))
    return Measure("A4", "Bushiness", says, (Line("share", mean(facts.typical.words) / total, SEEN),))
