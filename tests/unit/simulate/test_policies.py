"""Policies do what they say, and a table of them is read whole or every mistake in it is reported where it stands."""

from __future__ import annotations

from collections import Counter

import pytest

from fourfifths.compiler.report import Report
from fourfifths.compiler.tablefiles import tables
from fourfifths.model import Story
from fourfifths.program import Program
from fourfifths.simulate.player import Player
from fourfifths.simulate.roster import generated, roster
from fourfifths.simulate.tally import Tally
from fourfifths.systems.policies import Name, Policies, Policy, Weight
from tests.unit.simulate.worlds import TRUST, WEALTH, chain, scene, simulated, table, world

FORK = scene(
    "s0", "Here.",
    "id: up, label: Up, effects: {trust: {by: +4, why: It goes up a bit.}}, goto: left",
    "id: down, label: Down, effects: {trust: {by: -4, why: It goes down a bit.}, mood: glad}, goto: right",
    "id: far, label: Far, effects: {wealth: {by: +30, why: It goes far up.}, coins: +2}, goto: bo",
)  # fmt: skip
ENDS = scene("left", "Left.") + scene("right", "{mood == glad: Glad.|{coins > 1: Rich.}}")
BO = scene("bo", "Bo is here.", "id: on, label: On, goto: left", head=["pov: bo"])


def forked() -> Story:
    variables = "mood: {one-of: [flat, glad]}\ncoins: {int: 0..3}"
    return world(FORK + ENDS + BO, meters=f"{TRUST}\n{WEALTH}", variables=variables)


def played(policy: Policy, story: Story | None = None, plays: int = 100) -> Tally:
    story = story or forked()
    return Player(story, Program(story), None).play(policy, range(plays))


def taken(policy: Policy) -> set[str]:
    story = forked()
    first = story.scenes["a/s0"]
    return {first.all_choices[number].id for at, number in played(policy, story).choices if not at}


def each(name: str, amount: int, word: str = "") -> tuple[Weight, ...]:
    return (Weight(Name(name), amount, Name(word) if word else None),)


@pytest.mark.parametrize(
    ("policy", "choice"),
    [
        (Policy("p", first=True), "up"),
        (Policy("p", meters=each("trust", 1)), "up"),
        (Policy("p", meters=each("trust", -1)), "down"),
        (Policy("p", meters=each("wealth", 1)), "far"),
        (Policy("p", targets=each("trust", 45)), "down"),
        (Policy("p", targets=each("wealth", 60) + each("trust", 90)), "up"),
        (Policy("p", variables=each("mood", 1, "glad")), "down"),
        (Policy("p", variables=each("mood", -1, "flat")), "down"),
        (Policy("p", variables=each("coins", 1)), "far"),
        (Policy("p", meters=each("trust", 9), view=Name("bo")), "far"),
        (Policy("p", view=Name("bo"), prefer=(Name("a/s0.down"),)), "down"),
    ],
)
def test_a_policy_takes_what_it_is_worth_most_to(policy: Policy, choice: str) -> None:
    assert taken(policy) == {choice}


def test_equals_are_drawn_and_so_is_what_nobody_cares_about() -> None:
    assert taken(Policy("p", variables=each("coins", -1))) == {"up", "down"}
    assert taken(Policy("p", careless=100)) == {"up", "down", "far"}


def test_a_careless_policy_draws_so_many_of_a_hundred() -> None:
    ends = played(Policy("p", meters=each("wealth", 1), careless=30), plays=3000).meters["wealth"]
    assert 0.77 < ends[80] / 3000 < 0.83
    even = played(Policy("p", careless=100), plays=3000).meters["trust"]
    assert all(0.30 < count / 3000 < 0.37 for count in even.values())


def test_what_a_meter_cannot_gain_is_worth_nothing() -> None:
    story = world(
        scene("s0", "Here.",
              "id: full, label: Full, effects: {wealth: {by: +9, why: It is full already.}}, goto: end",
              "id: some, label: Some, effects: {trust: {by: +1, why: There is room here.}}, goto: end")
        + scene("end", "End."),
        meters=TRUST + '\nwealth: {start: 100, label: Wealth, glyph: "="}',
    )  # fmt: skip
    assert played(Policy("p", meters=each("wealth", 1) + each("trust", 1)), story).meters["trust"] == Counter({51: 100})


def test_every_story_has_policies_for_its_meters_and_people() -> None:
    assert [policy.name for policy in generated(forked())] == [
        "random", "first", "greedy-trust", "greedy-wealth", "balancer", "wrecker", "devotee-ann", "devotee-bo",
    ]  # fmt: skip
    assert [policy.name for policy in generated(chain(2))] == ["random", "first"]


def test_the_generated_ones_go_where_they_say() -> None:
    facts = simulated(forked(), others=200)
    ends = {name: tally.endings for name, tally in facts.results.tallies.items()}
    assert ends["first"] == {"left": 200}
    assert ends["wrecker"].most_common(1)[0][0] == "right"
    assert facts.results.tallies["devotee-bo"].choices == {(0, 2), (3, 0)}
    assert facts.results.tallies["devotee-ann"].choices == {(0, 0), (0, 1)}


def test_a_storys_own_policy_takes_the_place_of_the_generated_one_and_others_come_after() -> None:
    own = table("policies: {first: {prefer: a/s0.far}, mine: {careless: 5}}")
    found = roster(forked(), own, Report())
    assert [policy.name for policy in found][-1] == "mine"
    assert next(policy for policy in found if policy.name == "first").prefer == (Name("a/s0.far", 1, 28),)


GOOD = """\
dispositions: coins
policies:
  mine:
    about: Mine.
    meters: {trust: 2}
    targets: {wealth: 60}
    variables: {coins: -1, mood: {glad: 3}}
    view: bo
    prefer: [a/s0.far]
    first: false
    careless: 20
"""


def test_a_table_is_read_whole() -> None:
    mine = table(GOOD).policies[0]
    assert table(GOOD).dispositions == (Name("coins", 1, 15),)
    assert mine.meters == (Weight(Name("trust", 5, 14), 2),)
    assert mine.variables[1] == Weight(Name("mood", 7, 28), 3, Name("glad", 7, 35))
    assert (mine.view, mine.prefer, mine.careless) == (Name("bo", 8, 11), (Name("a/s0.far", 9, 14),), 20)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("policies:", "policy:", '2:1 E020 "policy" is no key of a policies table'),
        ("  mine:", "  My Own:", '3:3 E024 "My Own" is not a name'),
        ("careless: 20", "careless: 200", "11:15 E027 `careless` is 200"),
        ("careless: 20", "carless: 20", '11:5 E020 "carless" is no key of a policy'),
        ("{trust: 2}", "{trust: much}", '5:21 E025 "much" is not a whole number'),
        ("{trust: 2}", "{trust: 2000}", '5:21 E027 "trust" is 2000'),
        ("{trust: 2}", "{trust: [2]}", '5:21 E022 the weight of "trust" is no whole number'),
        ("{trust: 2}", "trust", "5:13 E022 `meters` is a text, not a mapping"),
        ("{glad: 3}", "{glad: {very: 3}}", '7:41 E022 the weight of "glad" is no whole number'),
        ("first: false", "first: maybe", '10:12 E026 "maybe" is no flag'),
    ],
)
def test_a_mistake_of_a_table_is_reported_where_it_stands(old: str, new: str, said: str) -> None:
    assert old in GOOD
    report = Report()
    assert tables({"tables/policies.yaml": GOOD.replace(old, new).encode()}, report).policies is None
    first = report.diagnostics()[0]
    assert f"{first.span.line}:{first.span.column} {first.code} {first.message}".startswith(said)


@pytest.mark.parametrize(
    ("old", "new", "said", "cure"),
    [
        ("dispositions: coins", "dispositions: coin", '1:15 E032 there is no whole-number variable "coin"', "coins"),
        ("dispositions: coins", "dispositions: mood", '1:15 E032 there is no whole-number variable "mood"', "coins"),
        ("{trust: 2}", "{trsut: 2}", '5:14 E032 there is no meter "trsut"', "trust"),
        ("{wealth: 60}", "{welth: 60}", '6:15 E032 there is no meter "welth"', "wealth"),
        ("coins: -1", "coin: -1", '7:17 E032 there is no variable "coin"', "coins"),
        ("glad: 3", "glat: 3", '7:35 E039 there is no word of mood "glat"', "glad"),
        ("mood: {glad: 3}", "mood: 3", "7:28 E052 mood holds a word", "{glad: 3}"),
        ("view: bo", "view: cy", '8:11 E033 there is no playable person "cy"', "ann, bo"),
        ("a/s0.far", "a/s0.fra", '9:14 E031 there is no choice in a/s0 "fra"', "far"),
        ("a/s0.far", "a/so.far", '9:14 E030 there is no scene "a/so"', "a/s0"),
    ],
)
def test_a_name_that_the_story_does_not_have_is_reported_with_its_place_and_cure(
    old: str, new: str, said: str, cure: str
) -> None:
    report = Report()
    roster(forked(), table(GOOD.replace(old, new)), report)
    (found,) = report.diagnostics()
    assert f"{found.span.line}:{found.span.column} {found.code} {found.message}".startswith(said)
    assert found.span.file == "tables/policies.yaml"
    assert cure in found.hint


def test_a_good_table_has_nothing_to_report() -> None:
    report = Report()
    roster(forked(), table(GOOD), report)
    assert report.diagnostics() == ()
    assert Policies() == table("policies: {}")
