"""The author's page says which endings are left, and found that out beside the loop."""

from __future__ import annotations

import threading
from pathlib import Path

from fourfifths.author.workshop import Workshop
from fourfifths.tui.desk import Desk
from tests.functional.tui.table import Table, grid
from tests.unit.prove.test_findings import two
from tests.unit.prove.test_known import scene, way
from tests.unit.prove.worlds import story

FORK = two(
    scene("s0", way(0, "s1"), way(1, "s2")),
    scene("s1", way(0, "end"), way(1, "other")),
    scene("s2", way(0, "other")),
)


class AuthorTable(Table):
    def __init__(self, folder: Path) -> None:
        super().__init__(story(FORK), folder / "saves")
        self.workshop = Workshop(folder, self.story)

    def desk(self) -> Desk:
        return super().desk()._replace(workshop=self.workshop)


async def test_the_endings_from_here_are_told(tmp_path: Path) -> None:
    table = AuthorTable(tmp_path)
    app = table.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await table.press(pilot, "f12")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "endings from here: 2 of 2: end, other" in grid(app)
        await table.press(pilot, "escape", "2", "f12")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "endings from here: 1 of 2: other" in grid(app)
        assert "lost for good: end" in grid(app)


async def test_the_page_is_there_before_the_answer(tmp_path: Path) -> None:
    table = AuthorTable(tmp_path)
    answer, threads = threading.Event(), []
    ahead = table.workshop.ahead

    def slow(*given):
        threads.append(threading.current_thread())
        answer.wait(10)
        return ahead(*given)

    table.workshop.ahead = slow  # type: ignore[method-assign]
    app = table.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await table.press(pilot, "f12")
        assert "endings from here: …" in grid(app)
        answer.set()
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert "endings from here: 2 of 2" in grid(app)
    assert threads
    assert threads[0] is not threading.main_thread()
