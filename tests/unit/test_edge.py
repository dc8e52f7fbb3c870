"""No traceback for a user."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from fourfifths import edge


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("FOURFIFTHS_DEBUG", raising=False)


def fail() -> int:
    raise ValueError("the \x1b[31mplayer\u2019s words")


def test_the_code_of_the_work_is_the_code() -> None:
    assert edge.run(lambda: 7) == 7


def test_an_unexpected_exception_is_one_line_and_a_report(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert edge.run(fail) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "Traceback" not in said
    assert "\x1b" not in said
    report = Path(said.split()[-1])
    assert report.is_relative_to(tmp_path / "state")
    assert "Traceback" in report.read_text(encoding="utf-8")


def test_where_no_state_can_be_kept_the_report_goes_to_the_temporary_folder(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file" / "below"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert edge.run(fail) == 1
    assert Path(capsys.readouterr().err.split()[-1]).parent == tmp_path


def test_debugging_lets_it_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOURFIFTHS_DEBUG", "1")
    with pytest.raises(ValueError, match="words"):
        edge.run(fail)


def test_an_interrupt_is_130(capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted() -> int:
        raise KeyboardInterrupt

    assert edge.run(interrupted) == 130
    assert capsys.readouterr() == ("", "")
