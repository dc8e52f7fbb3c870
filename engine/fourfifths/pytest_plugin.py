"""The pytest plugin: `*.play.yaml` files are collected as tests, `file.play.yaml::name`.

Loaded in every project whose environment has this package, so it imports nothing of the engine until there is a file
to read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from fourfifths.testing.library import Library
    from fourfifths.testing.results import Result
    from fourfifths.testing.script import Playthrough

SUFFIX = ".play.yaml"
WAYS = ("step", "machine", "saves", "screen", "plain")


class PlaythroughError(Exception):
    """A playthrough that came out otherwise than it should."""

    def __init__(self, result: Result) -> None:
        self.result = result
        super().__init__(result.playthrough.id)


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option that says how playthroughs are played."""
    group = parser.getgroup("fourfifths", "scripted playthroughs")
    how = "how *.play.yaml files are played: by the step, the state machine, saving and loading between all steps, "
    group.addoption(
        "--playthrough-way",
        choices=WAYS,
        default="step",
        help=f"{how}on the full screen, or in line mode (default: step)",
    )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A collector for a playthrough file."""
    if not file_path.name.endswith(SUFFIX):
        return None
    found: pytest.Collector = PlayFile.from_parent(parent, path=file_path)
    return found


class PlayFile(pytest.File):
    """A file of playthroughs."""

    def collect(self) -> Iterator[pytest.Item]:
        """Its playthroughs; CollectError with every mistake where the file has any."""
        from fourfifths import excerpt
        from fourfifths.testing.collect import name
        from fourfifths.testing.reading import read_script

        script, mistakes = read_script(self.path, _library(self.config), name(self.path))
        if mistakes:
            raise self.CollectError(excerpt.full(mistakes))
        for playthrough in script.playthroughs:
            for tag in playthrough.tags:
                self.config.addinivalue_line("markers", f"{tag}: a tag of playthroughs")
            yield PlayItem.from_parent(self, name=playthrough.name, playthrough=playthrough)


class PlayItem(pytest.Item):
    """One playthrough."""

    def __init__(self, *, playthrough: Playthrough, **named: Any) -> None:
        super().__init__(**named)
        self.playthrough = playthrough
        for tag in playthrough.tags:
            self.add_marker(tag)

    def runtest(self) -> None:
        """Plays it."""
        from fourfifths.testing import ways
        from fourfifths.testing.results import Outcome
        from fourfifths.testing.runner import run

        maker = ways.maker(self.config.getoption("--playthrough-way"))
        result = run(self.playthrough, maker, library=_library(self.config))
        self.user_properties += [("ending", result.ending), ("choices", result.choices)]
        if result.outcome is Outcome.XFAILED:
            pytest.xfail(self.playthrough.xfail)
        if not result.ok:
            raise PlaythroughError(result)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *more: Any, **named: Any) -> Any:
        """Where it failed, what was expected and what was there; no traceback."""
        if not isinstance(excinfo.value, PlaythroughError):
            return super().repr_failure(excinfo, *more, **named)
        from fourfifths.testing import report

        return report.failed(excinfo.value.result)

    def reportinfo(self) -> tuple[Path, int, str]:
        """The file and the line of its name."""
        return self.path, self.playthrough.span.line - 1, self.name


_LIBRARY: pytest.StashKey[Library] = pytest.StashKey()


def _library(config: pytest.Config) -> Library:
    """The stories of this run of pytest, each compiled once."""
    from fourfifths.testing.library import Library

    if _LIBRARY not in config.stash:
        config.stash[_LIBRARY] = Library()
    return config.stash[_LIBRARY]
