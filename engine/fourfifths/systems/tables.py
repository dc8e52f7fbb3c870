"""The tables that a story brings, ready to compute with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from fourfifths.systems.allocation import City, Share, Weights, allocate, levelled_down

if TYPE_CHECKING:  # a kept story holds a Concierge, and is loaded before the first frame
    from fourfifths.systems.ballots import Ballots
    from fourfifths.systems.coalition import Coalition
    from fourfifths.systems.ledger import Ledger
    from fourfifths.systems.pantry import Pantry
    from fourfifths.systems.policies import Policies
    from fourfifths.systems.profile import Profile

VOICE = "voice"
"""The feature that ballots give, and nothing else."""


class Card(NamedTuple):
    """A setting of the card that a story has a name for; with a `cap`, nobody is offered more than that share."""

    weights: Weights
    cap: Fraction | None = None
    about: str = ""

    def shares(self, city: City) -> tuple[Share, ...]:
        """What each district gets under it. TableError where it gives nobody anything."""
        found = allocate(city, self.weights)
        return found if self.cap is None else levelled_down(found, self.cap)


@dataclass(frozen=True, slots=True)
class Concierge:
    """The city, its card's features in order, and the weights it was launched with.

    `cards` are the settings that have a name, and `ballots` what asking every door gives each district's voice.
    """

    city: City
    features: tuple[str, ...]
    launch: Mapping[str, int]
    cards: Mapping[str, Card] = field(default_factory=dict)
    ballots: Mapping[str, int] = field(default_factory=dict)

    def with_ballots(self) -> City:
        """The city with the voices that the ballots give it."""
        return self.city.with_feature(VOICE, self.ballots)


@dataclass(frozen=True, slots=True)
class Tables:
    """What a story brings; None where it brings no such table."""

    concierge: Concierge | None = None
    pantry: Pantry | None = None
    policies: Policies | None = None
    ledger: Ledger | None = None
    profile: Profile | None = None
    coalition: Coalition | None = None
    ballots: Ballots | None = None
