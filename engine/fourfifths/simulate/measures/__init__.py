"""The computable measures of the craft rubric, A1 to A14, A22 and A23: each a function of the facts."""

from __future__ import annotations

from collections.abc import Iterable

from fourfifths.simulate.measures.checks import checks
from fourfifths.simulate.measures.coverage import coverage, knowledge
from fourfifths.simulate.measures.endings import endings
from fourfifths.simulate.measures.facts import Facts
from fourfifths.simulate.measures.flags import economy, effective
from fourfifths.simulate.measures.forked import fork_test
from fourfifths.simulate.measures.measure import Measure, Verdict
from fourfifths.simulate.measures.memories import callbacks
from fourfifths.simulate.measures.options import distinctness, dominance
from fourfifths.simulate.measures.prompts import real_prompts, visible_locks
from fourfifths.simulate.measures.reading import bushiness, length, pace
from fourfifths.simulate.measures.response import response

_ALL = (
    pace, real_prompts, length, bushiness, effective, economy, fork_test, dominance, response, endings, coverage,
    visible_locks, knowledge, distinctness, callbacks, checks,
)  # fmt: skip


def measures(facts: Facts) -> tuple[Measure, ...]:
    """Every measure, in the rubric's order."""
    return tuple(each(facts) for each in _ALL)


def broken(found: Iterable[Measure]) -> list[str]:
    """The hard gates that do not hold, as measure and line."""
    lines = ((each, line) for each in found for line in each.lines)
    return [f"{each.id} {line.name}" for each, line in lines if line.gate and line.verdict is Verdict.OUTSIDE]


def gates(found: Iterable[Measure]) -> str:
    """How the hard gates stand, in a sentence."""
    fallen = broken(found)
    return f"Hard gates that do not hold: {'; '.join(fallen)}." if fallen else "Every hard gate holds."
