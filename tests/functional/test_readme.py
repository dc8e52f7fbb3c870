"""What the README promises can be done."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from fourfifths import bundled
from fourfifths.commands.root import root as commands
from fourfifths.compiler import check
from fourfifths.tui import actions

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def example() -> tuple[str, str]:
    """The first scene: its file's name in the story, and its text."""
    found = re.search(r"<!-- story/(.+?) -->\n```yaml\n(.+?)```", README, re.DOTALL)
    assert found
    return found[1], found[2]


def test_the_first_scene_is_a_card_that_compiles_in_the_shipped_story(tmp_path: Path) -> None:
    shutil.copytree(bundled.story_folder(), tmp_path / "story")
    name, text = example()
    assert not (tmp_path / "story" / name).exists()
    (tmp_path / "story" / name).write_text(text, encoding="utf-8")
    story, found = check(tmp_path / "story")
    assert [str(item) for item in found if item.span.file == name] == []
    assert story is not None
    deck = story.scenes["city/stock"].deck
    assert deck is not None
    assert deck.cards[0].id == "city/lemons"
    assert len(text.splitlines()) <= 12


def test_what_the_readme_links_to_is_there() -> None:
    for target in re.findall(r"""(?:\]\(|src(?:set)?=")([^)"#:]+)""", README):
        assert (ROOT / target).exists(), target


def test_the_keys_of_the_readme_are_keys() -> None:
    known = {name for action in actions.ACTIONS for name in (action.shown.split(" or ") + action.keys.split(","))}
    for name in ("b", "f", "h", "i", "s", "o", "?", "PgUp", "PgDn", "space"):
        assert name in known, name


@pytest.mark.parametrize("words", re.findall(r"^fourfifths (play .+?) +[#<]", README, re.MULTILINE))
def test_the_commands_of_the_readme_are_understood(words: str) -> None:
    assert CliRunner().invoke(commands, [*words.split("<")[0].split(), "-h"]).exit_code == 0


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) <= 100
