"""The report of a simulation as lines of 80 columns and as an object for JSON."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from fourfifths.percent import percent
from fourfifths.plural import counted
from fourfifths.simulate.measures import broken, gates
from fourfifths.simulate.measures.facts import Facts, deviation, mean, percentile
from fourfifths.simulate.measures.measure import Line, Measure, Verdict
from fourfifths.simulate.tally import Tally

WIDTH = 80
FOUND = 6
"""So many names of what a line found are told; JSON has them all."""
ABREAST = 3
"""Meters beside one another in the table."""
_NAME, _METER, _LINE = 20, 20, 34
_TIE = "\N{NO-BREAK SPACE}"
_MARKS = {Verdict.INSIDE: " ", Verdict.OUTSIDE: "!", Verdict.ABSENT: "-"}


def text(facts: Facts, found: Sequence[Measure]) -> str:
    """The report."""
    return "\n".join(line.rstrip() for line in _lines(facts, found)) + "\n"


def _lines(facts: Facts, found: Sequence[Measure]) -> Iterator[str]:
    story, plan = facts.story, facts.results.plan
    runs = sum(tally.runs for tally in facts.results.tallies.values())
    yield f"{story.title} {story.version}: {counted(runs, 'play')} from seed {plan.seed}"
    yield ""
    yield from _sizes(facts)
    yield from _meters(facts)
    yield from _endings(facts)
    yield f"{'Measures (! outside its band)':<42}{'figure':>13}  band"
    for measure in found:
        yield ""
        yield from _measure(measure)
    yield ""
    yield from _summary(found)


def _sizes(facts: Facts) -> Iterator[str]:
    yield f"{'Policy':<{_NAME}}{'plays':>8}{'choices':>10}{'choice points':>16}{'words':>10}"
    for name, tally in facts.results.tallies.items():
        words = f"{mean(tally.words):,.0f}" if tally.words else "-"
        figures = f"{tally.runs:>8,}{mean(tally.taken):>10,.1f}{mean(tally.points):>16,.1f}{words:>10}"
        yield f"{_cut(name)}{figures}"
    yield ""


def _meters(facts: Facts) -> Iterator[str]:
    names = [meter.slot.name for meter in facts.story.meters]
    for start in range(0, len(names), ABREAST):
        some = names[start : start + ABREAST]
        yield f"{'At the end':<{_NAME}}" + "".join(f"{name[: _METER - 2]:>{_METER}}" for name in some)
        yield f"{'':<{_NAME}}" + f"{'mean':>6}{'sd':>6}{'5-95 %':>8}" * len(some)
        for policy, tally in facts.results.tallies.items():
            yield _cut(policy) + "".join(_ends(tally, name) for name in some)
        yield ""


def _ends(tally: Tally, meter: str) -> str:
    ends = tally.meters[meter]
    spread = f"{percentile(ends, 0.05)}-{percentile(ends, 0.95)}"
    return f"{mean(ends):>6.1f}{deviation(ends):>6.1f}{spread:>8}"


def _endings(facts: Facts) -> Iterator[str]:
    yield "Endings"
    for name, tally in facts.results.tallies.items():
        shares = ", ".join(f"{ending} {percent(times / tally.runs)}" for ending, times in tally.endings.most_common())
        yield from _hung(_cut(name), shares)
    yield ""


def _measure(measure: Measure) -> Iterator[str]:
    yield from _hung(f"{measure.id:<4}", f"{measure.title}: {measure.says}")
    for line, after in zip_longest(measure.lines, measure.lines[1:]):
        gate = " (gate)" if line.gate else ""
        name = f"{line.name}{gate}"[: _LINE + 2]
        yield f"   {_MARKS[line.verdict]} {name:<{_LINE + 2}} {line.shown:>13}  {line.band}"
        if after is None or not line.reason or line.reason != after.reason:
            yield from _told(line)


def _told(line: Line) -> Iterator[str]:
    """Why there is no figure, or what it counts, where that is to be mended."""
    if line.reason:
        yield from _hung("       ", f"not applicable: {line.reason}")
    elif line.found and line.verdict is Verdict.OUTSIDE:
        more = f" and {len(line.found) - FOUND} more" if len(line.found) > FOUND else ""
        yield from _hung("       ", "; ".join(line.found[:FOUND]) + more)


def _summary(found: Sequence[Measure]) -> Iterator[str]:
    counts = {verdict: sum(line.verdict is verdict for each in found for line in each.lines) for verdict in Verdict}
    yield ", ".join(f"{count} {verdict}" for verdict, count in counts.items())
    yield from _hung("", gates(found))


def _cut(name: str) -> str:
    return f"{name[: _NAME - 1]:<{_NAME}}"


def _hung(head: str, words: str) -> list[str]:
    """A paragraph whose later lines stand under its first word; a figure and its sign stay on one line."""
    indent = " " * len(head)
    tied = words.replace(" %", f"{_TIE}%")
    lines = textwrap.wrap(tied, WIDTH, initial_indent=head, subsequent_indent=indent, break_on_hyphens=False)
    return [line.replace(_TIE, " ") for line in lines] or [head]


def record(facts: Facts, found: Sequence[Measure]) -> dict[str, Any]:
    """The report as an object; figures have six places at most, so that they are the same everywhere."""
    plan = facts.results.plan
    return {
        "story": {"id": facts.story.id, "title": facts.story.title, "version": facts.story.version},
        "seed": plan.seed,
        "text": plan.text,
        "policies": {name: _policy(tally) for name, tally in facts.results.tallies.items()},
        "forks": _forks(facts),
        "measures": [_measured(measure) for measure in found],
        "gates": broken(found),
    }


def _policy(tally: Tally) -> dict[str, Any]:
    return {
        "plays": tally.runs,
        "choices": _six(mean(tally.taken)),
        "points": _six(mean(tally.points)),
        "words": _six(mean(tally.words)) if tally.words else None,
        "endings": dict(sorted(tally.endings.items())),
        "meters": {
            name: {
                "mean": _six(mean(ends)),
                "sd": _six(deviation(ends)),
                "p5": percentile(ends, 0.05),
                "p95": percentile(ends, 0.95),
            }
            for name, ends in tally.meters.items()
        },
        "views": dict(sorted(tally.views.items())),
    }


def _forks(facts: Facts) -> dict[str, Any] | None:
    forks = facts.results.forks
    if not forks.pairs:
        return None
    furthest = max(forks.last)
    return {
        "personas": forks.personas,
        "pairs": forks.pairs,
        "later": {str(later): _six(forks.share(later)) for later in range(furthest + 2)},
        "other_ending": _six(forks.other_ending / forks.pairs),
    }


def _measured(measure: Measure) -> dict[str, Any]:
    return {
        "id": measure.id,
        "title": measure.title,
        "says": measure.says,
        "verdict": str(measure.verdict),
        "lines": [
            {
                "name": line.name,
                "value": None if line.value is None else _six(line.value),
                "low": line.band.low,
                "high": line.band.high,
                "unit": str(line.band.unit),
                "verdict": str(line.verdict),
                "gate": line.gate,
                "reason": line.reason,
                "found": list(line.found),
            }
            for line in measure.lines
        ],
    }


def _six(value: float) -> float:
    return round(value, 6)
