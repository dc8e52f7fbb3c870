"""*Count endings in saves*: off until it is asked for, then a line at each save, found out beside the loop."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourfifths import onward
from fourfifths.saves import Store
from fourfifths.session import Session
from fourfifths.session.ahead import Prospects
from fourfifths.tui.desk import Desk
from fourfifths.tui.preferences import OPTIONS, Preferences
from tests.functional.tui.table import Table, grid
from tests.functional.tui.test_author_endings import FORK
from tests.unit.prove.worlds import story


class EndingsTable(Table):
    def __init__(self, folder: Path) -> None:
        super().__init__(story(FORK), folder)
        self.asked: list[str] = []

    def desk(self) -> Desk:
        prospects = Prospects(lambda: self.story, self.store)

        def ahead(slot: str):
            self.asked.append(slot)
            return prospects.of(slot)

        return super().desk()._replace(ahead=ahead)


async def shown(table: EndingsTable, **preferences: bool) -> str:
    app = table.app(**preferences)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await table.press(pilot, "s")
        await app.workers.wait_for_complete()
        await pilot.pause()
        return grid(app)


def test_the_setting_is_off_by_default() -> None:
    option = next(option for option in OPTIONS if option.name == "endings")
    assert option.label == "Count endings in saves"
    assert not Preferences().on("endings")


async def test_each_save_says_how_many_endings_are_left(tmp_path: Path) -> None:
    table = EndingsTable(tmp_path)
    table.session.save("first")
    table.session.choose("c1")
    table.session.save("second")
    seen = await shown(table, endings=True)
    assert "from here: 2 endings" in seen
    assert "from here: 1 ending" in seen
    assert set(table.asked) == {"first", "second", "auto"}


async def test_without_it_nothing_is_worked_out(tmp_path: Path) -> None:
    table = EndingsTable(tmp_path)
    table.session.save("first")
    assert "from here" not in await shown(table)
    assert not table.asked


async def test_a_count_from_below_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Short(onward.Outlook):
        def endings_from(self, state, budget=1000):
            found = super().endings_from(state, budget)
            return found if not found.found else type(found)(found.found[:1], (), 1)

    monkeypatch.setattr(onward, "Outlook", Short)
    assert "from here: at least 1 ending" in await shown(EndingsTable(tmp_path), endings=True)


def test_at_an_ending_and_in_what_cannot_be_read_nothing_is_ahead(tmp_path: Path) -> None:
    made = story(FORK)
    store = Store(tmp_path)
    session = Session.start(made, store)
    session.choose("c0")
    session.choose("c1")
    session.save("over")
    (tmp_path / "bad.save.json").write_text("{")
    prospects = Prospects(lambda: made, store)
    assert prospects.of("over") is None
    assert prospects.of("bad") is None
    assert prospects.of("nothing") is None
    session.undo()
    session.save("before")
    found = prospects.of("before")
    assert found is not None
    assert found.found == ("end", "other")
