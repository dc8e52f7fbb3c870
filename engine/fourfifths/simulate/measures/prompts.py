"""What a prompt offers: A2 and A12."""

from __future__ import annotations

from fourfifths.simulate.measures.facts import Facts, mean
from fourfifths.simulate.measures.measure import Band, Line, Measure, Unit, absent

SINGLE, OPTIONS = Band(None, 0.12, Unit.SHARE), Band(2.6, 3.8, places=1)
LOCKED, REASONS = Band(0.08, 0.20, Unit.SHARE), Band(1, 1, Unit.SHARE)


def real_prompts(facts: Facts) -> Measure:
    """A2."""
    says, options = "open options at a prompt", facts.typical.options
    if not options:
        reason = "the story asks nothing"
        lines = (absent("one option only", SINGLE, reason), absent("options", OPTIONS, reason))
    else:
        single = Line("one option only", options[1] / options.total(), SINGLE)
        lines = (single, Line("options", mean(options), OPTIONS))
    return Measure("A2", "Real prompts", says, lines)


def visible_locks(facts: Facts) -> Measure:
    """A12."""
    says, tally = "options shown but locked, and why", facts.typical
    shown = tally.locked + sum(count * runs for count, runs in tally.options.items())
    share = Line("locked", tally.locked / shown, LOCKED) if shown else absent("locked", LOCKED, "nothing is offered")
    gated = [(scene, choice) for scene, choice in facts.options() if choice.needs]
    silent = tuple(f"{scene.id}.{choice.id}" for scene, choice in gated if not choice.locked)
    if gated:
        reasons = Line("with a reason", 1 - len(silent) / len(gated), REASONS, found=silent)
    else:
        reasons = absent("with a reason", REASONS, "nothing is ever locked")
    return Measure("A12", "Visible locks", says, (share, reasons))
