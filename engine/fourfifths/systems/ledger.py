"""The ledger: crates and hours in double entry.

An account is debited with what somebody had and credited with what somebody gave, the same amount in one entry; so a
balance above nothing is owed by the account, one below nothing is owed to it, and those of a unit sum to nothing.
A favour is a debt with a name: it stands until an entry settles it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from fourfifths.systems.allocation import TableError


class Debt(NamedTuple):
    """Who owes it to whom, and the act in which it falls due."""

    by: str
    to: str
    act: int


class Entry(NamedTuple):
    """What one favour, or the end of one, writes into the book: as much of a unit on the one side as on the other."""

    about: str
    unit: str
    debit: Mapping[str, int]
    credit: Mapping[str, int]
    due: Debt | None = None
    settles: str = ""

    @property
    def amount(self) -> int:
        """What it comes to."""
        return sum(self.debit.values())


@dataclass(frozen=True, slots=True)
class Ledger:
    """The units, the names of the accounts, and the entries that a story can make."""

    units: tuple[str, ...]
    accounts: Mapping[str, str]
    entries: Mapping[str, Entry]

    def check(self, posted: tuple[str, ...]) -> None:
        """TableError where an entry is not in the book, is there twice, or settles a debt that does not stand."""
        standing: set[str] = set()
        for number, name in enumerate(posted):
            if name not in self.entries:
                raise TableError(name, f"there is no entry {name!r}; there are {', '.join(self.entries)}")
            if name in posted[:number]:
                raise TableError(name, f"{name} is written twice")
            settles = self.entries[name].settles
            if settles and settles not in standing:
                raise TableError(name, f"{name} settles {settles}, which does not stand by then")
            standing.discard(settles)
            standing.add(name)

    def balances(self, posted: tuple[str, ...], unit: str) -> dict[str, int]:
        """Debits less credits by account, of one unit: above nothing the account owes it, below it is owed to it."""
        found = dict.fromkeys(self.accounts, 0)
        for entry in (self.entries[name] for name in posted):
            if entry.unit == unit:
                for account, amount in entry.debit.items():
                    found[account] += amount
                for account, amount in entry.credit.items():
                    found[account] -= amount
        return found

    def debts(self, posted: tuple[str, ...]) -> dict[str, Debt]:
        """The debts that stand, by the entries that made them, the first to fall due first."""
        settled = {self.entries[name].settles for name in posted}
        standing = {name: due for name in posted if name not in settled and (due := self.entries[name].due)}
        return dict(sorted(standing.items(), key=lambda debt: debt[1].act))
