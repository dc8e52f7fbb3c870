"""What is lost by which choice, and where a player is caught, by playing a small story in every way."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from fourfifths import step
from fourfifths.model import Story
from fourfifths.proofs import Finding, Play
from fourfifths.state import State


@dataclass
class Graph:
    """Every state with its open choices; `whole` where none was left out."""

    after: dict[State, dict[str, State]]
    whole: bool


def graph(story: Story, most: int = 4_000) -> Graph:
    first = step.start(story)
    found: dict[State, dict[str, State]] = {}
    waiting = deque([first])
    seen = {first}
    while waiting:
        state = waiting.popleft()
        found[state] = {c.id: step.advance(story, state, c) for c in step.open_choices(story, state)}
        for after in found[state].values():
            if after not in seen:
                seen.add(after)
                waiting.append(after)
        if len(seen) > most:
            return Graph(found, False)
    return Graph(found, True)


def leading(found: Graph, scenes: frozenset[str]) -> set[State]:
    """The states from which one of these scenes can be reached, by going round until nothing is new."""
    there = {state for state in found.after if state.scene in scenes}
    grown = True
    while grown:
        new = {state for state, after in found.after.items() if state not in there and set(after.values()) & there}
        grown = bool(new)
        there |= new
    return there


def lost(found: Graph, scenes: frozenset[str]) -> dict[tuple[str, str], bool]:
    """The choices by which these scenes are lost, and whether each time they were not lost already."""
    there = leading(found, scenes)
    outcomes: dict[tuple[str, str], set[bool]] = {}
    for state, after in found.after.items():
        if state in there and state.scene not in scenes:
            for choice, goto in after.items():
                outcomes.setdefault((state.scene, choice), set()).add(goto not in there)
    return {way: False not in how for way, how in outcomes.items() if True in how}


def played(story: Story, play: Play) -> list[State]:
    """The states of a play, by the engine."""
    states = [step.start(story, play.seed)]
    for choice in play.choices:
        states.append(step.step(story, states[-1], choice).state)
    return states


def shows(story: Story, found: Graph, finding: Finding, scenes: frozenset[str]) -> bool:
    """Whether the plays of a point of no return show it."""
    assert finding.before
    assert finding.after
    there = leading(found, scenes)
    before, after = played(story, finding.before), played(story, finding.after)
    where = after[-2]
    return (
        before[-1].scene in scenes
        and after[-1] not in there
        and where in there
        and where.scene == finding.scene
        and finding.after.choices[-1] == finding.choice
    )
