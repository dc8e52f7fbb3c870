"""Who sets and who reads each slot, and which conditions stand in a scene."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

from fourfifths.model import Alternative, Block, Branch, Choice, Condition, Effect, Scene, Template
from fourfifths.reads import scene_reads
from fourfifths.routes import asked

_T = TypeVar("_T")


class Setter(NamedTuple):
    """One way a slot is changed, and the scene in which."""

    scene: str
    effect: Effect


class Share(NamedTuple):
    """What the scenes of one file do with the slots, by the slot's number, and the cards their decks deal."""

    setters: dict[int, list[Setter]]
    readers: dict[int, list[str]]
    dealt: list[tuple[str, Choice]]


class Traffic:
    """The setters of each slot, the scenes that read each slot, and the decks that deal each card."""

    def __init__(self, shares: Iterable[Share]) -> None:
        self.setters: dict[int, list[Setter]] = {}
        self.readers: dict[int, list[str]] = {}
        self.dealt: dict[str, list[tuple[str, Choice]]] = {}
        for share in shares:
            _join(self.setters, share.setters)
            _join(self.readers, share.readers)
            for hub, card in share.dealt:
                self.dealt.setdefault(card.id, []).append((hub, card))


def _join(found: dict[int, list[_T]], more: dict[int, list[_T]]) -> None:
    for index, values in more.items():
        found[index] = found[index] + values if index in found else values


def share(scenes: Iterable[Scene]) -> Share:
    """The share of these scenes."""
    found = Share({}, {}, [])
    for scene in scenes:
        for index in set(scene_reads(scene)):
            found.readers.setdefault(index, []).append(scene.id)
        for choice in scene.all_choices:
            for effect in choice.effects:
                found.setters.setdefault(effect.slot.index, []).append(Setter(scene.id, effect))
        found.dealt.extend((scene.id, card) for card in (scene.deck.cards if scene.deck else ()))
    return found


def once(condition: Condition) -> bool:
    """Whether a condition is the one that `once` leaves: it never holds again."""
    return condition.source.startswith(("not chosen ", "not visits "))


def written(conditions: tuple[Condition, ...]) -> Iterator[Condition]:
    """Those that an author wrote; `once` leaves one of its own."""
    return (item for item in conditions if not once(item))


def scene_conditions(scene: Scene) -> Iterator[Condition]:
    """Every condition written in a scene, its cards' left out: they stand where the cards do."""
    yield from _in_blocks(scene.text)
    for choice, shown in asked(scene):
        if shown:
            yield from written(shown)
        yield from choice.needs
        for template in (choice.label, choice.locked, choice.say):
            yield from in_template(template)
        yield from _in_blocks(choice.text)


def shared_conditions(scene: Scene) -> Iterator[Condition]:
    """The conditions in a scene's text that stand in every ending: those of codas and lines."""
    waiting = [part for block in scene.text for part in block.text if isinstance(part, Branch) and part.names[0]]
    for part in waiting:
        yield part.condition
        waiting += [inner for inner in part.otherwise if isinstance(inner, Branch)]


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
