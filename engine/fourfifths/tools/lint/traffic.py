"""Who sets and who reads each slot, and which conditions stand in a scene."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fourfifths.model import Alternative, Block, Branch, Choice, Condition, Effect, Scene, Story, Template
from fourfifths.reads import scene_reads


class Setter(NamedTuple):
    """One way a slot is changed, and the scene in which."""

    scene: str
    effect: Effect


class Traffic:
    """The setters of each slot, the scenes that read each slot, and the decks that deal each card."""

    def __init__(self, story: Story) -> None:
        self.setters: dict[int, list[Setter]] = {}
        self.readers: dict[int, set[str]] = {}
        self.dealt: dict[str, list[tuple[str, Choice]]] = {}
        for scene in story.scenes.values():
            for index in set(scene_reads(scene)):
                self.readers.setdefault(index, set()).add(scene.id)
            for choice in scene.all_choices:
                for effect in choice.effects:
                    self.setters.setdefault(effect.slot.index, []).append(Setter(scene.id, effect))
            for card in scene.deck.cards if scene.deck else ():
                self.dealt.setdefault(card.id, []).append((scene.id, card))


def once(condition: Condition) -> bool:
    """Whether a condition is the one that `once` leaves: it never holds again."""
    return condition.source.startswith(("not chosen ", "not visits "))


def written(conditions: tuple[Condition, ...]) -> Iterator[Condition]:
    """Those that an author wrote; `once` leaves one of its own."""
    return (item for item in conditions if not once(item))


def scene_conditions(scene: Scene) -> Iterator[Condition]:
    """Every condition written in a scene, its cards' left out: they stand where the cards do."""
    yield from _in_blocks(scene.text)
    for choice in scene.choices:
        if choice.shown:
            yield from written(choice.shown)
        yield from choice.needs
        for template in (choice.label, choice.locked, choice.say):
            yield from in_template(template)
        yield from _in_blocks(choice.text)


def in_template(template: Template) -> Iterator[Condition]:
    """The conditions of a text."""
    for part in template:
        if isinstance(part, Branch):
            yield part.condition
            yield from in_template(part.then + part.otherwise)
        elif isinstance(part, Alternative):
            for arm in part.arms:
                yield from in_template(arm)


def _in_blocks(blocks: tuple[Block, ...]) -> Iterator[Condition]:
    for block in blocks:
        yield from block.when
        yield from in_template(block.title)
        yield from in_template(block.text)
