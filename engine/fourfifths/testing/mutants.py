"""Small changes to a story, each of which a good set of playthroughs would notice.

They are made on the frozen Story. The list of a story's mutants is always the same, so a number names one in every
process. Text itself is never changed, only what decides which text is shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from fourfifths.conditions import negate
from fourfifths.diagnostics import Span
from fourfifths.effects import said, written
from fourfifths.model import Choice, Condition, Effect, Scene, Slot, SlotKind, Story
from fourfifths.operation import HALF_WAY, MOVE, SET
from fourfifths.routes import limited, parted
from fourfifths.testing import rewrite


class Sort(StrEnum):
    """What kind of change it is."""

    FLIP = "condition turned round"
    SHIFT = "threshold moved by one"
    WORD = "another word compared"
    DROP = "effect dropped"
    NEGATE = "effect turned round"
    TARGET = "another scene led to"
    MEMORY = "memory not kept"
    KNOWLEDGE = "fact not taught"
    ONCE = "no longer once only"
    START = "another value at the start"


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: to `scene`, empty for a start value; `place` is the condition's where it is to one."""

    number: int
    sort: Sort
    what: str
    span: Span
    scene: str
    make: Callable[[], Story]
    choice: str = ""
    place: str = ""
    old: Condition | None = None
    new: Condition | None = None


_Made = Iterator[tuple[Sort, str, Span, Callable[[], Story], dict[str, object]]]
_NUMBER = re.compile(r"(?P<slot>v\[(?P<index>\d+)\]) (?P<sign>==|!=|<=|>=|<|>) (?P<number>\d+)(?!\d)")
_COUNTED = (SlotKind.METER, SlotKind.INT)


def mutants(story: Story) -> tuple[Mutant, ...]:
    """Every mutant of a story, by scene, then by place."""
    found: list[Mutant] = []
    shared: dict[str, None] = {}
    for scene in (scene for scene in story.scenes.values() if not scene.inner):
        for sort, what, span, make, more in _of_scene(story, scene, shared):
            where = "" if str(more.get("place", "")) in shared else scene.id
            found.append(Mutant(len(found), sort, what, span, where, make, **more))  # type: ignore[arg-type]
    for slot in story.slots:
        for sort, what, span, make, _ in _of_start(story, slot):
            found.append(Mutant(len(found), sort, what, span, "", make))
    return tuple(found)


def shifts(condition: Condition, slots: tuple[Slot, ...]) -> Iterator[tuple[str, Condition]]:
    """The condition with one of its thresholds moved by one, up and down, as far as the slot's values go."""
    for match in _NUMBER.finditer(condition.code):
        slot, number = slots[int(match["index"])], int(match["number"])
        if slot.kind not in _COUNTED:
            continue
        for moved in (number + 1, number - 1):
            if slot.low <= moved <= slot.high:
                code = condition.code[: match.start("number")] + str(moved) + condition.code[match.end("number") :]
                said = f"{slot.name} {match['sign']} {number} becomes {slot.name} {match['sign']} {moved}"
                yield said, condition._replace(code=code, source=f"{condition.source} ({said})")


def _of_scene(story: Story, scene: Scene, shared: dict[str, None]) -> _Made:
    """The mutants of a scene; a piece of endings.yaml that an earlier one shows is the same, and added to `shared`."""
    for place, condition in rewrite.conditions(scene).items():
        if place in shared:
            continue
        if place.startswith(f"{rewrite.ENDINGS}:"):
            shared[place] = None
        yield from _of_condition(story, scene, place, condition)
    for index, choice in enumerate(scene.all_choices):
        yield from _of_choice(story, scene, index, choice)


def _of_condition(story: Story, scene: Scene, place: str, condition: Condition) -> _Made:
    name = place.rpartition(":")[0]
    *never, asked = parted(name, condition) if scene.auto else (condition,)
    changed: list[tuple[Sort, str, Condition]] = []
    if _is_once(asked, story):
        never, asked = [asked], condition._replace(code="True", reads=())
    else:
        turned = limited(name, never[0], negate(asked)) if never else negate(asked)
        changed.append((Sort.FLIP, f"{asked.source} turned round", turned))
    if never and scene.auto:
        changed.append((Sort.ONCE, "may be taken again", asked))
    changed += [(Sort.SHIFT, said, new) for said, new in shifts(condition, story.slots)]
    changed += [(Sort.WORD, said, new) for said, new in _words(condition, story.slots)]
    for sort, what, new in changed:
        make = partial(_with_condition, story, scene, place, new)
        yield sort, f"{place}: {what}", condition.span, make, {"place": place, "old": condition, "new": new}


def _words(condition: Condition, slots: tuple[Slot, ...]) -> Iterator[tuple[str, Condition]]:
    for match in _NUMBER.finditer(condition.code):
        slot, number = slots[int(match["index"])], int(match["number"])
        if slot.kind is not SlotKind.WORD:
            continue
        other = (number + 1) % len(slot.words)
        code = condition.code[: match.start("number")] + str(other) + condition.code[match.end("number") :]
        said = f"{slot.words[number]} becomes {slot.words[other]}"
        yield f"{slot.name}: {said}", condition._replace(code=code, source=f"{condition.source} ({said})")


def _is_once(condition: Condition, story: Story) -> bool:
    """Whether this is what the compiler made of `once`: a source that no author can write."""
    return any(condition.source == f"not {story.slots[index].name}" for index in condition.reads)


def _of_choice(story: Story, scene: Scene, index: int, choice: Choice) -> _Made:
    name = f"{scene.id}.{choice.id}"
    for sort, what, span, new in (*_acting(choice), *_keeping(choice), *(() if scene.auto else _again(story, choice))):
        yield sort, f"{name}: {what}", span, partial(_with_choice, story, scene, index, new), {"choice": choice.id}
    other = _elsewhere(story, scene, choice)
    if other:
        make = partial(_with_choice, story, scene, index, choice._replace(goto=other))
        what = f"{name}: leads to {other}, not to {choice.goto}"
        yield Sort.TARGET, what, choice.span, make, {"choice": choice.id}


_Changed = Iterator[tuple[Sort, str, Span, Choice]]


def _acting(choice: Choice) -> _Changed:
    """The choice with one of the effects that its author wrote changed."""
    for at, effect in enumerate(choice.effects):
        if effect.span is not None:
            for sort, what, new in _of_effect(effect):
                effects = choice.effects[:at] + new + choice.effects[at + 1 :]
                yield sort, what, effect.span, choice._replace(effects=effects)


def _keeping(choice: Choice) -> _Changed:
    """The choice without one of the memories or facts it leaves."""
    for kind, sort in ((SlotKind.MEMORY, Sort.MEMORY), (SlotKind.KNOWS, Sort.KNOWLEDGE)):
        for effect in choice.effects:
            if effect.slot.kind is kind and effect.span is None:
                left = tuple(other for other in choice.effects if other is not effect)
                yield sort, f"no {effect.slot.name}", choice.span, choice._replace(effects=left)


def _again(story: Story, choice: Choice) -> _Changed:
    """The choice without its `once`."""
    for at, condition in enumerate(choice.shown):
        if _is_once(condition, story):
            shown = choice.shown[:at] + choice.shown[at + 1 :]
            yield Sort.ONCE, "may be taken again", choice.span, choice._replace(shown=shown)


def _of_effect(effect: Effect) -> Iterator[tuple[Sort, str, tuple[Effect, ...]]]:
    slot = effect.slot
    yield Sort.DROP, f"{said(effect)} dropped", ()
    if effect.kind is MOVE:
        new = effect._replace(amount=-effect.amount)
    elif effect.kind is HALF_WAY:
        new = effect._replace(kind=SET)
    elif slot.kind in (SlotKind.FLAG, SlotKind.WORD):
        new = effect._replace(amount=(effect.amount + 1 - slot.low) % (slot.high - slot.low + 1) + slot.low)
    else:
        new = effect._replace(amount=effect.amount + 1 if effect.amount < slot.high else effect.amount - 1)
    yield Sort.NEGATE, f"{said(effect)} becomes {said(new)}", (new,)


def _elsewhere(story: Story, scene: Scene, choice: Choice) -> str:
    """Another target for a choice: that of another choice here, else the next scene of the story.

    A route's is never one that routes, unless another route's is: so no mutant goes round in a circle.
    """
    if choice.goto is None:
        return ""
    others = [other.goto for other in scene.all_choices if other.goto and other.goto != choice.goto]
    names = [
        name
        for name, other in story.scenes.items()
        if name == choice.goto or not (other.inner or (scene.auto and other.auto))
    ]
    after = names[names.index(choice.goto) + 1 :] + names
    return next(iter(others or [name for name in after if name != choice.goto]), "")


def _of_start(story: Story, slot: Slot) -> _Made:
    if slot.kind is SlotKind.KNOWS and slot.start:
        make = partial(_with_start, story, replace(slot, start=0))
        person, _, fact = slot.name.removeprefix("knows ").partition("/")
        span = Span("facts.yaml", 1, 1)
        yield Sort.KNOWLEDGE, f"{person} does not know {fact} at the start", span, make, {}
    if slot.span is None or slot.low == slot.high:
        return
    new = slot.start + 1 if slot.start < slot.high else slot.low if slot.words else slot.start - 1
    what = f"{slot.name} starts at {written(slot, new)}, not {written(slot, slot.start)}"
    yield Sort.START, what, slot.span, partial(_with_start, story, replace(slot, start=new)), {}


def _with_condition(story: Story, scene: Scene, place: str, new: Condition) -> Story:
    def visit(at: str, found: Condition) -> Condition:
        return new if at == place else found

    if place.startswith(f"{rewrite.ENDINGS}:"):
        ends = {name: rewrite.rewritten(end, visit) for name, end in story.scenes.items() if end.ending}
        return replace(story, scenes={**story.scenes, **ends})
    return _with_scene(story, rewrite.rewritten(scene, visit))


def _with_choice(story: Story, scene: Scene, index: int, new: Choice) -> Story:
    cards = len(scene.deck.cards) if scene.deck else 0
    if scene.deck and index < cards:
        dealt = scene.deck.cards
        return _with_scene(
            story, replace(scene, deck=replace(scene.deck, cards=(*dealt[:index], new, *dealt[index + 1 :])))
        )
    at = index - cards
    return _with_scene(story, replace(scene, choices=(*scene.choices[:at], new, *scene.choices[at + 1 :])))


def _with_scene(story: Story, scene: Scene) -> Story:
    return replace(story, scenes={**story.scenes, scene.id: scene})


def _with_start(story: Story, slot: Slot) -> Story:
    slots = story.slots
    return replace(story, slots=(*slots[: slot.index], slot, *slots[slot.index + 1 :]))
