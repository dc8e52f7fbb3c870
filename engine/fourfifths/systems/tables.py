"""The tables that a story brings, ready to compute with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fourfifths.systems.allocation import City
from fourfifths.systems.pantry import Pantry
from fourfifths.systems.policies import Policies


@dataclass(frozen=True, slots=True)
class Concierge:
    """The city, its card's features in order, and the weights it was launched with."""

    city: City
    features: tuple[str, ...]
    launch: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Tables:
    """What a story brings; None where it brings no such table."""

    concierge: Concierge | None = None
    pantry: Pantry | None = None
    policies: Policies | None = None
