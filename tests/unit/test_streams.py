"""Any text can be written anywhere."""

from __future__ import annotations

import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfifths import streams


def test_typographic_marks_become_their_typewriter_forms() -> None:
    assert streams.ascii_only("\u201cIt\u2019s\u201d \u2013 \u2026 caf\xe9 \u6771") == '"It\'s" - ... cafe ?'


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_becomes_ascii(text: str) -> None:
    assert streams.ascii_only(text).isascii()


def test_a_stream_of_a_small_alphabet_takes_any_text(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="latin-1"))
    streams.forgive()
    sys.stdout.write("\u2014 \xe9 \u6771")
    sys.stdout.flush()
    assert raw.getvalue() == b"-- \xe9 ?"


def test_streams_that_are_closed_or_no_files_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    streams.forgive()
