"""Where a playthrough stands, and what one choice did: frozen values, hashable where that is cheap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class State(NamedTuple):
    """A scene's name and one whole number for each of the story's slots. `seed` decides the shuffles."""

    scene: str
    values: tuple[int, ...]
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A rendered piece of text: prose (`doc` empty) or a document. `text` still carries `*emphasis*`."""

    text: str
    voice: str = ""
    doc: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A meter's move: what it was, what it is, and why, in the world's words."""

    meter: str
    before: int
    after: int
    why: str

    @property
    def by(self) -> int:
        """How far it moved, after clamping."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Touch:
    """That a choice would move a meter, and how strongly (1 to 3), but not which way."""

    meter: str
    strength: int


@dataclass(frozen=True, slots=True)
class Offer:
    """A choice as it stands now. `locked` is the reason it cannot be taken, empty where it can."""

    id: str
    label: str
    locked: str = ""
    note: str = ""
    touches: tuple[Touch, ...] = ()

    @property
    def open(self) -> bool:
        """Whether it can be taken."""
        return not self.locked


class Passed(NamedTuple):
    """A route that was taken on the way: the state in which it was, and its id."""

    state: State
    route: str


@dataclass(frozen=True, slots=True)
class Turn:
    """What the player reads after a choice, and what may be chosen next.

    `choice`, `label` and `said` belong to the choice that was taken, `outcome` and `changes` to it and to the routes
    that it led through, which are `passed`; `passage` is the text of the scene now entered, empty where the player
    stayed in it. `ending` is its id where play is over.
    """

    state: State
    passage: tuple[Passage, ...]
    offers: tuple[Offer, ...]
    choice: str = ""
    label: str = ""
    said: str = ""
    outcome: tuple[Passage, ...] = ()
    changes: tuple[Change, ...] = ()
    ending: str = ""
    passed: tuple[Passed, ...] = ()


class IllegalChoiceError(Exception):
    """A choice that the state does not offer; nothing has changed. `offers` says what it does offer."""

    def __init__(self, choice: str, state: State, offers: tuple[Offer, ...]) -> None:
        self.choice = choice
        self.state = state
        self.offers = offers
        open_ids = ", ".join(offer.id for offer in offers if offer.open) or "nothing"
        locked = next((offer.locked for offer in offers if offer.id == choice), "")
        reason = f"is locked: {locked}" if locked else "is not offered"
        super().__init__(f"{choice!r} {reason} in {state.scene} (open: {open_ids})")
