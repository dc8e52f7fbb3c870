"""Which choices of a scene are in sight and locked."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from fourfifths import step
from fourfifths.conditions import compiled, every
from fourfifths.model import Choice, Scene, Story
from fourfifths.program import Values
from fourfifths.state import State

Locked = Callable[[Values], list[int]]


def locks(story: Story, scene: Scene) -> Locked | None:
    """From the values to the numbers of the locked choices; None where nothing in the scene ever is."""
    gated = [(number, choice) for number, choice in enumerate(scene.all_choices) if choice.needs]
    if not gated:
        return None
    if scene.deck and any(card.needs for card in scene.deck.cards):
        return _dealt(story, scene)
    tests = [(number, compiled(_code(choice))) for number, choice in gated]
    return lambda values: [number for number, test in tests if test(cast("tuple[int, ...]", values))]


def _code(choice: Choice) -> str:
    return f"{every(choice.shown)} and not ({every(choice.needs)})"


def _dealt(story: Story, scene: Scene) -> Locked:
    """A locked card takes its place in the hand, so the hand is dealt as a player is dealt it."""

    def locked(values: Values) -> list[int]:
        state = State(scene.id, tuple(values))
        closed = set(step.shown(story, state)) - set(step.open_choices(story, state))
        return [number for number, choice in enumerate(scene.all_choices) if choice in closed]

    return locked
