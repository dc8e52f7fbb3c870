"""Lines in, lines out, and the signals between them."""

from __future__ import annotations

import io
import os
import signal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfifths import markup
from fourfifths.plain.terminal import LONGEST, StoppedError, Terminal


def asked(text: str, times: int = 1) -> tuple[list[str | None], str]:
    out = io.StringIO()
    terminal = Terminal(io.StringIO(text, newline=None), out)
    return [terminal.ask("?") for _ in range(times)], out.getvalue()


@given(st.lists(st.text()))
def test_whatever_is_said_nothing_that_a_terminal_obeys_is_written(lines: list[str]) -> None:
    out = io.StringIO()
    Terminal(None, out).write(lines)
    assert not markup.FORBIDDEN.search(out.getvalue())


@given(st.text())
def test_whatever_is_typed_its_echo_is_one_clean_line(typed: str) -> None:
    line = typed.replace("\n", " ").replace("\r", " ")
    answers, written = asked(f"{line}\n")
    assert answers[0] == written.removeprefix("? ").removesuffix("\n")
    assert not markup.FORBIDDEN.search(written)


def test_lines_of_a_script_from_another_system_are_lines() -> None:
    assert asked("one\r\ntwo\rthree", 4)[0] == ["one", "two", "three", None]


def test_a_line_without_end_is_cut_and_the_next_one_is_whole() -> None:
    assert asked("x" * (3 * LONGEST + 7) + "\nnext\n", 2)[0] == ["x" * LONGEST, "next"]


def test_no_input_at_all_is_the_end_of_input() -> None:
    out = io.StringIO()
    assert Terminal(None, out).ask("?") is None
    assert out.getvalue() == "? \n"


def test_a_terminal_that_is_gone_is_the_end_of_input() -> None:
    class Gone(io.StringIO):
        def readline(self, *_: object) -> str:
            raise OSError(5, "Input/output error")

    assert Terminal(Gone(), io.StringIO()).ask("?") is None


def test_a_person_s_typing_is_not_echoed() -> None:
    class Person(io.StringIO):
        def isatty(self) -> bool:
            return True

    out = io.StringIO()
    terminal = Terminal(Person("1\n"), out)
    assert terminal.ask("?") == "1"
    assert terminal.interactive
    assert out.getvalue() == "? "


def test_writing_to_nobody_is_no_mistake() -> None:
    Terminal(None, None).say("x")


def test_ascii_only_is_ascii_only() -> None:
    out = io.StringIO()
    Terminal(None, out, ascii_only=True).say("\u201cna\xefve\u201d \u2014 \u6771")
    assert out.getvalue() == '"naive" -- ?\n'


def test_a_signal_stops_the_waiting() -> None:
    terminal = Terminal(None, io.StringIO())
    with pytest.raises(StoppedError) as stop, terminal.listening([signal.SIGTERM]):
        os.kill(os.getpid(), signal.SIGTERM)
    assert stop.value.number == signal.SIGTERM
    assert str(stop.value) == "SIGTERM"


def test_a_signal_waits_until_the_choice_is_saved() -> None:
    terminal = Terminal(None, io.StringIO())
    done = []

    def choose() -> None:
        with terminal.listening([signal.SIGTERM]), terminal.held():
            os.kill(os.getpid(), signal.SIGTERM)
            done.append("saved")

    with pytest.raises(StoppedError):
        choose()
    assert done == ["saved"]


def test_a_signal_that_the_parent_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with Terminal(None, io.StringIO()).listening([signal.SIGHUP]):
            os.kill(os.getpid(), signal.SIGHUP)
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


def test_handlers_are_given_back() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with Terminal(None, io.StringIO()).listening([signal.SIGTERM]):
        pass
    assert signal.getsignal(signal.SIGTERM) is before
