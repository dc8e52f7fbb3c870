"""What an author types to set a value, and what is refused."""

from __future__ import annotations

import pytest

from fourfifths.author.values import SettingError, settable, setting
from tests.unit.yard import yard


@pytest.mark.parametrize(
    ("typed", "name", "value"),
    [
        ("trust 60", "trust", 60),
        ("trust = 60", "trust", 60),
        ("trust=0", "trust", 0),
        ("keys true", "keys", 1),
        ("weather rain", "weather", 1),
        ("memory bo/waited 1", "memory bo/waited", 1),
    ],
)
def test_a_name_and_a_value_set_it(typed: str, name: str, value: int) -> None:
    slot, found = setting(yard(), typed)
    assert (slot.name, found) == (name, value)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("trust 101", "trust is 0 to 100, not '101'."),
        ("trust -1", "trust is 0 to 100, not '-1'."),
        ("trust many", "trust is 0 to 100, not 'many'."),
        ("trust ٣", "trust is 0 to 100, not '٣'."),
        ("keys 1", "keys is true or false, not '1'."),
        ("weather fog", "weather is one of dry, rain, not 'fog'."),
        ("trust", "Say what trust shall be: 0 to 100."),
        ("trusty 3", "There is no 'trusty'. Did you mean 'trust'?"),
        ("zzzz 3", "There is no 'zzzz'."),
        ("", "There is no ''."),
        ("trust 99999999999999", "trust is 0 to 100, not '99999999999999'."),
    ],
)
def test_anything_else_says_what_would(typed: str, said: str) -> None:
    with pytest.raises(SettingError) as caught:
        setting(yard(), typed)
    assert str(caught.value) == said


def test_what_was_typed_so_far_names_what_it_may_mean() -> None:
    values = tuple(slot.start for slot in yard().slots)
    assert settable(yard(), "tr", values) == (("trust", "45; 0 to 100"),)
    assert settable(yard(), "trust 6", values) == (("trust", "45; 0 to 100"),)
    assert settable(yard(), "wether", values)[0] == ("weather", "dry; one of dry, rain")
    assert len(settable(yard(), "", values)) == len(yard().slots)
