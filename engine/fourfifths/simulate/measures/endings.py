"""Which endings are reached, by whom, how often: A10. A band that no story with so few endings can meet is left out."""

from __future__ import annotations

import math
from collections import Counter

from fourfifths.plural import counted
from fourfifths.simulate.measures.facts import NO_RANDOM, Facts
from fourfifths.simulate.measures.measure import Band, Criterion, Line, Measure, Unit, absent
from fourfifths.simulate.roster import COALITION, GREEDY
from fourfifths.simulate.tally import Tally

UNREACHED = Criterion("reached by nobody", Band(None, 0), gate=True)
LIKELIEST = Criterion("likeliest at random", Band(None, 0.30, Unit.SHARE), gate=True)
ENTROPY = Criterion("entropy at random", Band(2.6, None, Unit.BITS, 2))
HARDEST = Criterion("hardest at random", Band(None, 0.01, Unit.SHARE), gate=True)
GREEDILY = Criterion("hardest by greed", Band(None, 0, Unit.SHARE))
EARNED = Criterion("hardest by coalition", Band(0.25, 0.50, Unit.SHARE), gate=True)
FOR_SOMEBODY = Criterion("never 20 % for anybody", Band(None, 0))
OFTEN = 0.20
ENOUGH = 4
"""Fewer endings cannot all stay below the largest share."""


def endings(facts: Facts) -> Measure:
    """A10."""
    says = "none unreachable, none likely by accident, the hardest earned"
    names = list(dict.fromkeys(scene.ending.id for scene in facts.scenes if scene.ending))
    unreached = UNREACHED.counted(name for name in names if not facts.all.endings[name])
    return Measure("A10", "Endings", says, (unreached, *_shares(facts, names)))


def _shares(facts: Facts, names: list[str]) -> tuple[Line, ...]:
    if len(names) < ENOUGH or facts.random is None:
        few = f"the story has {counted(len(names), 'ending')}"
        criteria = (LIKELIEST, ENTROPY, HARDEST, GREEDILY, EARNED, FOR_SOMEBODY)
        return absent(criteria, few if len(names) < ENOUGH else NO_RANDOM)
    random = facts.random
    hardest = min(names, key=lambda name: (random.endings[name], -_by(facts, COALITION, name), names.index(name)))
    return (
        LIKELIEST.line(max(random.endings[name] for name in names) / random.runs),
        _entropy(random.endings, len(names)),
        HARDEST.line(random.endings[hardest] / random.runs, [hardest]),
        _greedily(facts, hardest),
        _earned(facts, hardest),
        FOR_SOMEBODY.counted(n for n in names if all(_by(facts, who, n) < OFTEN for who in facts.results.tallies)),
    )


def _by(facts: Facts, policy: str, ending: str) -> float:
    tally: Tally | None = facts.results.tallies.get(policy)
    return tally.endings[ending] / tally.runs if tally else 0.0


def _entropy(found: Counter[str], count: int) -> Line:
    most = math.log2(count)
    if most < (ENTROPY.band.low or 0):
        return ENTROPY.absent(f"{count} endings have {most:.2f} bits at most")
    total = found.total()
    shares = [times / total for times in found.values() if times]
    return ENTROPY.line(-sum(share * math.log2(share) for share in shares))


def _greedily(facts: Facts, hardest: str) -> Line:
    greedy = [name for name in facts.results.tallies if name.startswith(GREEDY)]
    if not greedy:
        return GREEDILY.absent("no greedy policy was played")
    who = max(greedy, key=lambda name: _by(facts, name, hardest))
    return GREEDILY.line(_by(facts, who, hardest), [who])


def _earned(facts: Facts, hardest: str) -> Line:
    if COALITION not in facts.results.tallies:
        return EARNED.absent("there is no coalition policy, or it was not played")
    return EARNED.line(_by(facts, COALITION, hardest), [hardest])
