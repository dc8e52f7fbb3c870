"""The folder for saves: the option, the variable, the checkout, the platform's; the first that there is."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs
import pytest

from fourfifths import bundled
from fourfifths.saves.folder import VARIABLE, choose


@pytest.fixture(autouse=True)
def no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)


def test_the_option_comes_before_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "/elsewhere")
    assert choose(tmp_path) == tmp_path


def test_the_variable_comes_before_the_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "~/games")
    assert choose() == Path.home() / "games"


def test_an_empty_variable_names_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "")
    assert choose() == bundled.story_folder().parent / "saves"


def test_a_checkout_keeps_its_own_wherever_it_is_run_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delitem(sys.modules, "platformdirs", raising=False)
    found = choose()
    assert found.name == "saves"
    assert (found.parent / "pyproject.toml").exists()
    assert "platformdirs" not in sys.modules


def test_an_installed_game_uses_the_platform_s_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundled, "checkout", lambda: None)
    monkeypatch.setattr(platformdirs, "user_data_path", lambda name, **_: tmp_path / name)
    monkeypatch.setitem(sys.modules, "platformdirs", platformdirs)
    assert choose() == tmp_path / "fourfifths" / "saves"
