"""What a command does not need it does not import. No import graph sees what is imported late: processes are asked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.functional.command import PANTRY, environment

FULL_SCREEN = {"textual", "rich", "asyncio"}
NEVER = {"pydantic", "hypothesis", "pytest"}


def imported(home: Path, *words: str, typed: str = "") -> set[str]:
    """The top-level modules that a process has which ran the command with these words."""
    script = (
        "import sys\nfrom fourfifths.cli import main\n"
        f"main({list(words)!r})\nprint('MODULES', *{{m.partition('.')[0] for m in sys.modules}})"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        input=typed,
        capture_output=True,
        text=True,
        env=environment(home),
        timeout=60,
        check=True,
        cwd=home,
    )
    return set(done.stdout.rpartition("MODULES ")[2].split())


def test_the_version_imports_next_to_nothing(tmp_path: Path) -> None:
    found = imported(tmp_path, "--version")
    assert "fourfifths" in found
    assert not found & {*FULL_SCREEN, *NEVER, "click", "yaml", "transitions", "platformdirs", "json", "dataclasses"}


@pytest.mark.parametrize(
    ("words", "unneeded"),
    [
        (("-h",), {"yaml", "transitions", "platformdirs"}),
        (("lint", PANTRY), {"transitions", "platformdirs"}),
        (("saves", "list"), {"yaml", "transitions"}),
        (("saves", "check"), {"yaml", "transitions"}),
        (("play", PANTRY, "--plain", "--new"), {"click"}),
        (("play",), {"click"}),
        ((), {"click"}),
    ],
    ids=lambda words: " ".join(sorted(words) if isinstance(words, set) else words),
)
def test_a_command_imports_only_its_own(tmp_path: Path, words: tuple[str, ...], unneeded: set[str]) -> None:
    found = imported(tmp_path, *words, typed="1\n1\n")
    assert not found & (FULL_SCREEN | NEVER | unneeded)


def test_a_story_that_was_compiled_before_needs_no_yaml(tmp_path: Path) -> None:
    words = ("play", PANTRY, "--plain", "--new")
    assert "yaml" in imported(tmp_path, *words)
    assert "yaml" not in imported(tmp_path, *words)


def test_the_names_of_the_test_are_names_of_modules(tmp_path: Path) -> None:
    assert {"click", "yaml", "transitions"} <= imported(tmp_path, "play", PANTRY, "--plain", "--seed=1")


def test_the_way_to_the_full_screen_imports_no_parser_of_options() -> None:
    script = "import sys\nimport fourfifths.launch, fourfifths.tui\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert not {"click", "platformdirs", "yaml", "textual", "rich", "pydantic"} & set(done.stdout.split())


def test_a_player_imports_nothing_of_author_mode() -> None:
    script = (
        "import sys\nimport fourfifths.launch, fourfifths.plain, fourfifths.tui.app\n"
        "print(*[name for name in sys.modules if 'fourfifths' in name and 'author' in name])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == ""
