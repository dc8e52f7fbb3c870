"""A story's bytes give back the very story, piece by piece, and nothing else is ever made of them."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from threading import Barrier
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fourfifths import bundled, step, storyfile
from fourfifths.compiler import compile_story
from fourfifths.machine import StoryMachine
from fourfifths.model import Scene, Slot, Story
from fourfifths.panels import views
from fourfifths.saves import Store
from fourfifths.session import Session
from fourfifths.session.adapt import Adapter, Report

STORIES = Path(__file__).parents[1] / "stories"


@cache
def shipped() -> Story:
    return compile_story(bundled.story_folder())


@cache
def small(name: str = "stall") -> Story:
    return compile_story(STORIES / name)


@cache
def kept(name: str = "stall") -> bytes:
    return storyfile.dumps(small(name))


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What is made of bytes while the test runs."""
    found: list[object] = []
    make = storyfile._made

    def noted(*arguments: object) -> object:
        found.append(make(*arguments))  # type: ignore[arg-type]
        return found[-1]

    monkeypatch.setattr(storyfile, "_made", noted)
    return found


def scenes_in(made: list[object]) -> set[str]:
    return {value.id for value in made if isinstance(value, Scene)}


def slots_in(value: object) -> Iterator[Slot]:
    if isinstance(value, Slot):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from slots_in(getattr(value, field.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from slots_in(part)


@pytest.mark.parametrize("name", ["feast", "gossip", "pantry", "stall", "week"])
def test_a_story_comes_back_as_it_was(name: str) -> None:
    story = small(name)
    loaded = storyfile.loads(storyfile.dumps(story))
    assert loaded == story
    assert story == loaded
    assert storyfile.loads(storyfile.dumps(story)) == loaded
    assert list(loaded.scenes) == list(story.scenes)
    assert storyfile.dumps(loaded) == storyfile.dumps(story)
    assert loaded != storyfile.loads(kept("stall" if name != "stall" else "week"))


def test_another_story_is_not_the_same() -> None:
    story, loaded = small(), storyfile.loads(kept())
    assert loaded.scenes != {name: story.scenes[name] for name in list(story.scenes)[1:]}
    assert loaded.panels != story.panels[1:]
    assert loaded.panels[1:] == story.panels[1:]
    assert loaded.panels == storyfile.loads(kept()).panels
    assert "nowhere" not in loaded.scenes
    with pytest.raises(KeyError):
        loaded.scenes["nowhere"]


def test_all_pieces_hold_the_very_same_slots() -> None:
    loaded = storyfile.loads(storyfile.dumps(shipped()))
    found = [slot for part in (*loaded.scenes.values(), *loaded.meters) for slot in slots_in(part)]
    assert len(found) > 500
    assert all(slot is loaded.slots[slot.index] for slot in found)
    panels = storyfile.loads(kept())
    assert any(True for panel in panels.panels for _ in slots_in(panel))
    assert all(slot is panels.slots[slot.index] for panel in panels.panels for slot in slots_in(panel))


def test_what_is_not_entered_is_not_made(made: list[object], tmp_path: Path) -> None:
    loaded = storyfile.loads(storyfile.dumps(shipped()))
    assert len(loaded.scenes) == len(shipped().scenes)
    assert all(name in loaded.scenes for name in shipped().scenes)
    assert not scenes_in(made)
    session = Session.start(loaded, Store(tmp_path))
    passed = {moment.scene.id for moment in session.history}
    assert scenes_in(made) == passed
    for _ in range(5):
        session.choose(next(offer.id for offer in session.turn.offers if offer.open))
    session.close()
    Session.resume(loaded, Store(tmp_path)).close()
    entered = {moment.scene.id for moment in session.history}
    routed = {route.state.scene for moment in session.history for route in moment.turn.passed}
    assert scenes_in(made) == entered | routed
    assert len(scenes_in(made)) < len(loaded.scenes) / 4


def test_an_old_save_finds_its_choices_in_scenes_not_entered() -> None:
    yard = small("feast")
    assert Adapter(storyfile.loads(storyfile.dumps(yard))).values({}, Report()) == Adapter(yard).values({}, Report())


def test_a_scene_is_made_once(made: list[object]) -> None:
    loaded = storyfile.loads(kept())
    first = loaded.scenes[loaded.start]
    assert all(loaded.scenes[loaded.start] is first for _ in range(3))
    assert len([value for value in made if isinstance(value, Scene)]) == 1


def test_threads_that_ask_at_once_are_given_the_same_scenes() -> None:
    for _ in range(20):
        loaded = storyfile.loads(kept("week"))
        together = Barrier(4)

        def ask(loaded: Story = loaded, together: Barrier = together) -> list[Scene]:
            together.wait()
            return list(loaded.scenes.values())

        with ThreadPoolExecutor(4) as threads:
            first, *others = [asked.result() for asked in [threads.submit(ask) for _ in range(4)]]
        assert all(a is b for other in others for a, b in zip(first, other, strict=True))


def test_panels_and_their_tables_are_made_when_they_are_looked_at() -> None:
    program = (
        "import sys; from fourfifths import storyfile; story = storyfile.loads(sys.stdin.buffer.read());"
        "assert story.panels and 'fourfifths.systems' not in sys.modules;"
        "assert story.panels[2].sum and 'fourfifths.systems.tables' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], input=kept(), check=True)


def test_it_can_be_pickled_as_any_story() -> None:
    assert pickle.loads(pickle.dumps(storyfile.loads(kept()))) == small()  # noqa: S301 - our own


@settings(max_examples=200, deadline=None)
@given(at=st.integers(0, len(storyfile.dumps(compile_story(STORIES / "stall"))) - 1), other=st.integers(1, 255))
def test_any_other_byte_is_noticed_at_once(at: int, other: int) -> None:
    data = bytearray(kept())
    data[at] ^= other
    with pytest.raises(storyfile.DamagedError):
        storyfile.loads(bytes(data))


@settings(deadline=None)
@given(size=st.integers(4, len(storyfile.dumps(compile_story(STORIES / "stall"))) - 1))
def test_a_part_or_more_is_noticed_at_once(size: int) -> None:
    for data in (kept()[:size], kept() + kept()[size:], kept()[:size] + kept("week")[size:]):
        with pytest.raises(storyfile.DamagedError):
            storyfile.loads(data)


@pytest.mark.parametrize("held", [b"", bytes(4), bytes(12), b"a text"])
def test_next_to_nothing_is_no_story(held: bytes) -> None:
    with pytest.raises(storyfile.DamagedError):
        storyfile.loads(held)


def test_a_scene_of_another_story_in_its_place_is_noticed_at_once() -> None:
    mine, other = (list(storyfile.loads(kept(name)).scenes._starts.values()) for name in ("stall", "week"))  # type: ignore[attr-defined]
    before, piece, after = kept()[: mine[0]], kept("week")[other[0] : other[1]], kept()[mine[1] :]
    with pytest.raises(storyfile.DamagedError):
        storyfile.loads(before + piece + after)


class Trap:
    """A pickle that would run something."""

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, ("trap",)


def summed(body: bytes, index: int) -> bytes:
    """A file with this body that sums up."""
    rest = index.to_bytes(8, "big") + body
    return crc32(rest).to_bytes(4, "big") + rest


@pytest.mark.parametrize(
    "name", ["os.mkdir", "builtins.eval", "fourfifths.model.dataclass", "fourfifths.atomic.replace"]
)
def test_nothing_but_a_story_is_made_even_where_the_sum_is_right(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    module, _, function = name.rpartition(".")
    called = b"\x80\x05c" + f"{module}\n{function}\n".encode() + b"\x8c\x04trap\x85R."
    for held in (called, pickle.dumps(Trap())):
        with pytest.raises(Exception, match="is no part of a story"):
            storyfile.loads(summed(held, 12))
    assert not Path("trap").exists()


def test_a_trap_in_a_scene_runs_nothing_when_it_is_entered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    story = small()
    monkeypatch.setattr(storyfile, "_Writer", lambda file, protocol: pickle.Pickler(file, protocol))
    trapped = {name: Trap() for name in story.scenes}
    values = {field.name: getattr(story, field.name) for field in fields(story)} | {"scenes": trapped, "panels": ()}
    loaded = storyfile.loads(storyfile.dumps(Story(**values)))
    with pytest.raises(pickle.UnpicklingError, match="is no part of a story"):
        loaded.scenes[story.start]
    assert not Path("trap").exists()


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 9), draws=st.lists(st.integers(0, 11), min_size=1, max_size=90))
def test_a_kept_story_plays_as_the_compiled_one(seed: int, draws: list[int]) -> None:
    story, loaded = shipped(), storyfile.loads(storyfile.dumps(shipped()))
    turn = step.begin(story, seed)
    assert step.begin(loaded, seed) == turn
    machine = StoryMachine(loaded, turn)
    for draw in draws:
        offers = [offer for offer in turn.offers if offer.open]
        if not offers:
            break
        turn = step.step(story, turn.state, offers[draw % len(offers)].id)
        assert machine.choose(turn.choice) == turn
        assert step.resume(loaded, turn.state) == step.resume(story, turn.state)


@settings(max_examples=40, deadline=None)
@given(draws=st.lists(st.integers(0, 11), max_size=30))
def test_panels_of_a_kept_story_show_the_same(draws: list[int]) -> None:
    story, loaded = small(), storyfile.loads(kept())
    turn = step.begin(story)
    for draw in draws:
        assert views(loaded, turn.state) == views(story, turn.state)
        offers = [offer for offer in turn.offers if offer.open]
        if not offers:
            break
        turn = step.step(story, turn.state, offers[draw % len(offers)].id)
