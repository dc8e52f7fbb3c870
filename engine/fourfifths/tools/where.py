"""Where a name is set, read or shown: every place, for variables, memories, facts, people, places, scenes and tags.

A text's alternatives have no place of their own in a Story; they are given the place of their scene or choice.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import NamedTuple

from fourfifths.diagnostics import Span
from fourfifths.model import (
    Alternative,
    Block,
    Branch,
    Choice,
    Condition,
    Effect,
    Panel,
    Scene,
    Slot,
    SlotKind,
    Story,
    Template,
    Value,
)
from fourfifths.operation import HALF_WAY, MOVE
from fourfifths.reads import panel_conditions, panel_slots, panel_texts
from fourfifths.routes import asked

_KEPT = (SlotKind.MEMORY, SlotKind.KNOWS, SlotKind.HEARD)
"""What the people of a story have of memories and facts."""


class Use(NamedTuple):
    """One place: where, what is done there (declared, set, read, shown, reached, seen), and in which words."""

    span: Span
    does: str
    words: str


def uses(story: Story, name: str) -> tuple[Use, ...]:
    """Every use of a name, by place; empty where the story has no such name."""
    slots = {slot.index for slot in story.slots if _called(slot, name)}
    found = [*_declared(story, name), *_scenes(story, name)]
    for scene in (scene for scene in story.scenes.values() if not scene.inner):
        found += _in_scene(scene, name, slots)
    for panel in story.panels:
        found += _in_panel(panel, slots)
    return tuple(sorted(set(found)))


def names(story: Story) -> tuple[str, ...]:
    """Every name that `uses` knows, for a suggestion."""
    own = {slot.name for slot in story.slots if " " not in slot.name}
    kept = {slot.name.partition("/")[2] for slot in story.slots if slot.kind in _KEPT}
    return tuple(sorted(own | kept | set(story.people) | set(story.places) | set(story.facts) | set(story.scenes)))


def near(story: Story, name: str) -> str:
    """The nearest name there is, or nothing."""
    return next(iter(difflib.get_close_matches(name, names(story), n=1, cutoff=0.6)), "")


def _called(slot: Slot, name: str) -> bool:
    """A memory or fact is called by its own name, whoever has it; a scene's visits by the scene's."""
    own = slot.name.rpartition(" ")[2]
    short = slot.kind in _KEPT and own.partition("/")[2] == name
    return name in (slot.name, own) or short


def _declared(story: Story, name: str) -> Iterator[Use]:
    for slot in story.slots:
        if slot.name == name and slot.span is not None:
            yield Use(slot.span, "declared", slot.kind.value)
    scene = story.scenes.get(name)
    if scene is not None:
        yield Use(scene.span, "declared", scene.title)


def _scenes(story: Story, name: str) -> Iterator[Use]:
    for scene in (scene for scene in story.scenes.values() if not scene.inner):
        if name in (scene.pov, scene.place):
            yield Use(scene.span, "shown", f"{'point of view' if name == scene.pov else 'place'} of {scene.id}")
        for choice in scene.all_choices:
            if choice.goto == name:
                yield Use(choice.span, "reached", f"{scene.id}.{choice.id}")
            for memory in choice.memories:
                if name in memory.seen_by or name == memory.about:
                    yield Use(choice.span, "seen", f"memory {memory.id} of {scene.id}.{choice.id}")


def _in_scene(scene: Scene, name: str, slots: set[int]) -> Iterator[Use]:
    if any(slot in slots or fact == name for fact, slot in scene.knows):
        yield Use(scene.span, "read", f"knows of {scene.id}")
    if scene.deck and scene.deck.count.index in slots:
        yield Use(scene.span, "set", f"counts the cards of {scene.id}")
    yield from _blocks(scene.text, scene.span, slots, scene.id)
    for choice, shown in asked(scene):
        yield from _in_choice(choice._replace(shown=shown), slots)
    for card in scene.deck.cards if scene.deck else ():
        yield from _in_choice(card, slots)


def _in_panel(panel: Panel, slots: set[int]) -> Iterator[Use]:
    what = f"the panel {panel.id}"
    for condition in panel_conditions(panel):
        yield from _condition(condition, slots)
    for slot in panel_slots(panel):
        if slot.index in slots:
            yield Use(panel.span, "shown", f"in {what}")
    for template in panel_texts(panel):
        yield from _template(template, panel.span, slots, what)


def _in_choice(choice: Choice, slots: set[int]) -> Iterator[Use]:
    what = f"{choice.scene}.{choice.id}"
    for condition in choice.shown + choice.needs:
        yield from _condition(condition, slots)
    for effect in choice.effects:
        if effect.slot.index in slots and effect.slot.kind is not SlotKind.HEARD:
            yield Use(effect.span or choice.span, "set", f"{_done(effect)} in {what}")
    for template in (choice.label, choice.say, choice.locked, choice.note):
        yield from _template(template, choice.span, slots, what)
    yield from _blocks(choice.text, choice.span, slots, what)


def _done(effect: Effect) -> str:
    if effect.kind is MOVE:
        return f"{effect.amount:+d}"
    if effect.kind is HALF_WAY:
        return f"half-way to {effect.amount}"
    return effect.slot.words[effect.amount] if effect.slot.words else f"={effect.amount}"


def _blocks(blocks: tuple[Block, ...], span: Span, slots: set[int], what: str) -> Iterator[Use]:
    for block in blocks:
        for condition in block.when:
            yield from _condition(condition, slots)
        yield from _template(block.title + block.text, span, slots, what)


def _template(template: Template, span: Span, slots: set[int], what: str) -> Iterator[Use]:
    for part in template:
        if isinstance(part, Value) and part.slot.index in slots:
            yield Use(span, "shown", f"in the text of {what}")
        elif isinstance(part, Branch):
            yield from _condition(part.condition, slots)
            yield from _template(part.then + part.otherwise, span, slots, what)
        elif isinstance(part, Alternative):
            if part.visits in slots:
                yield Use(span, "read", f"alternatives of {what}")
            for arm in part.arms:
                yield from _template(arm, span, slots, what)


def _condition(condition: Condition, slots: set[int]) -> Iterator[Use]:
    if slots.intersection(condition.reads):
        yield Use(condition.span, "read", condition.source)
