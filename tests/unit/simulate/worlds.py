"""Small stories with known truth, and what a plan makes of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from textwrap import indent

from fourfifths.compiler import compile_texts
from fourfifths.compiler.report import Report
from fourfifths.compiler.tablefiles import tables
from fourfifths.model import Story
from fourfifths.simulate.measures.facts import Facts
from fourfifths.simulate.measures.measure import Line, Measure, Verdict
from fourfifths.simulate.plan import Plan
from fourfifths.simulate.roster import roster
from fourfifths.simulate.run import run
from fourfifths.systems.policies import Policies

PEOPLE = "{ann: {name: Ann, playable: true}, bo: {name: Bo, playable: true}, cy: {name: Cy}}"
TRUST = "trust: {start: 50, label: Trust, glyph: +}"
WEALTH = 'wealth: {start: 50, label: Wealth, glyph: "="}'


def world(
    scenes: str,
    *,
    meters: str = "",
    variables: str = "",
    acts: str = "{1: {title: I}}",
    facts: str = "{}",
    start: str = "s0",
    gossip: str = "[]",
    more: dict[str, str] | None = None,
) -> Story:
    """A story of one file of scenes, Ann's in the first act, and more files where they are given."""
    head = [
        "format: 1", "title: World", "id: world", "version: 1.0.0", f"start: a/{start}", f"acts: {acts}",
        f"people: {PEOPLE}", "places: {here: {name: Here}}",
        f"gossip: {gossip}",
    ]  # fmt: skip
    head += ["meters:", indent(meters, "  ")] if meters else []
    head += ["variables:", indent(variables, "  ")] if variables else []
    files = {
        "story.yaml": "\n".join(head),
        "facts.yaml": f"facts: {facts}\n",
        "a/a.yaml": f"pov: ann\nact: 1\ntitle: A\nplace: here\nscenes:\n{indent(scenes, '  ')}",
        **(more or {}),
    }
    return compile_texts({name: f"{text}\n".encode() for name, text in files.items()})


def scene(name: str, text: str, *choices: str, head: Iterable[str] = ()) -> str:
    """A scene; each choice is the inside of a flow mapping. One without choices is an ending of its name."""
    lines = [f"{name}:", *(f"  {line}" for line in head), f"  text: {json.dumps(text)}"]
    if choices:
        lines += ["  choices:", *(f"    - {{{choice}}}" for choice in choices)]
    else:
        lines.append(f"  ends: {{id: {name}, title: End}}")
    return "\n".join(lines) + "\n"


def words(count: int, tag: str = "w") -> str:
    """So many words, all different."""
    return " ".join(f"{tag}{number}" for number in range(count))


def chain(steps: int, size: int = 10, lanes: int = 1, options: int = 3) -> Story:
    """A way of so many prompts, each scene with so many words; option number i leads to lane i of the next."""
    scenes = []
    for step in range(steps):
        for lane in range(lanes):
            following = [f"s{step + 1}-{at % lanes}" if step < steps - 1 else "end" for at in range(options)]
            ways = [f"id: c{at}, label: L{at}x{step}, goto: {goto}" for at, goto in enumerate(following)]
            scenes.append(scene(f"s{step}-{lane}", words(size, f"t{step}l{lane}n"), *ways))
    return world("".join([*scenes, scene("end", "End.")]), start="s0-0")


def table(text: str) -> Policies:
    """A table of policies without a mistake."""
    report = Report()
    found = tables({"tables/policies.yaml": text.encode()}, report).policies
    assert found is not None, report.diagnostics()
    return found


def simulated(story: Story, policies: str = "", **options: object) -> Facts:
    """What every policy of a story, or the named ones, make of it."""
    report = Report()
    own = table(policies) if policies else Policies()
    everybody = roster(story, own, report)
    assert not report.failed, report.diagnostics()
    names = options.pop("names", None)
    assert names is None or isinstance(names, tuple)
    chosen = tuple(policy for policy in everybody if names is None or policy.name in names)
    settings = {"runs": 200, "others": 40, "personas": 0, **options}
    return Facts(run(story, Plan(chosen, **settings)), own)  # type: ignore[arg-type]


def line(measure: Measure, name: str) -> Line:
    """The line of this name."""
    return next(each for each in measure.lines if each.name == name)


def verdicts(measure: Measure) -> dict[str, Verdict]:
    """How each line stands."""
    return {each.name: each.verdict for each in measure.lines}
