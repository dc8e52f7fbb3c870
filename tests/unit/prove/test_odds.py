"""How likely things are: small stories worked out by hand, random ones followed state by state, drawn ones near."""

from __future__ import annotations

import os
from collections import defaultdict

import pytest
from hypothesis import HealthCheck, assume, given, settings

from fourfifths import step
from fourfifths.model import Story
from fourfifths.prove import spread
from fourfifths.prove.odds import Chance, Odds, Range, interval, odds, range_of
from fourfifths.prove.odds_report import odds_lines
from tests.unit.prove.plays import Graph, graph, leading
from tests.unit.prove.test_findings import two, world
from tests.unit.prove.test_known import END, by, scene, way
from tests.unit.prove.worlds import stories, story

EXAMPLES = int(os.environ.get("FOURFIFTHS_PROVE_EXAMPLES", "25"))
SETTINGS = {"deadline": None, "suppress_health_check": list(HealthCheck)}
FORK = two(
    scene("s0", way(0, "s1", does=by(2)), way(1, "s1"), way(2, "other")),
    scene("s1", way(0, "end", "m0 >= 6"), way(1, "other")),
)


def shares(found: dict[str, Chance]) -> dict[str, float]:
    return {name: pytest.approx(chance.share, abs=1e-9) for name, chance in found.items()}


def test_a_fork_is_worked_out() -> None:
    found = odds(story(FORK))
    assert found.exact
    assert found.plays == 0
    assert shares(found.endings) == {"end": 1 / 6, "other": 5 / 6}
    assert found.choices["w/s1.c0"].share == pytest.approx(1 / 3)
    assert found.choices["w/s1.c1"].share == pytest.approx(2 / 3)
    assert found.choices["w/s0.c2"].share == pytest.approx(1)
    assert found.scenes["w/s1"]["m0"] == Range(4, 4, 4, 6, 6)
    assert found.scenes["w/s0"]["m0"] == Range(4, 4, 4, 4, 4)
    assert found.acts["Act I"]["m0"] == Range(4, 4, 4, 6, 6)


def test_what_is_drawn_stands_with_an_interval_that_holds_the_truth() -> None:
    found = odds(story(FORK), states=0)
    assert not found.exact
    assert found.plays == 2000
    drawn = [odds(story(FORK), plays=300, seed=1000 * seed, states=0).endings["end"] for seed in range(40)]
    assert sum(chance.low < 1 / 6 < chance.high for chance in drawn) >= 34
    assert found.endings["end"].high - found.endings["end"].low < 0.04
    assert found == odds(story(FORK), states=0)
    assert found != odds(story(FORK), states=0, seed=1)


def test_a_loop_that_is_left_at_last_is_followed_to_its_end() -> None:
    made = story(
        two(scene("s0", way(0, "s0"), way(1, "s1")), scene("s1", way(0, "s0"), way(1, "end"), way(2, "other")))
    )
    found = odds(made)
    assert found.exact
    assert shares(found.endings) == {"end": 1 / 2, "other": 1 / 2}
    assert found.choices["w/s1.c1"].share == pytest.approx(1)


def test_a_choice_that_may_be_met_again_counts_once() -> None:
    made = story(
        two(scene("s0", way(0, "s0", does="f0: true"), way(1, "s1", "f0"), way(2, "other")), scene("s1", way(0, "end")))
    )
    found = odds(made)
    assert found.choices["w/s0.c1"].share == pytest.approx(1 / 2)


def test_where_play_is_caught_or_stands_still_it_has_no_ending() -> None:
    caught = scene("s0", way(0, "s1"), way(1, "s2"), way(2, "end"), way(3, "end"))
    caught += scene("s1", way(0, "s1")) + scene("s2", way(0, "end", "m0 >= 9"))
    found = odds(story(caught + END))
    assert shares(found.endings) == {"end": 1 / 2, "no ending": 1 / 4, "no open choice": 1 / 4}
    drawn = odds(story(caught + END), plays=40, states=0)
    assert set(drawn.endings) == {"end", "no ending", "no open choice"}


def test_a_loop_too_long_to_follow_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spread, "EFFORT", 3)
    assert not odds(story(FORK), plays=50).exact


def test_the_interval_is_that_of_wilson() -> None:
    none, half = interval(0, 100), interval(50, 100)
    assert (none.low, round(none.high, 4)) == (0.0, 0.0370)
    assert (round(half.low, 4), round(half.high, 4)) == (0.4038, 0.5962)
    assert interval(100, 100).high == 1.0


def test_a_range_goes_by_weight() -> None:
    assert range_of({1: 4.0, 5: 90.0, 9: 6.0}) == Range(1, 5, 5, 9, 9)
    assert range_of({3: 0.1}) == Range(3, 3, 3, 3, 3)


def test_the_report_says_how_the_figures_came() -> None:
    assert "exactly, from all states" in next(odds_lines(odds(story(FORK))))
    drawn = list(odds_lines(odds(story(FORK), states=0)))
    assert "by 2,000 drawn plays, with 95 % intervals" in drawn[0]
    assert any(line.startswith("  end: 1") and " to " in line for line in drawn)
    assert any(line.startswith("  w/s1: m0 4 to 6") for line in drawn)


def followed(made: Story, found: Graph) -> tuple[dict[str, float], dict[str, float]]:
    """The chance of each ending and of each choice being open, by carrying chances through all plays at once."""
    ends = frozenset(each.id for each in made.scenes.values() if each.ending)
    over = {state for state, after in found.after.items() if not after or state.scene in ends}
    alive = leading(found, ends)
    grown = True
    while grown:
        new = {s for s, after in found.after.items() if s not in alive and (s in over or set(after.values()) & alive)}
        grown = bool(new)
        alive |= new
    endings: dict[str, float] = defaultdict(float)
    for state, share in carried(made, found, over | (set(found.after) - alive)).items():
        ending = made.scenes[state.scene].ending
        endings[ending.id if ending else "no ending" if found.after[state] else "no open choice"] += share
    choices = {}
    for each in made.scenes.values():
        for choice in each.all_choices:
            there = {s for s, after in found.after.items() if s.scene == each.id and choice.id in after}
            met = carried(made, found, over | (set(found.after) - alive) | there)
            choices[f"{each.id}.{choice.id}"] = sum(share for s, share in met.items() if s in there)
    return endings, choices


def carried(made: Story, found: Graph, over: set) -> dict:
    now, ended = {step.start(made): 1.0}, defaultdict(float)
    for _ in range(20_000):
        after = defaultdict(float)
        for state, share in now.items():
            if state in over:
                ended[state] += share
            else:
                for goto in found.after[state].values():
                    after[goto] += share / len(found.after[state])
        now = after
        if sum(now.values()) < 1e-11:
            return ended
    assume(False)
    return ended


@settings(max_examples=EXAMPLES, **SETTINGS)
@given(drawn=stories())
def test_random_stories_come_out_as_all_their_plays(drawn: tuple) -> None:
    made = world(drawn)
    known = graph(made, 300)
    assume(known.whole)
    found: Odds = odds(made, plays=1)
    endings, choices = followed(made, known)
    assert endings == shares(found.endings)
    assume(found.exact)
    assert choices == shares(found.choices)
    assert set(found.scenes) == {state.scene for state in known.after}
    for name, ranges in found.scenes.items():
        for meter in made.meters:
            values = {state.values[meter.slot.index] for state in known.after if state.scene == name}
            told = ranges[meter.slot.name]
            assert (told.low, told.high) == (min(values), max(values))
            assert told.low <= told.p5 <= told.p50 <= told.p95 <= told.high
