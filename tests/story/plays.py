"""Random playthroughs of the shipped story, and what they met: the material of the story's tests."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field

from fourfifths import markup, step
from fourfifths.model import Choice, Scene, Story
from fourfifths.state import Passage, State, Turn

LONGEST = 400
"""No playthrough of the shipped acts takes as many choices; one that does has met a loop."""


@dataclass
class Play:
    """One playthrough: its turns in order, and the choices taken in the scenes they were taken in."""

    seed: int
    turns: list[Turn] = field(default_factory=list)
    taken: list[tuple[str, str]] = field(default_factory=list)

    @property
    def words(self) -> int:
        return sum(word_count(turn.outcome) + word_count(turn.passage) for turn in self.turns)


def play(story: Story, seed: int) -> Play:
    """A run whose every choice is drawn evenly from the open ones."""
    draw = random.Random(seed)  # noqa: S311
    found = Play(seed)
    turn = step.begin(story, seed)
    found.turns.append(turn)
    while not turn.ending and len(found.taken) < LONGEST:
        choice = draw.choice([offer for offer in turn.offers if offer.open]).id
        found.taken.append((turn.state.scene, choice))
        turn = step.step(story, turn.state, choice)
        found.turns.append(turn)
    return found


def word_count(passages: tuple[Passage, ...]) -> int:
    return sum(len(markup.plain(passage.text).split()) for passage in passages)


def unknown_facts(story: Story, state: State) -> list[str]:
    """The facts that the state's scene relies on and its point of view does not know."""
    return [fact for fact, slot in story.scenes[state.scene].knows if not state.values[slot]]


def moves(choice: Choice) -> dict[str, int]:
    """How far the choice moves each meter."""
    found: Counter[str] = Counter()
    for effect in choice.effects:
        if effect.slot.kind.value == "meter":
            found[effect.slot.name] += effect.amount
    return dict(found)


def others(choice: Choice) -> frozenset[tuple[int, int, bool]]:
    """What the choice does beside moving meters."""
    return frozenset(
        (e.slot.index, e.amount, e.kind) for e in choice.effects if e.slot.kind.value not in ("meter", "chosen")
    )


def dominated(scene: Scene) -> list[tuple[str, str]]:
    """Pairs (worse, better): no meter moves further down and something else is the same, so the worse has no case."""
    found = []
    free = [choice for choice in scene.choices if not choice.needs and not choice.shown]
    for worse in free:
        for better in free:
            down, up = moves(worse), moves(better)
            meters = set(down) | set(up)
            no_case = all(up.get(m, 0) >= down.get(m, 0) for m in meters) and any(
                up.get(m, 0) > down.get(m, 0) for m in meters
            )
            if worse is not better and no_case and others(worse) <= others(better) and worse.goto == better.goto:
                found.append((worse.id, better.id))
    return found
