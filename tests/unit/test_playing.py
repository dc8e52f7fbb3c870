"""The quick reader and click read the same from the same words, or the quick one reads nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourfifths.commands.play import command
from fourfifths.commands.playing import OPTIONS, options, quick
from fourfifths.launch import Options

HERE = str(Path(__file__).parent)
WORDS = [
    *(name for option in OPTIONS for name in option.names.split("/")),
    *("play", HERE, __file__, "nowhere", "", "-", "--", "-n", "--new=1", "--seed=3", "--sl", "-h"),
    *("0", "7", "-7", "007", "1e3", "\u0663", "9" * 25, "auto", "dark", "DARK", "none"),
]


def by_click(words: list[str]) -> Options | None:
    """What click makes of the words after `play`, None for a complaint or a help text."""
    try:
        context = command.make_context("play", list(words), help_option_names=["-h", "--help"])
    except (click.ClickException, click.exceptions.Exit):
        return None
    values: dict[str, Any] = context.params
    return None if values["new"] and values["slot"] is not None else options(**values)


@given(st.lists(st.sampled_from(WORDS), max_size=6))
def test_what_is_read_quickly_is_what_click_reads(words: list[str]) -> None:
    found = quick(["play", *words])
    assert found is None or found == by_click(words)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], Options()),
        (["play"], Options()),
        (["play", HERE, "--new"], Options(story=Path(HERE), new=True)),
        (["play", "--seed", "7", "--saves", "there"], Options(seed=7, saves=Path("there"))),
        (["play", "--tui", "--slot", "auto", "--theme", "dark"], Options(full_screen=True, slot="auto", theme="dark")),
        (["play", "--plain", "--ascii", "--no-mouse"], Options(full_screen=False, ascii_only=True, mouse=False)),
    ],
)
def test_the_plain_cases_are_read_quickly(words: list[str], expected: Options) -> None:
    assert quick(words) == expected
    assert by_click(words[1:]) == expected


@pytest.mark.parametrize(
    "words",
    [
        ["--new", "--new"],
        ["--new", "--slot", "a"],
        ["--plain", "--tui"],
        ["--slot"],
        ["--seed", "x"],
        ["-h"],
        ["a", "b"],
    ],
)
def test_everything_else_is_left_to_click(words: list[str]) -> None:
    assert quick(["play", *words]) is None
