"""How many weeks of suppers meet every aim: the published shares, and the sums that a player may check."""

from __future__ import annotations

from fractions import Fraction

import pytest

from fourfifths.systems.pantry import Aims, Pantry, Sums, Supper, total, weeks
from tests.unit.systems.halyard import PANTRY, PLATE


def with_plates(*nights: str, supper: Supper = PLATE, pantry: Pantry = PANTRY) -> Pantry:
    return pantry.with_supper("plate", supper, frozenset(nights))


@pytest.mark.parametrize(
    ("nights", "share"),
    [
        ((), "1.6"),
        (("wednesday",), "3.3"),
        (("wednesday", "sunday"), "5.8"),
        (("wednesday", "sunday", "friday"), "7.9"),
    ],
)
def test_the_published_shares(nights: tuple[str, ...], share: str) -> None:
    assert round(100 * weeks(with_plates(*nights)).share, 1) == Fraction(share)


def test_a_plate_that_is_not_safe_helps_little_and_less_when_the_gas_is_paid() -> None:
    unsafe = with_plates("wednesday", supper=PLATE._replace(safe=False))
    poorer = Pantry(unsafe.suppers, unsafe.nights, unsafe.only, unsafe.aims._replace(chits=50))
    assert round(100 * weeks(unsafe).share, 1) == Fraction("1.9")
    assert round(100 * weeks(poorer).share, 1) == Fraction("0.5")


def test_every_week_is_counted() -> None:
    assert weeks(PANTRY).of == 4**5 * 5**2


def test_a_week_comes_to_what_its_suppers_do() -> None:
    week = ("broth", "co-op-share", "potatoes", "depot-box", "co-op-share", "potatoes", "depot-box")
    sums = total(PANTRY, week)
    assert sums == Sums(chits=46, fill=23, safe=5, fatigue=10)
    assert PANTRY.aims.missed(sums) == ("fatigue",)


def test_what_is_missed_is_named_in_order() -> None:
    assert Aims(1, 1, 1, 0).missed(Sums(2, 0, 0, 1)) == ("chits", "fill", "safe", "fatigue")


def test_a_supper_of_some_nights_is_not_had_on_others() -> None:
    assert "co-op-share" in PANTRY.on("tuesday")
    assert "co-op-share" not in PANTRY.on("monday")
