"""The odds as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from fourfifths.prove.odds import Chance, Odds


def odds_lines(odds: Odds) -> Iterator[str]:
    """The odds as text."""
    how = "exactly" if odds.exact else f"by {odds.plays:,} plays, with 95 % intervals"
    yield f"For a player who takes any open choice as gladly as the others, {how}:"
    for name, chance in odds.endings.items():
        yield f"  {name}: {_chance(chance)}"
    rare = sorted(odds.choices.items(), key=lambda item: (item[1].share, item[0]))[:10]
    yield f"The choices that are open in the fewest of {odds.plays:,} plays:"
    yield from (f"  {name}: {_chance(chance)}" for name, chance in rare)
    for act, meters in odds.acts.items():
        told = (f"{name} {r.low} to {r.high}, mostly {r.p5} to {r.p95}, middle {r.p50}" for name, r in meters.items())
        yield f"{act}: " + "; ".join(told)


def _chance(chance: Chance) -> str:
    if chance.low == chance.high:
        return f"{chance.share:.2%}"
    return f"{chance.share:.2%} ({chance.low:.2%} to {chance.high:.2%})"
