"""Routes in simulated plays: what happens on them counts, and nobody is asked about them."""

from __future__ import annotations

from fourfifths.compiler.report import Report
from fourfifths.program import Pages, Program
from fourfifths.simulate.forks import Forker, Forks
from fourfifths.simulate.player import Player
from fourfifths.simulate.reader import Eyes
from fourfifths.simulate.roster import roster
from fourfifths.systems.policies import Policies
from tests.unit.simulate.worlds import scene, world
from tests.unit.tide import tide

STEPS = 6
LAST = 4


def echo(routed: bool) -> Forks:
    """Forks of a way of prompts whose first choice is told of in a later one, with routes between them or without."""
    text = ""
    for number in range(STEPS):
        after = f"s{number + 1}" if number < STEPS - 1 else "end"
        effects = ", effects: {sugar: true}" if number == 0 else ""
        told = f"Room {number}.{{sugar: It is sweet.}}" if number == LAST else f"Room {number}."
        goto = f"r{number}" if routed else after
        first, second = f"id: a, label: Left {number}{effects}", f"id: b, label: Right {number}"
        text += scene(f"s{number}", told, f"{first}, goto: {goto}", f"{second}, goto: {goto}")
        if routed:
            text += f"r{number}:\n  routes:\n    - {{id: on, text: A stair., goto: {after}}}\n"
    program = Program(world(text + scene("end", "End."), variables="sugar: {flag: false}"))
    return Forker(program, Pages(program)).fork(range(12))


def test_an_echo_is_as_many_choices_away_with_routes_between_as_without() -> None:
    assert echo(routed=True).last == echo(routed=False).last
    assert max(echo(routed=True).last) == LAST - 1


def test_routes_are_no_prompts_and_no_choices_taken() -> None:
    story, program = tide(), Program(tide())
    (policy,) = (each for each in roster(story, Policies(), Report()) if each.name == "random")
    tally = Player(story, program, Eyes(story, program)).play(policy, range(60))
    taken = sum(choices * runs for choices, runs in tally.taken.items())
    assert taken == sum(tally.options.values())
    assert max(tally.taken) <= 7
    routes = {(number, way) for number, each in enumerate(program.scenes) if each.auto for way in range(3)}
    assert tally.choices & routes
    assert tally.scenes >= {number for number, each in enumerate(program.scenes) if each.auto}
