"""What is ever met, who is read of, and whether anybody knows too much: A11 and A13."""

from __future__ import annotations

from collections.abc import Iterator

from fourfifths.simulate.measures.facts import NO_TEXT, Facts
from fourfifths.simulate.measures.measure import Band, Line, Measure, Unit, absent, counted
from fourfifths.simulate.reader import conditional
from fourfifths.simulate.roster import protagonists
from fourfifths.testing.atlas import Atlas

WHOLE, FAIR, KNOWN = Band(1, 1, Unit.SHARE), Band(0.95, None, Unit.SHARE), Band(None, 0)


def coverage(facts: Facts) -> Measure:
    """A11."""
    says = "every scene, option and conditional text met by some policy; a fair share for each protagonist"
    return Measure("A11", "Coverage and balance", says, (*_met(facts), _texts(facts), _balance(facts)))


def _met(facts: Facts) -> Iterator[Line]:
    scenes = facts.scenes
    unseen = tuple(scene.id for number, scene in enumerate(scenes) if number not in facts.all.scenes)
    yield Line("scenes", 1 - len(unseen) / len(scenes), WHOLE, gate=True, found=unseen)
    options = [(number, at) for number, scene in enumerate(scenes) for at in range(len(scene.all_choices))]
    if not options:
        yield absent("options", WHOLE, "the story asks nothing")
        return
    untaken = tuple(
        f"{scenes[number].id}.{scenes[number].all_choices[at].id}"
        for number, at in options
        if (number, at) not in facts.all.choices
    )
    yield Line("options", 1 - len(untaken) / len(options), WHOLE, gate=True, found=untaken)


def _texts(facts: Facts) -> Line:
    if not facts.text:
        return absent("conditional texts", WHOLE, NO_TEXT)
    points = conditional(Atlas(facts.story))
    if not points:
        return absent("conditional texts", WHOLE, "no text depends on anything")
    unread = tuple(point.key.removeprefix("shown ") for point in points if not facts.all.cover & point.bit)
    return Line("conditional texts", 1 - len(unread) / len(points), WHOLE, found=unread)


def _balance(facts: Facts) -> Line:
    name, tally = "runs with fair shares", facts.undevoted
    if not facts.text:
        return absent(name, FAIR, NO_TEXT)
    if not protagonists(facts.story):
        return absent(name, FAIR, "there are no two protagonists")
    if not tally.runs:
        return absent(name, FAIR, "only devotees were played")
    return Line(name, tally.balanced / tally.runs, FAIR)


def knowledge(facts: Facts) -> Measure:
    """A13."""
    says = "scenes entered without a fact that their text relies on"
    if not any(scene.knows for scene in facts.scenes):
        return Measure("A13", "Knowledge", says, (absent("not known", KNOWN, "no scene says what it relies on"),))
    unknown = sorted(f"{scene}: {fact}" for scene, fact in facts.all.unknown)
    return Measure("A13", "Knowledge", says, (counted("not known", KNOWN, unknown, gate=True),))
