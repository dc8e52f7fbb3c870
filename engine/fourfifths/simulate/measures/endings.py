"""Which endings are reached, by whom, how often: A10. A band that no story with so few endings can meet is left out."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

from fourfifths import plural
from fourfifths.simulate.measures.facts import NO_RANDOM, Facts
from fourfifths.simulate.measures.measure import Band, Line, Measure, Unit, absent, counted
from fourfifths.simulate.roster import COALITION, GREEDY
from fourfifths.simulate.tally import Tally

UNREACHED = Band(None, 0)
LARGEST, ENTROPY, HARDEST = Band(None, 0.30, Unit.SHARE), Band(2.6, None, Unit.BITS, 2), Band(None, 0.01, Unit.SHARE)
GREEDILY, EARNED, FOR_SOMEBODY = Band(None, 0, Unit.SHARE), Band(0.25, 0.50, Unit.SHARE), Band(None, 0)
OFTEN = 0.20
ENOUGH = 4
"""Fewer endings cannot all stay below the largest share."""


def endings(facts: Facts) -> Measure:
    """A10."""
    says = "none unreachable, none likely by accident, the hardest earned"
    names = list(dict.fromkeys(scene.ending.id for scene in facts.scenes if scene.ending))
    unreached = counted("reached by nobody", UNREACHED, (n for n in names if not facts.all.endings[n]), gate=True)
    return Measure("A10", "Endings", says, (unreached, *_shares(facts, names)))


def _shares(facts: Facts, names: list[str]) -> Iterator[Line]:
    if len(names) < ENOUGH or facts.random is None:
        few = f"the story has {plural.counted(len(names), 'ending')}"
        reason = few if len(names) < ENOUGH else NO_RANDOM
        for name, band in _LINES:
            yield absent(name, band, reason)
        return
    random = facts.random
    hardest = min(names, key=lambda name: (random.endings[name], -_by(facts, COALITION, name), names.index(name)))
    yield Line(_LINES[0][0], max(random.endings[name] for name in names) / random.runs, LARGEST, gate=True)
    yield _entropy(random.endings, len(names))
    yield Line(_LINES[2][0], random.endings[hardest] / random.runs, HARDEST, gate=True, found=(hardest,))
    yield _greedily(facts, hardest)
    if COALITION in facts.results.tallies:
        yield Line(_LINES[4][0], _by(facts, COALITION, hardest), EARNED, gate=True, found=(hardest,))
    else:
        yield absent(*_LINES[4], "there is no coalition policy, or it was not played")
    never = [name for name in names if all(_by(facts, who, name) < OFTEN for who in facts.results.tallies)]
    yield counted(_LINES[5][0], FOR_SOMEBODY, never)


_LINES = (
    ("likeliest at random", LARGEST),
    ("entropy at random", ENTROPY),
    ("hardest at random", HARDEST),
    ("hardest by greed", GREEDILY),
    ("hardest by coalition", EARNED),
    ("never 20 % for anybody", FOR_SOMEBODY),
)


def _by(facts: Facts, policy: str, ending: str) -> float:
    tally: Tally | None = facts.results.tallies.get(policy)
    return tally.endings[ending] / tally.runs if tally else 0.0


def _entropy(found: Counter[str], count: int) -> Line:
    most = math.log2(count)
    if ENTROPY.low is not None and most < ENTROPY.low:
        return absent(_LINES[1][0], ENTROPY, f"{count} endings have {most:.2f} bits at most")
    total = found.total()
    shares = [times / total for times in found.values() if times]
    return Line(_LINES[1][0], -sum(share * math.log2(share) for share in shares), ENTROPY)


def _greedily(facts: Facts, hardest: str) -> Line:
    greedy = [name for name in facts.results.tallies if name.startswith(GREEDY)]
    if not greedy:
        return absent(*_LINES[3], "no greedy policy was played")
    who = max(greedy, key=lambda name: _by(facts, name, hardest))
    return Line(_LINES[3][0], _by(facts, who, hardest), GREEDILY, found=(who,))
