"""The ledger: balances that sum to nothing, and debts that stand until they are settled by name."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfifths.compiler.tablefiles import read_tables
from fourfifths.systems.allocation import TableError
from fourfifths.systems.ledger import Debt, Ledger

_READ = read_tables(Path(__file__).parents[3] / "story").ledger
assert _READ is not None
SHIPPED: Ledger = _READ


def test_what_was_had_was_given() -> None:
    for name, entry in SHIPPED.entries.items():
        assert sum(entry.debit.values()) == sum(entry.credit.values()) == entry.amount > 0, name


@given(st.lists(st.sampled_from(sorted(SHIPPED.entries)), unique=True))
def test_all_balances_of_a_unit_sum_to_nothing(posted: list[str]) -> None:
    for unit in SHIPPED.units:
        assert sum(SHIPPED.balances(tuple(posted), unit).values()) == 0


def test_a_debt_stands_until_it_is_settled_and_may_be_sold() -> None:
    assert SHIPPED.debts(("luna-eleven",)) == {"luna-eleven": Debt("luna", "provisioning", 2)}
    assert SHIPPED.debts(("luna-eleven", "eleven-forgiven")) == {}
    assert SHIPPED.balances(("luna-eleven", "eleven-forgiven"), "hours") == dict.fromkeys(SHIPPED.accounts, 0)
    sold = ("luna-eleven", "eleven-sold")
    assert SHIPPED.debts(sold) == {"eleven-sold": Debt("luna", "couriers", 3)}
    balances = SHIPPED.balances(sold, "hours")
    assert (balances["luna"], balances["provisioning"], balances["couriers"]) == (11, 0, -11)


def test_debts_are_read_in_the_order_in_which_they_fall_due() -> None:
    found = SHIPPED.debts(("seed-crate", "the-28th", "luna-eleven"))
    assert [(name, debt.act) for name, debt in found.items()] == [
        ("luna-eleven", 2),
        ("the-28th", 3),
        ("seed-crate", 4),
    ]


def test_an_entry_counts_in_its_own_unit_only() -> None:
    assert not any(SHIPPED.balances(("seed-crate",), "hours").values())
    assert SHIPPED.balances(("seed-crate",), "crates")["roofs"] == -2


@pytest.mark.parametrize(
    ("posted", "said"),
    [
        (("moon",), "there is no entry 'moon'"),
        (("luna-eleven", "luna-eleven"), "written twice"),
        (("eleven-forgiven",), "settles luna-eleven, which does not stand"),
        (("luna-eleven", "eleven-worked", "eleven-forgiven"), "does not stand"),
    ],
)
def test_a_book_that_cannot_be_is_refused(posted: tuple[str, ...], said: str) -> None:
    with pytest.raises(TableError, match=said):
        SHIPPED.check(posted)
