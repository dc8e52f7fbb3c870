"""Numbers as a playthrough writes them."""

from __future__ import annotations

import pytest

from fourfifths.testing.amounts import exactly, parse


@pytest.mark.parametrize(
    ("text", "before", "now", "holds"),
    [
        ("48", 0, 48, True),
        ("48", 48, 47, False),
        ("=-3", 0, -3, True),
        ("= 3", 0, 3, True),
        (">= 30", 0, 30, True),
        ("> 30", 0, 30, False),
        ("<= 30", 0, 30, True),
        ("<30", 0, 30, False),
        ("40..60", 0, 60, True),
        ("40 .. 60", 0, 61, False),
        ("-2..0", 0, -1, True),
        ("+5", 45, 50, True),
        ("-3", 45, 43, False),
        ("+0", 45, 45, True),
    ],
)
def test_an_amount_holds_of_what_it_says(text: str, before: int, now: int, holds: bool) -> None:
    amount = parse(text)
    assert amount is not None
    assert amount.holds(before, now) is holds


@pytest.mark.parametrize("text", ["", "many", "60..40", "==3", ">=", "1.5", "+", "0x10", "9999999999"])
def test_what_is_no_amount_is_none(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "before", "now", "so"),
    [
        ("48", 0, 43, "43"),
        ("48", 0, -3, "=-3"),
        (">= 30", 0, 25, ">= 25"),
        ("> 30", 0, 25, ">= 25"),
        ("< 30", 0, 31, "<= 31"),
        ("40..60", 0, 65, "40..65"),
        ("+5", 45, 43, "-2"),
    ],
)
def test_what_would_hold_is_written_in_the_same_form(text: str, before: int, now: int, so: str) -> None:
    amount, written = parse(text), parse(so)
    assert amount is not None
    assert amount.so(before, now, text) == so
    assert written is not None
    assert written.holds(before, now)


def test_a_value_is_written_so_that_it_is_no_change() -> None:
    assert [exactly(value) for value in (0, 7, -7)] == ["0", "7", "=-7"]
