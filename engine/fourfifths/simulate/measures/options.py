"""Options beside one another: A8 and A14."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, permutations

from fourfifths import markup
from fourfifths.model import Choice, Scene, SlotKind
from fourfifths.simulate.measures.facts import Facts
from fourfifths.simulate.measures.measure import Band, Criterion, Line, Measure, Unit, absent
from fourfifths.tools.lint.measure import longest
from fourfifths.tools.lint.options import deeds, moves, outdone, together

DOMINATED = Criterion("dominated", Band(None, 0.02, Unit.SHARE), gate=True)
MIXED = Criterion("a rise and a fall", Band(0.50, None, Unit.SHARE), gate=True)
DISTINCT = Criterion("pairs", Band(0.98, None, Unit.SHARE))
LABELS, OUTCOMES = 0.5, 0.35
_POINTS = str.maketrans("", "", '.,;:!?"“”()…')


def dominance(facts: Facts) -> Measure:
    """A8."""
    says = "no option is as good on every meter as another and better on one; most cost something"
    return Measure("A8", "No dominance", says, _weighed(facts))


def _weighed(facts: Facts) -> tuple[Line, ...]:
    options = [choice for _, choice in facts.options()]
    moving = [moved for choice in options if (moved := moves(choice))]
    if not moving:
        return absent((DOMINATED, MIXED), "no option moves a meter")
    worse = [f"{scene.id}.{choice.id}" for scene in facts.scenes for choice in _dominated(scene)]
    mixed = sum(min(moved.values()) < 0 < max(moved.values()) for moved in moving) / len(moving)
    return DOMINATED.line(len(worse) / len(options), worse), MIXED.line(mixed)


def _dominated(scene: Scene) -> list[Choice]:
    """The choices open to everybody that another such one leaves nothing."""
    free = [choice for choice in scene.choices if not choice.shown and not choice.needs]
    worse = {one.id for one, other in permutations(free, 2) if one.goto == other.goto and outdone(one, other)}
    return [choice for choice in free if choice.id in worse]


def distinctness(facts: Facts) -> Measure:
    """A14."""
    return Measure(
        "A14", "Distinct options", "two options of a prompt differ in label, outcome and effects", (_pairs(facts),)
    )


def _pairs(facts: Facts) -> Line:
    pairs = [pair for scene in facts.scenes for pair in combinations(scene.choices, 2) if together(*pair, facts.story)]
    if not pairs:
        return DISTINCT.absent("no two options are in sight together")
    alike = [
        f"{one.scene}: {one.id}, {other.id}: {', '.join(ways)}"
        for one, other in pairs
        if (ways := list(_alike(facts, one, other)))
    ]
    return DISTINCT.line(1 - len(alike) / len(pairs), alike)


def _alike(facts: Facts, one: Choice, other: Choice) -> Iterator[str]:
    labels = _words(longest(one.label)), _words(longest(other.label))
    if _common(set(labels[0]), set(labels[1]), whole=True) >= LABELS:
        yield "labels"
    if _common(_triples(one), _triples(other), whole=False) >= OUTCOMES:
        yield "outcomes"
    if _vector(facts, one) == _vector(facts, other):
        yield "effects"


def _common(one: set[object], other: set[object], *, whole: bool) -> float:
    """What two sets share, of both together or of the smaller."""
    size = len(one | other) if whole else min(len(one), len(other))
    return len(one & other) / size if size else 0.0


def _triples(choice: Choice) -> set[object]:
    words = _words(" ".join(longest(block.text) for block in choice.text))
    return set(zip(words, words[1:], words[2:], strict=False))


def _words(text: str) -> list[object]:
    return [*markup.plain(text).lower().translate(_POINTS).split()]


def _vector(facts: Facts, choice: Choice) -> object:
    """All that a choice does to what anything reads, and where it leads."""
    marks = {e.slot.index for e in choice.effects if e.slot.kind is SlotKind.CHOSEN and e.slot.index in facts.readers}
    return sorted(moves(choice).items()), deeds(choice), marks, choice.goto
