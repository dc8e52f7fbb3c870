"""How a player who is no person chooses: a policy as a value, and the table of policies that a story brings.

A policy names meters, variables, people and choices; whether a story has them is found out by who plays it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

TABLE = "tables/policies.yaml"


class Name(NamedTuple):
    """A name as a table has it; line and column count from 1, and are 0 where no table named it."""

    text: str
    line: int = 0
    column: int = 0


class Weight(NamedTuple):
    """What an amount stands beside: a meter, a variable, or one `word` of a variable."""

    name: Name
    amount: int
    word: Name | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """A way to choose. Each open choice is worth what it does; the best is taken, and equals are drawn from.

    `meters` and `variables` are worth their amount for each step up, a word its amount where it is set. `targets` are
    values: a step nearer is worth 1. A scene with the point of view `view` is worth more than all of these, and a
    choice in `prefer`, as `scene.choice`, more still. `first` takes the first open choice whatever it is worth.
    `careless` choices in a hundred are drawn evenly; a policy with nothing in it draws them all.
    """

    name: str
    about: str = ""
    meters: tuple[Weight, ...] = ()
    targets: tuple[Weight, ...] = ()
    variables: tuple[Weight, ...] = ()
    view: Name | None = None
    prefer: tuple[Name, ...] = ()
    first: bool = False
    careless: int = 0


@dataclass(frozen=True, slots=True)
class Policies:
    """What a story says of its players: its own policies, and the variables that hold what a person has become."""

    dispositions: tuple[Name, ...] = ()
    policies: tuple[Policy, ...] = ()
