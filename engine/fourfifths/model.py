"""The compiled story: frozen, with every reference resolved.

Nothing here is checked at play time; the compiler has done so. Every value of a state is a bounded whole number in one
of the story's slots, so a condition is a function of a flat tuple and the state space is finite.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from fourfifths.diagnostics import Span
from fourfifths.operation import EffectKind, Operation

if TYPE_CHECKING:
    from fourfifths.systems.pantry import Pantry
    from fourfifths.systems.tables import Concierge


class SlotKind(StrEnum):
    """What a slot holds; the last five are kept by the engine, not set by an author's name."""

    METER = "meter"
    INT = "int"
    FLAG = "flag"
    WORD = "one-of"
    VISITS = "visits"
    CHOSEN = "chosen"
    MEMORY = "memory"
    KNOWS = "knows"
    HEARD = "heard"


@dataclass(frozen=True, slots=True)
class Slot:
    """One place in `State.values`: a whole number from `low` to `high`, flags 0 or 1, a word its index in `words`.

    `name` is how saves and messages call it: `trust`, `visits luna/kitchen`, `chosen luna/kitchen.cook`,
    `memory billie/said-084`, `knows mira/skew`, `heard pak/said-084`.
    """

    index: int
    name: str
    kind: SlotKind
    low: int
    high: int
    start: int
    words: tuple[str, ...] = ()
    span: Span | None = None

    @property
    def givable(self) -> tuple[str, ...]:
        """The words it may have where play stands; the last of hearsay's is a night's own."""
        return self.words[:-1] if self.kind is SlotKind.HEARD else self.words


@dataclass(frozen=True, slots=True)
class Band:
    """The word for a meter's values up to and including `to`."""

    to: int
    name: str


@dataclass(frozen=True, slots=True)
class Meter:
    """A meter: its slot, and how the player reads it."""

    slot: Slot
    label: str
    glyph: str
    about: str
    bands: tuple[Band, ...]

    def band(self, value: int) -> str:
        """The word for this value."""
        return next((band.name for band in self.bands if value <= band.to), self.bands[-1].name if self.bands else "")


class Condition(NamedTuple):
    """A checked condition; `code` is a Python expression over the tuple `v` of slot numbers and constants only."""

    source: str
    code: str
    reads: tuple[int, ...]
    span: Span


class AltKind(StrEnum):
    """How an alternative picks its arm."""

    SEQUENCE = "sequence"
    CYCLE = "cycle"
    ONCE = "once"
    SHUFFLE = "shuffle"


class Alternative(NamedTuple):
    """Arms picked by how often the scene was visited; `visits` is that slot, `key` names the place for a shuffle."""

    kind: AltKind
    arms: tuple[Template, ...]
    visits: int
    key: str


class Branch(NamedTuple):
    """One of two arms, by a condition."""

    condition: Condition
    then: Template
    otherwise: Template
    names: tuple[str, str] = ("", "")
    """What the arms are called, where they are pieces of endings.yaml."""


class Value(NamedTuple):
    """A slot's value, as a number or its word."""

    slot: Slot


Part = str | Alternative | Branch | Value
Template = tuple[Part, ...]


class Block(NamedTuple):
    """A piece of a text: prose of `voice`, or a document of kind `doc` in its own frame."""

    text: Template
    voice: str
    when: tuple[Condition, ...] = ()
    doc: str = ""
    title: Template = ()


class Effect(NamedTuple):
    """What happens to a slot: see `Operation`. `why` is what the player reads beside a meter.

    What a slot is set to, or taken half way to, is one of its own values.
    """

    slot: Slot
    amount: int
    kind: EffectKind
    why: str = ""
    span: Span | None = None

    @property
    def operation(self) -> Operation:
        """What it does to a number, its slot's bounds included."""
        return Operation(self.kind, self.amount, self.slot.low, self.slot.high)


class Memory(NamedTuple):
    """What the people in `seen_by` keep of an act: about whom, and how it coloured them from -2 to +2."""

    id: str
    seen_by: tuple[str, ...]
    about: str
    colour: int


class Choice(NamedTuple):
    """An authored choice. `shown` hides it, `needs` locks it in sight with the reason `locked`.

    `goto` is None where the player stays in the scene. `effects` holds everything that taking it does to the state,
    the marks of memories, knowledge, cards and counts included.
    """

    id: str
    scene: str
    label: Template
    goto: str | None
    span: Span
    shown: tuple[Condition, ...] = ()
    needs: tuple[Condition, ...] = ()
    locked: Template = ()
    say: Template = ()
    text: tuple[Block, ...] = ()
    effects: tuple[Effect, ...] = ()
    memories: tuple[Memory, ...] = ()
    note: Template = ()
    was: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deck:
    """Deals the first `show` cards whose `shown` holds, in order, while `count` is below `limit`."""

    show: int
    cards: tuple[Choice, ...]
    count: Slot
    limit: int


@dataclass(frozen=True, slots=True)
class Ending:
    """Where play is over."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Scene:
    """One screen of text and its choices; a state of the machine."""

    id: str
    title: str
    pov: str
    act: int
    place: str
    when: str
    span: Span
    text: tuple[Block, ...]
    choices: tuple[Choice, ...]
    visits: Slot | None = None
    deck: Deck | None = None
    ending: Ending | None = None
    knows: tuple[tuple[str, int], ...] = ()
    """Facts the text relies on, each with the slot that says whether the point of view knows it."""

    auto: bool = False
    """Nobody is asked: the choices are routes, of which exactly one is open, and it is taken on entering."""

    inner: bool = False
    """The engine's business, of which nobody is told: what carries hearsay on for a night."""

    @property
    def all_choices(self) -> tuple[Choice, ...]:
        """The cards that may be dealt here, then the scene's own choices."""
        return (self.deck.cards if self.deck else ()) + self.choices


@dataclass(frozen=True, slots=True)
class Act:
    """A part of the story."""

    id: int
    title: str
    subtitle: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the story; a playable one may be a point of view."""

    id: str
    name: str
    playable: bool
    about: str


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere of the story."""

    id: str
    name: str
    about: str


@dataclass(frozen=True, slots=True)
class Fact:
    """What people may know; `known_by` know it from the start."""

    id: str
    text: str
    known_by: tuple[str, ...]


class PanelRow(NamedTuple):
    """A line of a panel: its label, then its cells or the number that is drawn; there where `when` holds."""

    label: Template
    cells: tuple[Template, ...] = ()
    clock: Slot | None = None
    when: tuple[Condition, ...] = ()


class CardSum(NamedTuple):
    """The Concierge card as things stand. `card` names the setting, the launch where there is none."""

    concierge: Concierge
    card: Slot | None
    hubs: tuple[tuple[str, Condition], ...]
    ballots: Condition | None
    endowed: Condition | None


class WeekSum(NamedTuple):
    """The pantry week as things stand: by night, the slot whose word is its supper."""

    pantry: Pantry
    suppers: tuple[tuple[str, Slot], ...]


class Panel(NamedTuple):
    """What a player may look at, and does not change by looking; `columns` name the cells of its rows."""

    id: str
    title: Template
    about: Template
    span: Span
    when: tuple[Condition, ...] = ()
    columns: tuple[Template, ...] = ()
    rows: tuple[PanelRow, ...] = ()
    sum: CardSum | WeekSum | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """A whole story. `hash` changes with any byte of its files; `scenes` keeps the order of folder, file and place."""

    id: str
    title: str
    version: str
    hash: str
    start: str
    acts: dict[int, Act]
    meters: tuple[Meter, ...]
    slots: tuple[Slot, ...]
    people: dict[str, Person]
    places: dict[str, Place]
    facts: dict[str, Fact]
    scenes: Mapping[str, Scene]
    renamed: dict[str, str] = field(default_factory=dict)
    gossip: tuple[tuple[str, str], ...] = ()
    """Who tells whom, either way."""

    panels: Sequence[Panel] = ()

    def slot(self, name: str) -> Slot | None:
        """The slot of this name, or None."""
        return next((slot for slot in self.slots if slot.name == name), None)
