"""Charts as inline SVG: no script, no font, no network. Every text in them is cleaned and escaped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from fourfifths.percent import percent
from fourfifths.web import safe

WIDTH, LEFT, ROW = 720, 150, 22
_PLOT = WIDTH - LEFT - 20
_BINS = 25
HUES = ("#3b6ea5", "#c2632f", "#4c8c4a", "#8a5aa8", "#b8902a", "#2f8f8f", "#b0476b", "#6b6b6b")
"""Of the parts of a bar, round and round; each part is also named."""


def spreads(rows: Mapping[str, Counter[int]], low: int, high: int) -> str:
    """For each row, how often a meter ended where, as bars of one height for the commonest; a mark at the mean."""
    size = (high - low + 1) / _BINS
    parts = [_axis(low, high, len(rows))]
    for number, (name, ends) in enumerate(rows.items()):
        bins: Counter[int] = Counter()
        for value, count in ends.items():
            bins[int((value - low) / size)] += count
        parts.append(_histogram(name, number, bins))
        middle = sum(value * count for value, count in ends.items()) / ends.total()
        at = LEFT + _PLOT * (middle - low) / (high - low)
        parts.append(_line(at, number * ROW + 2, at, number * ROW + ROW - 2, "mean"))
    return _svg(len(rows) * ROW + 24, "how often each policy ended where", parts)


def _histogram(name: str, row: int, bins: Counter[int]) -> str:
    most, wide = max(bins.values()), _PLOT / _BINS
    total = bins.total()
    bars = "".join(
        _bar(LEFT + at * wide, row * ROW + ROW - 2, wide - 1, (ROW - 5) * count / most, HUES[0], percent(count / total))
        for at, count in sorted(bins.items())
    )
    return _label(name, row) + bars


def shares(rows: Mapping[str, Mapping[str, int]], names: Sequence[str]) -> str:
    """For each row, its parts of a whole side by side, in the order of their names."""
    parts = []
    for number, (name, counts) in enumerate(rows.items()):
        parts.append(_label(name, number))
        total, at = sum(counts.values()) or 1, float(LEFT)
        for place, part in enumerate(names):
            wide = _PLOT * counts.get(part, 0) / total
            if wide:
                told = f"{part}: {percent(counts[part] / total)}"
                parts.append(_bar(at, number * ROW + ROW - 3, wide, ROW - 6, HUES[place % len(HUES)], told))
            at += wide
    return _svg(len(rows) * ROW + 4, "the parts of each policy", parts) + _legend(names)


def curve(values: Sequence[float], wanted: Mapping[int, float]) -> str:
    """Shares from 0 to 1 by a distance from 0 on, and the least that is wanted at some distances."""
    tall, bottom = 200, 212
    last = max(len(values) - 1, 1)
    points = " ".join(f"{LEFT + _PLOT * at / last:.1f},{bottom - tall * value:.1f}" for at, value in enumerate(values))
    parts = [f'<polyline points="{points}" fill="none" stroke="{HUES[0]}" stroke-width="2"/>']
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        y = bottom - tall * share
        parts.append(_line(LEFT, y, LEFT + _PLOT, y, "grid") + _text(LEFT - 8, y + 4, percent(share, 0), "end"))
    for at in range(0, last + 1, max(1, last // 10)):
        parts.append(_text(LEFT + _PLOT * at / last, bottom + 18, str(at), "middle"))
    for at, share in wanted.items():
        if at <= last:
            x, y = LEFT + _PLOT * at / last, bottom - tall * share
            parts.append(
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{HUES[1]}"><title>{percent(share, 0)}</title></circle>'
            )
    return _svg(bottom + 26, "shares by choices later", parts)


def _axis(low: int, high: int, rows: int) -> str:
    ticks = [low + (high - low) * part // 4 for part in range(5)]
    return "".join(
        _line(x, 0, x, rows * ROW, "grid") + _text(x, rows * ROW + 16, str(tick), "middle")
        for tick in ticks
        for x in [LEFT + _PLOT * (tick - low) / (high - low)]
    )


def _legend(names: Iterable[str]) -> str:
    items = "".join(
        f'<li><span style="background:{HUES[place % len(HUES)]}"></span>{safe(name)}</li>'
        for place, name in enumerate(names)
    )
    return f'<ul class="legend">{items}</ul>'


def _svg(height: float, told: str, parts: Iterable[str]) -> str:
    return f'<svg viewBox="0 0 {WIDTH} {height:.0f}" role="img" aria-label="{told}">{"".join(parts)}</svg>'


def _label(name: str, row: int) -> str:
    return _text(LEFT - 8, row * ROW + ROW - 7, name, "end")


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{safe(words)}</text>'


def _line(x: float, y: float, to_x: float, to_y: float, kind: str) -> str:
    return f'<line class="{kind}" x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}"/>'


def _bar(x: float, bottom: float, wide: float, tall: float, hue: str, told: str) -> str:
    return (
        f'<rect x="{x:.1f}" y="{bottom - tall:.1f}" width="{wide:.1f}" height="{tall:.1f}" fill="{hue}">'
        f"<title>{safe(told)}</title></rect>"
    )
