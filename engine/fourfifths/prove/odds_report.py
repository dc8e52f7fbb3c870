"""The odds as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from fourfifths.prove.odds import Chance, Odds, Range

RARE = 10
"""Choices that are named."""


def odds_lines(odds: Odds) -> Iterator[str]:
    """The odds as text."""
    how = "exactly, from all states" if not odds.plays else f"by {odds.plays:,} drawn plays, with 95 % intervals"
    mixed = odds.plays and any(chance.low == chance.high for chance in odds.endings.values())
    how = f"exactly, but for what stands with a 95 % interval from {odds.plays:,} drawn plays" if mixed else how
    yield f"For a player who takes any open choice as gladly as the others, {how}:"
    for name, chance in odds.endings.items():
        yield f"  {name}: {_chance(chance)}"
    rare = sorted(odds.choices.items(), key=lambda item: (item[1].share, item[0]))[:RARE]
    yield "The choices that are open in the fewest plays:"
    yield from (f"  {name}: {_chance(chance)}" for name, chance in rare)
    yield "Meters, from lowest to highest, with what 5, 50 and 95 of 100 visits do not exceed:"
    yield from (f"  {act}: {_ranges(meters)}" for act, meters in odds.acts.items())
    yield from (f"  {scene}: {_ranges(meters)}" for scene, meters in odds.scenes.items())


def _ranges(meters: dict[str, Range]) -> str:
    return "; ".join(f"{name} {r.low} to {r.high} ({r.p5}, {r.p50}, {r.p95})" for name, r in meters.items())


def _chance(chance: Chance) -> str:
    if chance.low == chance.high:
        return f"{chance.share:.2%}"
    return f"{chance.share:.2%} ({chance.low:.2%} to {chance.high:.2%})"
