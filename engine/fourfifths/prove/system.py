"""A story as moves between scenes over bounded slots: what every proof and search here works on.

A move's guard is a tree that says exactly when the choice can be taken, the dealing of a hand included; its cubes are
the guard among the values that are possible in its scene, and cover it where they are not it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from fourfifths import step
from fourfifths.flow import Flow
from fourfifths.model import Choice, Effect, Scene, Story
from fourfifths.operation import MOVE, EffectKind
from fourfifths.prove.formula import Cube, Formulas, Sets, Tree, at_most, cubes, every
from fourfifths.reads import story_reads
from fourfifths.tools.lint.graph import components

CUBES = 400
"""Cubes of one guard; a guard that needs more is taken to hold more often than it does."""


@dataclass(frozen=True, slots=True)
class Move:
    """Taking a choice. `index` is its number in the scene, `effects` everything it does, the entering included."""

    number: int
    scene: int
    index: int
    goto: int
    enters: bool
    choice: Choice
    sight: Tree
    guard: Tree
    cubes: tuple[Cube, ...]
    effects: tuple[Effect, ...]


class System:
    """The moves of one story. Scenes that cannot be entered, and moves that cannot be made, are left out."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.flow = Flow(story)
        self.formulas = Formulas(story.slots)
        self.scenes = tuple(story.scenes.values())
        self.number = {scene.id: number for number, scene in enumerate(self.scenes)}
        first = step.start(story)
        self.start, self.values = self.number[first.scene], first.values
        self.moves: list[Move] = []
        self.out: list[list[Move]] = [[] for _ in self.scenes]
        self.into: list[list[Move]] = [[] for _ in self.scenes]
        self._whole: dict[tuple[int, int], Move] = {}
        self._before: dict[tuple[int, int, int, EffectKind], int] = {}
        for number, scene in enumerate(self.scenes):
            self._scene(number, scene)

    def possible(self, scene: int) -> Sets | None:
        """The values that each slot may have in a scene; None where it is never entered."""
        return self.flow.at.get(self.scenes[scene].id)

    def cubes(self, scene: int, tree: Tree) -> tuple[Cube, ...]:
        """Cubes of what is possible in a scene that cover where a tree holds there; none where it never does."""
        possible = self.possible(scene)
        return cubes(tree, possible, CUBES)[0] if possible else ()

    def move(self, scene: int, index: int) -> Move:
        """The move of a scene's choice, whether it can be made or not."""
        return self._whole[scene, index]

    def before(self, effect: Effect, mask: int) -> int:
        """The values that an effect leads into a set of values."""
        key = (effect.slot.index, mask, effect.amount, effect.kind)
        if key not in self._before:
            self._before[key] = effect.operation.preimage(mask)
        return self._before[key]

    @cached_property
    def order(self) -> list[int]:
        """For each scene a number that grows along the ways there are; scenes that lead to one another share it."""
        following = [sorted({move.goto for move in moves}) for moves in self.out]
        found = [0] * len(self.scenes)
        for number, part in enumerate(reversed(components(following))):
            for scene in part:
                found[scene] = number
        return found

    @cached_property
    def reads(self) -> frozenset[int]:
        """The slots that anything asks for, the meters among them."""
        decks = {scene.deck.count.index for scene in self.scenes if scene.deck}
        return story_reads(self.story) | decks | {meter.slot.index for meter in self.story.meters}

    @cached_property
    def rising(self) -> frozenset[int]:
        """The slots that no move lowers."""
        lowered = set()
        for effect in {effect for move in self.moves for effect in move.effects}:
            operation = effect.operation
            if any(operation.after(value) < value for value in range(operation.low, operation.high + 1)):
                lowered.add(effect.slot.index)
        return frozenset(slot.index for slot in self.story.slots) - lowered

    def _scene(self, number: int, scene: Scene) -> None:
        for index, choice in enumerate(scene.all_choices):
            sight = every((self._hand(scene, index), self.formulas.of(choice.shown)))
            guard = every((sight, self.formulas.of(choice.needs)))
            self._add(number, index, choice, sight, guard)

    def _hand(self, scene: Scene, index: int) -> Tree:
        deck = scene.deck
        if deck is None or index >= len(deck.cards):
            return every(())
        dealt = self.formulas.between(deck.count, deck.count.low, deck.limit - 1)
        earlier = [card.shown for card in deck.cards[:index]]
        return every((dealt, at_most(deck.show - 1, earlier, self.formulas)))

    def _add(self, number: int, index: int, choice: Choice, sight: Tree, guard: Tree) -> None:
        goto = number if choice.goto is None else self.number[choice.goto]
        visits = self.scenes[goto].visits if choice.goto is not None else None
        entering = (Effect(visits, 1, MOVE),) if visits else ()
        possible = self.possible(number)
        found = cubes(guard, possible, CUBES)[0] if possible else ()
        effects = choice.effects + entering
        move = Move(len(self.moves), number, index, goto, choice.goto is not None, choice, sight, guard, found, effects)
        self._whole[number, index] = move
        if found:
            self.moves.append(move)
            self.out[number].append(move)
            self.into[goto].append(move)


def touched(effects: Iterable[Effect]) -> dict[int, tuple[Effect, ...]]:
    """The effects of each slot, in order."""
    found: dict[int, tuple[Effect, ...]] = {}
    for effect in effects:
        found[effect.slot.index] = (*found.get(effect.slot.index, ()), effect)
    return found
