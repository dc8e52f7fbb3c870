"""What is ever met, who is read of, and whether anybody knows too much: A11 and A13."""

from __future__ import annotations

from collections.abc import Iterator

from fourfifths.simulate.measures.facts import NO_TEXT, Facts
from fourfifths.simulate.measures.measure import Band, Criterion, Line, Measure, Unit
from fourfifths.simulate.reader import conditional
from fourfifths.simulate.roster import protagonists
from fourfifths.testing.atlas import Atlas

_WHOLE = Band(1, 1, Unit.SHARE)
SCENES, OPTIONS = Criterion("scenes", _WHOLE, gate=True), Criterion("options", _WHOLE, gate=True)
TEXTS = Criterion("conditional texts", _WHOLE)
FAIR = Criterion("runs with fair shares", Band(0.95, None, Unit.SHARE))
KNOWN = Criterion("not known", Band(None, 0), gate=True)


def coverage(facts: Facts) -> Measure:
    """A11."""
    says = "every scene, option and conditional text met by some policy; a fair share for each protagonist"
    return Measure("A11", "Coverage and balance", says, (*_met(facts), _texts(facts), _balance(facts)))


def _met(facts: Facts) -> Iterator[Line]:
    scenes = facts.scenes
    own = [(number, scene) for number, scene in enumerate(scenes) if not scene.inner]
    unseen = [scene.id for number, scene in own if number not in facts.all.scenes]
    yield SCENES.line(1 - len(unseen) / len(own), unseen)
    options = [(number, at) for number, scene in own for at in range(len(scene.all_choices))]
    if not options:
        yield OPTIONS.absent("the story asks nothing")
        return
    untaken = [
        f"{scenes[number].id}.{scenes[number].all_choices[at].id}"
        for number, at in options
        if (number, at) not in facts.all.choices
    ]
    yield OPTIONS.line(1 - len(untaken) / len(options), untaken)


def _texts(facts: Facts) -> Line:
    if not facts.text:
        return TEXTS.absent(NO_TEXT)
    points = conditional(Atlas(facts.story))
    if not points:
        return TEXTS.absent("no text depends on anything")
    unread = [point.key.removeprefix("shown ") for point in points if not facts.all.cover & point.bit]
    return TEXTS.line(1 - len(unread) / len(points), unread)


def _balance(facts: Facts) -> Line:
    tally = facts.undevoted
    if not facts.text:
        return FAIR.absent(NO_TEXT)
    if not protagonists(facts.story):
        return FAIR.absent("there are no two protagonists")
    if not tally.runs:
        return FAIR.absent("only devotees were played")
    return FAIR.line(tally.balanced / tally.runs)


def knowledge(facts: Facts) -> Measure:
    """A13."""
    says = "scenes entered without a fact that their text relies on"
    if any(scene.knows for scene in facts.scenes):
        line = KNOWN.counted(sorted(f"{scene}: {fact}" for scene, fact in facts.all.unknown))
    else:
        line = KNOWN.absent("no scene says what it relies on")
    return Measure("A13", "Knowledge", says, (line,))
