"""The pure step: (story, state, choice) -> Turn. Everything else is a shell over it.

`advance` alone moves the state, without text; `step` adds what the player reads.
"""

from __future__ import annotations

from collections.abc import Iterable

from fourfifths import effects, text
from fourfifths.conditions import holds
from fourfifths.model import Block, Choice, Condition, Effect, Scene, SlotKind, Story, Template
from fourfifths.state import IllegalChoiceError, Offer, Passage, State, Touch, Turn

_STRONG, _MIDDLING = 6, 3


def start(story: Story, seed: int = 0) -> State:
    """The state in which a run begins, its first scene entered."""
    values = tuple(slot.start for slot in story.slots)
    return enter(story, story.start, State(story.start, values, seed))


def begin(story: Story, seed: int = 0) -> Turn:
    """The first turn of a run; the same seed gives the same run."""
    return resume(story, start(story, seed))


def resume(story: Story, state: State) -> Turn:
    """The state's turn as if just arrived; no effect runs."""
    scene = story.scenes[state.scene]
    ending = scene.ending.id if scene.ending else ""
    return Turn(state, passage(story, state), offers(story, state), ending=ending)


def step(story: Story, state: State, choice: str) -> Turn:
    """The turn that taking this choice leads to. IllegalChoiceError where it is not open; nothing changes then."""
    taken = find(story, state, choice)
    after = advance(story, state, taken)
    scene = story.scenes[after.scene]
    return Turn(
        state=after,
        passage=passage(story, after) if taken.goto is not None else (),
        offers=offers(story, after),
        choice=taken.id,
        label=_line(taken.label, state),
        said=_line(taken.say, state),
        outcome=_rendered(taken.text, state),
        changes=effects.changes(taken.effects, state.values),
        ending=scene.ending.id if scene.ending else "",
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
    """The choices in sight as the player reads them."""
    return tuple(_offer(choice, state) for choice in shown(story, state))


def passage(story: Story, state: State) -> tuple[Passage, ...]:
    """The text of the state's scene."""
    return _rendered(story.scenes[state.scene].text, state)


def enter(story: Story, scene: str, state: State) -> State:
    """The state with this scene entered once more."""
    visits = story.scenes[scene].visits
    if visits is None:
        return state._replace(scene=scene)
    values = effects.apply((Effect(visits, 1, relative=True),), state.values)
    return State(scene, values, state.seed)


def _hand(scene: Scene, state: State) -> tuple[Choice, ...]:
    deck = scene.deck
    if deck is None or state.values[deck.count.index] >= deck.limit:
        return ()
    return tuple(card for card in deck.cards if _met(card.shown, state))[: deck.show]


def _met(conditions: Iterable[Condition], state: State) -> bool:
    return all(holds(condition, state.values) for condition in conditions)


def _offer(choice: Choice, state: State) -> Offer:
    locked = "" if _met(choice.needs, state) else _line(choice.locked, state) or "not now"
    return Offer(choice.id, _line(choice.label, state), locked, _line(choice.note, state), _touches(choice))


def _touches(choice: Choice) -> tuple[Touch, ...]:
    moves = [effect for effect in choice.effects if effect.slot.kind is SlotKind.METER]
    return tuple(Touch(effect.slot.name, _strength(effect)) for effect in moves)


def _strength(effect: Effect) -> int:
    if not effect.relative or abs(effect.amount) >= _STRONG:
        return 3
    return 2 if abs(effect.amount) >= _MIDDLING else 1


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
