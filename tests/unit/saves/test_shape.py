"""The shape of a body: each field that is missing, of another type or too long is refused."""

from __future__ import annotations

import copy
import json
import random
from typing import Any

import pytest

from fourfifths.saves import DamagedError
from fourfifths.saves.codec import Body
from fourfifths.saves.shape import MAX_CHOICES, MAX_LINE, MAX_NOTE, play, profile
from tests.unit.saves.bodies import body

Path = tuple[str | int, ...]


def paths(value: Any, at: Path = ()) -> list[Path]:
    """Where everything in a value stands."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [at, *(path for key, inner in items for path in paths(inner, (*at, key)))]


def put(target: Any, path: Path, value: Any) -> Any:
    found = copy.deepcopy(target)
    place = found
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return found


FULL = body(anchor=[0, "town/inn", {"trust": 1}], kept={"old": 3})


def test_a_whole_body_passes() -> None:
    assert play(FULL) == FULL


def test_a_field_of_a_later_version_is_passed_over() -> None:
    assert play(FULL | {"later": [1]})


@pytest.mark.parametrize("name", FULL)
def test_a_missing_field_is_damage(name: str) -> None:
    with pytest.raises(DamagedError):
        play({key: value for key, value in FULL.items() if key != name})


WRONG: tuple[Any, ...] = ([[[[]]]], {"a": {"b": {}}}, 10**15, -(2**70), "x" * 1000)


@pytest.mark.parametrize("path", [path for path in paths(FULL) if path], ids=lambda path: "/".join(map(str, path)))
def test_a_value_of_another_kind_is_damage(path: Path) -> None:
    passed = []
    for wrong in WRONG:
        try:
            play(put(FULL, path, wrong))
        except DamagedError:
            continue
        passed.append(wrong)
    assert passed == ([10**15] if path == ("seed",) else [])


TOO_LARGE: dict[str, Body] = {
    "choices": body(log=[["x"]] * (MAX_CHOICES + 1)),
    "note": body(note="x" * (MAX_NOTE + 1)),
    "title": body(first=["a", "x" * (MAX_LINE + 1)]),
    "states": body(states=[[number, "a", {}] for number in range(200, 0, -1)], cursor=1, log=[["x"]] * 200),
    "a number": body(kept={"a": 10**9 + 1}),
}


@pytest.mark.parametrize("large", TOO_LARGE.values(), ids=TOO_LARGE.keys())
def test_what_is_too_large_is_damage(large: Body) -> None:
    with pytest.raises(DamagedError):
        play(large)


INCOHERENT: dict[str, Body] = {
    "no states": body(states=[]),
    "no state at the cursor": body(cursor=0),
    "states out of order": body(states=[[1, "a", {}], [2, "a", {}]]),
    "a state twice": body(states=[[2, "a", {}], [2, "a", {}]]),
    "a state beyond the log": body(states=[[3, "a", {}], [2, "a", {}]]),
    "an anchor beyond the log": body(anchor=[3, "a", {}]),
    "a truth for a number": body(cursor=True),
    "another kind": body(kind="profile"),
}


@pytest.mark.parametrize("wrong", INCOHERENT.values(), ids=INCOHERENT.keys())
def test_numbers_that_do_not_fit_are_damage(wrong: Body) -> None:
    with pytest.raises(DamagedError):
        play(wrong)


def test_a_profile_is_no_game_and_a_game_no_profile() -> None:
    whole = {"kind": "profile", "stories": {"tiny": {"endings": ["gone"], "choices": ["town/inn.song"]}}}
    assert profile(whole) == whole
    for check, wrong in ((play, whole), (profile, body())):
        with pytest.raises(DamagedError):
            check(wrong)


def test_bodies_shaken_at_random_are_whole_or_damaged() -> None:
    chance = random.Random(11)  # noqa: S311
    places = [path for path in paths(FULL) if path]
    values: tuple[Any, ...] = (None, True, 0, -1, 10**9, "", "x", [], {}, [1], {"a": 1}, ["a", "b"])
    for _ in range(3_000):
        shaken = FULL
        for _ in range(chance.randint(1, 3)):
            path = chance.choice(places)
            try:
                shaken = put(shaken, path, chance.choice(values))
            except (KeyError, IndexError, TypeError):
                continue
        try:
            play(json.loads(json.dumps(shaken)))
        except DamagedError:
            continue
