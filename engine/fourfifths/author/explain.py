"""Why each choice of a scene is open or not, and what its conditions read: frozen values from a story and a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from fourfifths import step
from fourfifths.author.parts import StoryNames, leaves
from fourfifths.author.trail import Mover, movers
from fourfifths.conditions import holds
from fourfifths.diagnostics import Span
from fourfifths.effects import said, written
from fourfifths.model import Choice, Condition, Effect, Scene, Slot, SlotKind, Story
from fourfifths.routes import asked
from fourfifths.session import Moment
from fourfifths.state import Passed, State

_ONCE = (f"not {SlotKind.CHOSEN} ", f"not {SlotKind.VISITS} ")
"""How the engine's own conditions begin, those of what can be taken or played only once."""


class Standing(StrEnum):
    """How a choice stands; the value is its word."""

    OPEN = "open"
    LOCKED = "locked"
    HIDDEN = "hidden"
    UNDEALT = "not dealt"


@dataclass(frozen=True, slots=True)
class Reading:
    """A slot as it stands: its value and that of a new run as an author writes them, and what last moved it."""

    name: str
    value: str
    start: str
    moved: Mover | None = None
    before: str = ""
    """The value it was moved from."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a condition that is true or not by itself, and what it reads."""

    source: str
    holds: bool
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition of a choice: `if` and `once` hide it, `needs` locks it."""

    word: str
    source: str
    holds: bool
    parts: tuple[Part, ...]
    place: Span


@dataclass(frozen=True, slots=True)
class Explained:
    """A choice: where it leads (None: nowhere else), what it does, how it stands, and by which conditions.

    `why` says what no condition says: that a deck deals no more. `number` is how it is offered, 0 where it is not.
    """

    id: str
    number: int
    place: Span
    goto: str | None
    effects: tuple[str, ...]
    standing: Standing
    clauses: tuple[Clause, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Gone:
    """A route that the last choice led through: its full name, its place, and what it asked, empty for the last."""

    name: str
    place: Span
    source: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A scene as its author sees it. `values` holds what has moved first, the latest first, then the rest in order;
    `gone` the routes that the last choice led through.
    """

    scene: str
    place: Span
    choices: tuple[Explained, ...]
    values: tuple[Reading, ...]
    seed: int
    gone: tuple[Gone, ...] = ()

    def choice(self, name: str) -> Explained | None:
        """The choice of this id or number."""
        by_number = (choice for choice in self.choices if choice.number and str(choice.number) == name)
        return next((choice for choice in self.choices if choice.id == name), None) or next(by_number, None)


def explain(story: Story, moments: Sequence[Moment]) -> Explanation:
    """The scene that the last of these moments stands in."""
    return _Explainer(story, moments).explanation()


class _Explainer:
    def __init__(self, story: Story, moments: Sequence[Moment]) -> None:
        self._story = story
        self._state: State = moments[-1].turn.state
        self._passed = moments[-1].turn.passed
        self._scene: Scene = story.scenes[self._state.scene]
        self._start = step.start(story, self._state.seed)
        self._movers = movers(moments)
        self._names = StoryNames(story, self._scene.id)
        self._offered = {choice.id: n for n, choice in enumerate(step.shown(story, self._state), 1)}

    def explanation(self) -> Explanation:
        choices = tuple(map(self._choice, self._scene.all_choices))
        gone = tuple(self._gone(passed.state.scene, passed.route) for passed in self._passed if self._told(passed))
        return Explanation(self._scene.id, self._scene.span, choices, self._values(), self._state.seed, gone)

    def _told(self, passed: Passed) -> bool:
        """Whether a scene that was passed is an author's."""
        scene = self._story.scenes.get(passed.state.scene)
        return scene is None or not scene.inner

    def _gone(self, scene: str, route: str) -> Gone:
        """A route; one that an edit has taken out since is known by its name alone."""
        there = self._story.scenes.get(scene)
        for choice, own in asked(there) if there else ():
            if choice.id == route:
                return Gone(f"{scene}.{route}", choice.span, _asked(own))
        return Gone(f"{scene}.{route}", self._scene.span, "")

    def _choice(self, choice: Choice) -> Explained:
        clauses = tuple(
            [self._clause("if", condition) for condition in choice.shown]
            + [self._clause("needs", condition) for condition in choice.needs]
        )
        standing, why = self._standing(choice, clauses)
        number = self._offered.get(choice.id, 0)
        effects = tuple(text for effect in choice.effects if (text := _effect(effect)))
        return Explained(choice.id, number, choice.span, choice.goto, effects, standing, clauses, why)

    def _standing(self, choice: Choice, clauses: tuple[Clause, ...]) -> tuple[Standing, str]:
        if not all(clause.holds for clause in clauses if clause.word != "needs"):
            return Standing.HIDDEN, ""
        if choice.id not in self._offered:
            return Standing.UNDEALT, self._undealt()
        return (Standing.OPEN if all(clause.holds for clause in clauses) else Standing.LOCKED), ""

    def _undealt(self) -> str:
        """Why a deck does not deal a card that it could."""
        deck = self._scene.deck
        if deck is None:
            return ""
        count = self._state.values[deck.count.index]
        if count >= deck.limit:
            return f"the deck is done: {deck.count.name} is {count}, its limit {deck.limit}"
        return f"the deck shows {deck.show}, and others come first"

    def _clause(self, word: str, condition: Condition) -> Clause:
        pieces = dict.fromkeys(leaves(condition, self._names))
        parts = tuple(map(self._part, pieces))
        if condition.source.startswith(_ONCE):
            word = "once"
        return Clause(word, condition.source, holds(condition, self._state.values), parts, condition.span)

    def _part(self, condition: Condition) -> Part:
        readings = tuple(self._reading(self._story.slots[index]) for index in condition.reads)
        return Part(condition.source, holds(condition, self._state.values), readings)

    def _reading(self, slot: Slot) -> Reading:
        mover = self._movers.get(slot.index)
        before = written(slot, mover.before) if mover else ""
        value = written(slot, self._state.values[slot.index])
        return Reading(slot.name, value, written(slot, self._start.values[slot.index]), mover, before)

    def _values(self) -> tuple[Reading, ...]:
        readings = list(map(self._reading, self._story.slots))
        moved = [reading for reading in readings if reading.moved or reading.value != reading.start]
        moved.sort(key=lambda reading: -(reading.moved.number if reading.moved else 0))
        return (*moved, *(reading for reading in readings if reading not in moved))


def _asked(own: Sequence[Condition]) -> str:
    """What an author asks of a route, without its `once`."""
    return " and ".join(part.source for part in own if not part.source.startswith(_ONCE))


def _effect(effect: Effect) -> str:
    """An effect as its author wrote it; nothing for the engine's own counts."""
    slot = effect.slot
    if slot.kind in (SlotKind.CHOSEN, SlotKind.VISITS, SlotKind.HEARD):
        return ""
    person, _, what = slot.name.partition(" ")[2].partition("/")
    if slot.kind is SlotKind.MEMORY:
        return f"{person} remembers {what}"
    if slot.kind is SlotKind.KNOWS:
        return f"{person} learns {what}"
    return said(effect)
