"""Points of no return: choices after which something can never be reached that could be before, over all states.

A choice's findings have two plays. The one before leads to where it can be taken and goes on without it to what is
lost by it; the one after leads to the same place and takes it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from fourfifths.model import Story
from fourfifths.proofs import Finding, Play
from fourfifths.prove.everything import Everything
from fourfifths.prove.goals import Aim, aims, any_ending
from fourfifths.tools.lint.graph import components


class Loss(NamedTuple):
    """A choice by which an aim is lost: every time, or from some states only."""

    scene: str
    choice: str
    always: bool
    before: Play
    after: Play


def points_of_no_return(story: Story, every: Everything) -> tuple[Finding, ...]:
    """All of them, aim by aim, in the order of the story."""
    return tuple(finding(story, aim, loss, exact=True) for aim in aims(story) for loss in losses(every, aim))


def losses(every: Everything, aim: Aim) -> Iterator[Loss]:
    """The choices by which an aim is lost, in the order of the story."""
    scenes = every.live.program.scenes
    there = {number for number, scene in enumerate(scenes) if scene.id in aim.scenes}
    leading = every.leading(state for state in range(len(every.keys)) if every.scene(state) in there)
    lost: dict[tuple[int, int], tuple[int, int]] = {}
    kept: set[tuple[int, int]] = set()
    for state, left in sorted(leading.items()):
        for index, goto in every.after[state] if left else ():
            edge = every.scene(state), index
            if goto in leading:
                kept.add(edge)
            else:
                lost.setdefault(edge, (state, goto))
    for (scene, index), (state, _) in sorted(lost.items()):
        choice, way = scenes[scene].all_choices[index].id, every.to(state)
        before, after = every.play(way, every.on(state, leading)), every.play(way, (choice,))
        yield Loss(scenes[scene].id, choice, (scene, index) not in kept, before, after)


def finding(story: Story, aim: Aim, loss: Loss, *, exact: bool) -> Finding:
    """A loss as an author reads it."""
    choice = next(each for each in story.scenes[loss.scene].all_choices if each.id == loss.choice)
    how = "is lost" if loss.always else "is lost at times" if exact else "is lost, at times at least,"
    told = f"{aim.name} {how} by {loss.scene}.{loss.choice}"
    return Finding(
        "no return", loss.scene, loss.choice, told, choice.span, aim.name, loss.always, exact, loss.before, loss.after
    )


def traps(story: Story, every: Everything) -> tuple[Finding, ...]:
    """Loops that a player cannot leave for an ending: each with a shortest way into it."""
    program = every.live.program
    ending = any_ending(story).scenes
    goals = (state for state in range(len(every.keys)) if program.scenes[every.scene(state)].id in ending)
    leading = every.leading(goals)
    caught = [state for state in range(len(every.keys)) if state not in leading]
    place = {state: number for number, state in enumerate(caught)}
    following = [sorted({place[goto] for _, goto in every.after[state]}) for state in caught]
    found: dict[tuple[int, ...], int] = {}
    for part in components(following):
        if len(part) > 1 or part[0] in following[part[0]]:
            scenes = tuple(sorted({every.scene(caught[number]) for number in part}))
            first = min(caught[number] for number in part)
            found[scenes] = min(first, found.get(scenes, first))
    return tuple(trap(story, every, scenes, state) for scenes, state in sorted(found.items()))


def trap(story: Story, every: Everything, scenes: tuple[int, ...], state: int) -> Finding:
    """A loop that nothing leads out of."""
    names = [every.live.program.scenes[number].id for number in scenes]
    told = f"a player can be caught for good in {', '.join(names)}: from there no ending can be reached"
    scene = every.live.program.scenes[every.scene(state)]
    return Finding("trap", scene.id, "", told, story.scenes[scene.id].span, after=every.play(every.to(state)))


def counted(found: tuple[Finding, ...]) -> dict[str, list[Finding]]:
    """The points of no return by what is lost."""
    by_goal: dict[str, list[Finding]] = defaultdict(list)
    for each in found:
        if each.kind == "no return":
            by_goal[each.goal].append(each)
    return by_goal
