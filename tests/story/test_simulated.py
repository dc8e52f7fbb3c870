"""The shipped story keeps the hard gates of the rubric on a small sample of simulated plays."""

from __future__ import annotations

import pytest

from fourfifths import bundled
from fourfifths.compiler import compile_story
from fourfifths.compiler.report import Report
from fourfifths.compiler.tablefiles import read_tables
from fourfifths.simulate.measures import broken, measures
from fourfifths.simulate.measures.facts import Facts
from fourfifths.simulate.measures.measure import Line, Measure, Verdict
from fourfifths.simulate.plan import Plan
from fourfifths.simulate.roster import roster
from fourfifths.simulate.run import run
from fourfifths.systems.policies import Policies

RANDOM, OTHERS, PERSONAS = 200, 100, 6


@pytest.fixture(scope="module")
def found() -> tuple[Measure, ...]:
    story = compile_story(bundled.story_folder())
    table, report = read_tables(bundled.story_folder()).policies or Policies(), Report()
    plan = Plan(roster(story, table, report), RANDOM, OTHERS, personas=PERSONAS)
    assert report.diagnostics() == ()
    return measures(Facts(run(story, plan), table))


def lines(found: tuple[Measure, ...], measure: str) -> tuple[Line, ...]:
    return next(each for each in found if each.id == measure).lines


def test_the_hard_gates_hold(found: tuple[Measure, ...]) -> None:
    gates = [line for measure in found for line in measure.lines if line.gate]
    assert broken(found) == [], [line for line in gates if line.verdict is Verdict.OUTSIDE]
    assert {measure.id for measure in found for line in measure.lines if line.gate} == {"A6", "A8", "A10", "A11", "A13"}


def test_choices_still_show_later(found: tuple[Measure, ...]) -> None:
    shown = [line for line in lines(found, "A7") if line.name.endswith("later")]
    assert [line.verdict for line in shown] == [Verdict.INSIDE] * 3, [line.shown for line in shown]


def test_wanting_a_meter_raises_it_and_costs_another(found: tuple[Measure, ...]) -> None:
    wanted = [line for line in lines(found, "A9") if ": wanted" in line.name]
    assert len(wanted) == 6
    assert {line.verdict for line in wanted} == {Verdict.INSIDE}
