"""The same figures whatever the number of processes and however the work is divided."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from fourfifths.compiler.report import Report
from fourfifths.model import Story
from fourfifths.program import Program
from fourfifths.simulate import plan as plans
from fourfifths.simulate.locks import locks
from fourfifths.simulate.measures import measures
from fourfifths.simulate.measures.facts import Facts
from fourfifths.simulate.plan import Plan
from fourfifths.simulate.player import LONGEST
from fourfifths.simulate.report import record, text
from fourfifths.simulate.roster import roster
from fourfifths.simulate.run import Results, run
from fourfifths.simulate.tally import NO_ENDING
from fourfifths.systems.policies import Policies
from fourfifths.tools import stats
from tests.unit.simulate.worlds import chain, scene, simulated, world
from tests.unit.stories import condition
from tests.unit.yard import yard


def planned(story: Story, **options: object) -> Plan:
    settings = {"runs": 120, "others": 30, "personas": 5, "seed": 3, **options}
    return Plan(roster(story, Policies(), Report()), **settings)  # type: ignore[arg-type]


def told(results: Results) -> tuple[str, str]:
    facts = Facts(results, Policies())
    found = measures(facts)
    return json.dumps(record(facts, found)), text(facts, found)


def test_one_process_and_two_find_the_same() -> None:
    story = yard()
    alone, spread = run(story, planned(story), 1), run(story, planned(story), 2)
    assert told(alone) == told(spread)
    assert list(alone.tallies) == list(spread.tallies)
    assert alone.forks == spread.forks


def test_the_division_into_tasks_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = told(run(yard(), planned(yard())))
    monkeypatch.setattr(plans, "PLAYS", 7)
    monkeypatch.setattr(plans, "PERSONAS", 1)
    assert told(run(yard(), planned(yard()))) == before


def test_another_seed_finds_something_else() -> None:
    assert told(run(yard(), planned(yard()))) != told(run(yard(), planned(yard(), seed=4)))


def test_progress_is_told_task_by_task() -> None:
    said: list[tuple[int, int]] = []
    plan = planned(yard())
    run(yard(), plan, 1, lambda done, of: said.append((done, of)))
    assert said == [(number, plan.size) for number in range(1, plan.size + 1)]


def test_random_plays_are_those_that_stats_counts() -> None:
    story = yard()
    facts = simulated(story, runs=50, names=("random",))
    counted = stats.measure(story, 50)
    assert facts.typical.taken.total() == 50
    assert max(facts.typical.words) == counted.words_read.high
    assert max(facts.typical.taken) == counted.choices_taken.high


def test_without_texts_the_same_is_played_and_nothing_read() -> None:
    read, bare = simulated(yard()), simulated(yard(), text=False)
    assert not bare.all.words
    assert not bare.all.cover
    for name, tally in bare.results.tallies.items():
        assert (tally.meters, tally.choices) == (
            read.results.tallies[name].meters,
            read.results.tallies[name].choices,
        )


def test_a_play_that_goes_round_or_is_stuck_is_counted_as_without_an_ending() -> None:
    round_and_round = world(scene("s0", "Here.", "id: again, label: Again, goto: s0", "id: on, label: On, goto: end")
                            + scene("end", "End."))  # fmt: skip
    tally = simulated(round_and_round, names=("first",), others=2).all
    assert tally.endings == {NO_ENDING: 2}
    assert tally.taken == {LONGEST: 2}
    stuck = world(
        scene("s0", "Here.", "id: on, label: On, effects: {lamp: true}, goto: s1")
        + scene("s1", "There.", "id: dark, label: Dark, unless: lamp, goto: end") + scene("end", "End."),
        variables="lamp: {flag: false}",
    )  # fmt: skip
    assert simulated(stuck, names=("random",)).all.endings == {NO_ENDING: 200}


def test_choice_points_have_two_open_choices_and_gaps_lie_between_them() -> None:
    story = world(
        scene("s0", "one two", "id: a, label: A, text: three, goto: s1", "id: b, label: B, text: three, goto: s1")
        + scene("s1", "four five", "id: on, label: On, goto: s2")
        + scene("s2", "six", "id: a, label: A, goto: end", "id: b, label: B, goto: end") + scene("end", "not counted")
    )  # fmt: skip
    tally = simulated(story, runs=10, names=("random",)).all
    assert tally.points == {2: 10}
    assert tally.gaps == {2: 10, 4: 10}
    assert tally.options == {2: 20, 1: 10}
    assert tally.words == {8: 10}


def test_locked_choices_and_locked_cards_are_counted() -> None:
    gate = yard().scenes["gate/gate"]
    locked = locks(yard(), gate)
    assert locked is not None
    assert locked(Program(yard()).start()[1]) == [2]
    assert locks(yard(), yard().scenes["gate/hub"]) is None
    hub = yard().scenes["gate/hub"]
    assert hub.deck is not None
    never = condition("False")
    cards = (hub.deck.cards[0]._replace(needs=(never,)), hub.deck.cards[1])
    shut = replace(hub, deck=replace(hub.deck, cards=cards))
    story = replace(yard(), scenes={**yard().scenes, "gate/hub": shut})
    dealt = locks(story, shut)
    assert dealt is not None
    assert dealt(Program(story).start()[1]) == [0]


def test_a_plan_divides_all_its_plays() -> None:
    plan = planned(chain(2), runs=101, others=7)
    seeds = [list(task.seeds) for task in plan.tasks()]
    assert sum(map(len, seeds)) == 5 + 101 + 7
    assert [task.policy for task in plan.tasks()] == [-1, -1, -1, 0, 0, 0, 1]
    assert planned(chain(2), text=False).size == plan.size - 3
