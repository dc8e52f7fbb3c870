"""The report of a simulation as one HTML page that asks nothing of any network: the measures, and charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fourfifths import web
from fourfifths.plural import counted
from fourfifths.simulate import charts
from fourfifths.simulate.measures import gates
from fourfifths.simulate.measures.facts import Facts
from fourfifths.simulate.measures.forked import SHOWS
from fourfifths.simulate.measures.measure import Line, Measure, Verdict
from fourfifths.simulate.roster import protagonists
from fourfifths.simulate.tally import NO_ENDING
from fourfifths.web import safe

_STYLE = """
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
td, th { padding: .15rem .6rem .15rem 0; text-align: left; vertical-align: top; }
td.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tr.head td { border-top: 1px solid #8886; padding-top: .6rem; font-weight: 600; }
tr.outside td { background: #f5a62333; } tr.outside .v { font-weight: 700; }
.small { font-size: .8rem; opacity: .8; }
svg { width: 100%; height: auto; } svg text { font: 12px system-ui, sans-serif; fill: currentColor; }
line.grid { stroke: #8884; } line.mean { stroke: currentColor; stroke-width: 2; }
.legend { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .2rem 1rem; font-size: .85rem; }
.legend span { display: inline-block; width: .8rem; height: .8rem; margin-right: .3rem; }
"""


def page(facts: Facts, found: Sequence[Measure]) -> str:
    """The page."""
    story = facts.story
    title = f"{story.title} {story.version}, simulated"
    body = "".join((*_top(facts, found), *_measures(found), *_charts(facts)))
    return web.page(title, _STYLE, f"<h1>{safe(title)}</h1>{body}")


def _top(facts: Facts, found: Sequence[Measure]) -> Iterator[str]:
    runs = sum(tally.runs for tally in facts.results.tallies.values())
    yield f"<p>{counted(runs, 'play')} from seed {facts.results.plan.seed}.</p>"
    yield f"<p><strong>{safe(gates(found))}</strong></p>"


def _measures(found: Sequence[Measure]) -> Iterator[str]:
    yield "<h2>Measures</h2><table>"
    for measure in found:
        head = safe(f"{measure.id} {measure.title}")
        yield f'<tr class="head"><td colspan="4">{head}<br><span class="small">{safe(measure.says)}</span></td></tr>'
        yield from map(_row, measure.lines)
    yield "</table>"


def _row(line: Line) -> str:
    told = line.reason or ("; ".join(line.found) if line.verdict is Verdict.OUTSIDE else "")
    name = safe(line.name + (" (gate)" if line.gate else ""))
    more = f'<br><span class="small">{safe(told)}</span>' if told else ""
    kind = "outside" if line.verdict is Verdict.OUTSIDE else ""
    return (
        f'<tr class="{kind}"><td>{name}{more}</td><td class="n">{safe(line.shown)}</td>'
        f'<td>{safe(str(line.band))}</td><td class="v">{line.verdict}</td></tr>'
    )


def _charts(facts: Facts) -> Iterator[str]:
    tallies = facts.results.tallies
    for meter in facts.story.meters:
        slot = meter.slot
        yield f'<h2>Where {safe(meter.label)} ends</h2><p class="small">A line stands at the mean.</p>'
        yield charts.spreads({name: tally.meters[slot.name] for name, tally in tallies.items()}, slot.low, slot.high)
    endings = dict.fromkeys(scene.ending.id for scene in facts.scenes if scene.ending)
    names = [*endings, *([NO_ENDING] if facts.all.endings[NO_ENDING] else [])]
    yield f"<h2>Endings</h2>{charts.shares({name: tally.endings for name, tally in tallies.items()}, names)}"
    people = protagonists(facts.story)
    if people and facts.text:
        yield "<h2>Words by protagonist</h2>"
        yield charts.shares({name: tally.views for name, tally in tallies.items()}, people)
    forks = facts.results.forks
    if forks.pairs:
        yield '<h2>Fork test</h2><p class="small">Pairs of plays that still differ so many choices after their one'
        yield f" different choice ({forks.pairs:,} pairs), and the least that is wanted.</p>"
        values = [forks.share(later) for later in range(max(forks.last) + 2)]
        yield charts.curve(values, {later: criterion.band.low or 0 for later, criterion in SHOWS.items()})
