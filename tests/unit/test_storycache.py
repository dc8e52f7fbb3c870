"""A kept story is the compiled one, is found only while it is true, and trusted only where it is the player's own."""

from __future__ import annotations

import os
import pickle
import shutil
from pathlib import Path

import pytest

from fourfifths import storycache, storyfile
from fourfifths.compiler import compile_story
from fourfifths.diagnostics import StoryError
from fourfifths.model import Story

STORIES = Path(__file__).parents[1] / "stories"
PANTRY = STORIES / "pantry"


@pytest.fixture
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("FOURFIFTHS_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    shutil.copytree(PANTRY, tmp_path / "story")
    return tmp_path / "story"


def refuse(_: Path) -> None:
    raise AssertionError("compiled again")


def kept(cache: Path) -> Path:
    (found,) = cache.glob("*.story")
    return found


def test_a_kept_story_is_the_compiled_one(cache: Path, story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = storycache.load(story)
    assert first == compile_story(story)
    monkeypatch.setattr("fourfifths.compiler.compile_story", refuse)
    assert storycache.load(story) == first
    assert kept(cache).stat().st_mode & 0o077 == 0


@pytest.mark.usefixtures("cache")
def test_a_story_whose_panels_sum_up_tables_is_kept_too(monkeypatch: pytest.MonkeyPatch) -> None:
    first = storycache.load(STORIES / "stall")
    assert [panel.sum is None for panel in first.panels] == [True, True, False, False, True]
    monkeypatch.setattr("fourfifths.compiler.compile_story", refuse)
    assert storycache.load(STORIES / "stall") == first


@pytest.mark.usefixtures("cache")
@pytest.mark.parametrize("name", ["story.yaml", "facts.yaml", "kitchen/supper.yaml", "kitchen/new.yaml", "other.yml"])
def test_any_other_byte_is_compiled(story: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    storycache.load(story)
    with (story / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    monkeypatch.setattr("fourfifths.compiler.compile_story", refuse)
    with pytest.raises(AssertionError, match="compiled again"):
        storycache.load(story)


@pytest.mark.parametrize("held", [b"", b"\x80", pickle.dumps("a text"), None])
def test_what_is_no_story_is_compiled(cache: Path, story: Path, held: bytes | None) -> None:
    first = storycache.load(story)
    kept(cache).write_bytes(kept(cache).read_bytes()[:-9] if held is None else held)
    assert storycache.load(story) == first
    assert storyfile.loads(kept(cache).read_bytes()) == first


def test_a_story_is_played_on_where_what_was_kept_is_gone(cache: Path, story: Path) -> None:
    first = storycache.load(story)
    loaded = storycache.load(story)
    kept(cache).write_bytes(b"")
    kept(cache).unlink()
    assert loaded == first


def test_what_changed_while_it_was_compiled_is_not_kept(
    cache: Path, story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = (story / "facts.yaml").read_bytes()

    def edited(folder: Path) -> Story:
        (folder / "facts.yaml").write_bytes(facts + b"# a word more\n")
        return compile_story(folder)

    monkeypatch.setattr("fourfifths.compiler.compile_story", edited)
    storycache.load(story)
    assert not cache.exists()


def test_an_edit_of_the_same_size_at_the_same_time_is_compiled(cache: Path, story: Path) -> None:
    first = storycache.load(story)
    file = story / "facts.yaml"
    status = file.stat()
    file.write_bytes(file.read_bytes() + b"#a\n")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    second = storycache.load(story)
    file.write_bytes(file.read_bytes()[:-2] + b"b\n")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert len({first.hash, second.hash, storycache.load(story).hash}) == 3
    assert len(list(cache.iterdir())) == 3


def test_what_others_may_write_is_not_trusted(cache: Path, story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    storycache.load(story)
    kept(cache).chmod(0o622)
    monkeypatch.setattr("fourfifths.compiler.compile_story", refuse)
    with pytest.raises(AssertionError, match="compiled again"):
        storycache.load(story)


def test_no_place_to_keep_it_costs_only_time(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOURFIFTHS_CACHE", "/dev/null/cache")
    assert storycache.load(story).title == "The Pantry"


@pytest.mark.usefixtures("cache")
def test_a_story_that_does_not_compile_is_never_kept(story: Path, cache: Path, tmp_path: Path) -> None:
    (story / "story.yaml").write_text("title: x\n", encoding="utf-8")
    for folder in (story, tmp_path / "none"):
        with pytest.raises(StoryError):
            storycache.load(folder)
    assert not cache.exists()


def test_only_the_newest_few_are_kept(cache: Path, story: Path) -> None:
    for number in range(storycache.KEPT + 3):
        (story / "facts.yaml").write_text(f"facts: {{}}\n# {number}\n", encoding="utf-8")
        storycache.load(story)
    assert len(list(cache.iterdir())) == storycache.KEPT
