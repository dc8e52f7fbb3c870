"""What a prompt offers: A2 and A12."""

from __future__ import annotations

from fourfifths.simulate.measures.facts import Facts, mean
from fourfifths.simulate.measures.measure import Band, Criterion, Line, Measure, Unit, absent

SINGLE = Criterion("one option only", Band(None, 0.12, Unit.SHARE))
OPTIONS = Criterion("options", Band(2.6, 3.8, places=1))
LOCKED = Criterion("locked", Band(0.08, 0.20, Unit.SHARE))
REASONS = Criterion("with a reason", Band(1, 1, Unit.SHARE))


def real_prompts(facts: Facts) -> Measure:
    """A2."""
    return Measure("A2", "Real prompts", "open options at a prompt", _open(facts))


def _open(facts: Facts) -> tuple[Line, ...]:
    options = facts.typical.options
    if not options:
        return absent((SINGLE, OPTIONS), "the story asks nothing")
    return SINGLE.line(options[1] / options.total()), OPTIONS.line(mean(options))


def visible_locks(facts: Facts) -> Measure:
    """A12."""
    return Measure("A12", "Visible locks", "options shown but locked, and why", (_locked(facts), _reasons(facts)))


def _locked(facts: Facts) -> Line:
    tally = facts.typical
    shown = tally.locked + sum(count * runs for count, runs in tally.options.items())
    return LOCKED.line(tally.locked / shown) if shown else LOCKED.absent("nothing is offered")


def _reasons(facts: Facts) -> Line:
    gated = [(scene, choice) for scene, choice in facts.options() if choice.needs]
    if not gated:
        return REASONS.absent("nothing is ever locked")
    silent = [f"{scene.id}.{choice.id}" for scene, choice in gated if not choice.locked]
    return REASONS.line(1 - len(silent) / len(gated), silent)
