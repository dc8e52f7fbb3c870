"""The pure step: (story, state, choice) -> Turn. Everything else is a shell over it.

`advance` alone moves the state, by one choice and without text; `step` adds what the player reads, and goes on through
the scenes that only route, where nobody is asked. A turn never stands in one of those.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from fourfifths import effects, text
from fourfifths.conditions import holds
from fourfifths.model import Block, Choice, Condition, Effect, Scene, SlotKind, Story, Template
from fourfifths.operation import EffectKind
from fourfifths.state import Change, IllegalChoiceError, Offer, Passage, Passed, State, Touch, Turn

_STRONG, _MIDDLING = 6, 3


def start(story: Story, seed: int = 0) -> State:
    """The state in which a run begins, its first scene entered, even where that scene only routes."""
    values = tuple(slot.start for slot in story.slots)
    return enter(story, story.start, State(story.start, values, seed))


def begin(story: Story, seed: int = 0) -> Turn:
    """The first turn of a run; the same seed gives the same run."""
    return arrive(story, start(story, seed))


def arrive(story: Story, state: State) -> Turn:
    """The turn that a scene just entered leads to: its own, or where its routes lead."""
    way = _through(story, state)
    turn = resume(story, way.state)
    return replace(turn, outcome=way.outcome, changes=way.changes, passed=way.passed) if way.passed else turn


def settle(story: Story, state: State) -> State:
    """The state after the routes of a scene just entered, if it has any."""
    while story.scenes[state.scene].auto:
        state = advance(story, state, open_choices(story, state)[0])
    return state


def resume(story: Story, state: State) -> Turn:
    """The state's turn as if just arrived; no effect runs, and no route is taken."""
    scene = story.scenes[state.scene]
    ending = scene.ending.id if scene.ending else ""
    return Turn(state, passage(story, state), offers(story, state), ending=ending)


def step(story: Story, state: State, choice: str) -> Turn:
    """The turn that taking this choice leads to. IllegalChoiceError where it is not open; nothing changes then."""
    taken = find(story, state, choice)
    way = _through(story, advance(story, state, taken))
    scene = story.scenes[way.state.scene]
    return Turn(
        state=way.state,
        passage=passage(story, way.state) if taken.goto is not None else (),
        offers=offers(story, way.state),
        choice=taken.id,
        label=_line(taken.label, state),
        said=_line(taken.say, state),
        outcome=_rendered(taken.text, state) + way.outcome,
        changes=effects.changes(taken.effects, state.values) + way.changes,
        ending=scene.ending.id if scene.ending else "",
        passed=way.passed,
    )


def advance(story: Story, state: State, choice: Choice) -> State:
    """The state after an open choice: its effects, then the next scene entered."""
    after = state._replace(values=effects.apply(choice.effects, state.values))
    return after if choice.goto is None else enter(story, choice.goto, after)


def find(story: Story, state: State, choice: str) -> Choice:
    """The open choice of this id; IllegalChoiceError where there is none."""
    for candidate in shown(story, state):
        if candidate.id == choice and _met(candidate.needs, state):
            return candidate
    raise IllegalChoiceError(choice, state, offers(story, state))


def open_choices(story: Story, state: State) -> tuple[Choice, ...]:
    """The choices that may be taken now, in order."""
    return tuple(choice for choice in shown(story, state) if _met(choice.needs, state))


def shown(story: Story, state: State) -> tuple[Choice, ...]:
    """The choices in sight, open or locked: the hand that is dealt, then the scene's own."""
    scene = story.scenes[state.scene]
    own = tuple(choice for choice in scene.choices if _met(choice.shown, state))
    return _hand(scene, state) + own if scene.deck else own


def offers(story: Story, state: State) -> tuple[Offer, ...]:
    """The choices in sight as the player reads them; none where nobody is asked."""
    if story.scenes[state.scene].auto:
        return ()
    return tuple(_offer(choice, state) for choice in shown(story, state))


def passage(story: Story, state: State) -> tuple[Passage, ...]:
    """The text of the state's scene."""
    return _rendered(story.scenes[state.scene].text, state)


def enter(story: Story, scene: str, state: State) -> State:
    """The state with this scene entered once more."""
    visits = story.scenes[scene].visits
    if visits is None:
        return state._replace(scene=scene)
    values = effects.apply((Effect(visits, 1, EffectKind.MOVE),), state.values)
    return State(scene, values, state.seed)


class _Way(NamedTuple):
    """Where routes led, which they were, and what the player reads of them."""

    state: State
    outcome: tuple[Passage, ...] = ()
    changes: tuple[Change, ...] = ()
    passed: tuple[Passed, ...] = ()


def _through(story: Story, state: State) -> _Way:
    """The way from a scene just entered to one that asks or ends: the compiler has seen to it that there is one."""
    way = _Way(state)
    while story.scenes[way.state.scene].auto:
        here = way.state
        route = open_choices(story, here)[0]
        way = _Way(
            advance(story, here, route),
            way.outcome + passage(story, here) + _rendered(route.text, here),
            way.changes + effects.changes(route.effects, here.values),
            (*way.passed, Passed(here, route.id)),
        )
    return way


def _hand(scene: Scene, state: State) -> tuple[Choice, ...]:
    deck = scene.deck
    if deck is None or state.values[deck.count.index] >= deck.limit:
        return ()
    return tuple(card for card in deck.cards if _met(card.shown, state))[: deck.show]


def _met(conditions: Iterable[Condition], state: State) -> bool:
    return all(holds(condition, state.values) for condition in conditions)


def _offer(choice: Choice, state: State) -> Offer:
    locked = "" if _met(choice.needs, state) else _line(choice.locked, state) or "not now"
    return Offer(choice.id, _line(choice.label, state), locked, _line(choice.note, state), _touches(choice, state))


def _touches(choice: Choice, state: State) -> tuple[Touch, ...]:
    moves = [effect for effect in choice.effects if effect.slot.kind is SlotKind.METER]
    return tuple(Touch(effect.slot.name, _strength(effect, state)) for effect in moves)


def _strength(effect: Effect, state: State) -> int:
    if effect.kind is EffectKind.SET:
        return 3
    before = state.values[effect.slot.index]
    far = effect.amount if effect.kind is EffectKind.MOVE else effect.operation.after(before) - before
    if abs(far) >= _STRONG:
        return 3
    return 2 if abs(far) >= _MIDDLING else 1


def _line(template: Template, state: State) -> str:
    """One line of text: what alternatives left empty leaves no gap."""
    return " ".join(text.render(template, state).split())


def _rendered(blocks: tuple[Block, ...], state: State) -> tuple[Passage, ...]:
    shown_blocks = (block for block in blocks if _met(block.when, state))
    passages = (
        Passage(text.render(block.text, state), block.voice, block.doc, _line(block.title, state))
        for block in shown_blocks
    )
    return tuple(part for part in passages if part.text.strip())
