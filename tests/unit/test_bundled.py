"""The shipped story is found in a checkout and in a wheel."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourfifths import bundled


def test_a_checkout_plays_the_story_beside_the_engine() -> None:
    assert bundled.is_checkout()
    assert bundled.story_folder() == Path(__file__).resolve().parents[2] / "story"
    assert (bundled.story_folder() / "story.yaml").is_file()
    assert bundled.checkout() == bundled.story_folder().parent


def test_a_wheel_plays_the_story_inside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "fourfifths"
    (package / "story").mkdir(parents=True)
    monkeypatch.setattr(bundled, "_PACKAGE", package)
    monkeypatch.setattr(bundled, "_ROOT", tmp_path)
    assert not bundled.is_checkout()
    assert bundled.checkout() is None
    assert bundled.story_folder() == package / "story"


def test_a_foreign_engine_folder_is_no_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundled, "_PACKAGE", tmp_path / "lib" / "fourfifths")
    monkeypatch.setattr(bundled, "_ROOT", tmp_path)
    (tmp_path / "pyproject.toml").write_text("")
    assert not bundled.is_checkout()


def test_a_checkout_s_story_is_named_by_the_way_there(tmp_path: Path) -> None:
    beside = bundled.story_folder().parent / "tests" / "playthroughs"
    assert bundled.named(bundled.story_folder(), beside) == "../../story"
    assert bundled.found("../../story", beside).resolve() == bundled.story_folder()
    assert bundled.found(bundled.WORD, tmp_path) == bundled.story_folder()


def test_an_installed_game_s_story_is_named_by_a_word_that_means_it_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site-packages" / "fourfifths"
    (package / "story").mkdir(parents=True)
    monkeypatch.setattr(bundled, "_PACKAGE", package)
    monkeypatch.setattr(bundled, "_ROOT", tmp_path)
    assert bundled.named(package / "story", tmp_path / "plays") == bundled.WORD
    assert bundled.named(tmp_path / "mine", tmp_path / "plays") == "../mine"
    assert bundled.found(bundled.WORD, tmp_path / "plays") == package / "story"
