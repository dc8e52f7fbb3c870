"""Panels: what the state has them show, and that looking does nothing to it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from fourfifths import plain, step
from fourfifths.compiler import compile_story, compile_texts
from fourfifths.markup import plain as unmarked
from fourfifths.model import Story
from fourfifths.panels import Pips, Row, View, views
from fourfifths.saves import Store
from fourfifths.session import Session
from fourfifths.state import State

STALL = Path(__file__).parents[1] / "stories" / "stall"


@pytest.fixture(scope="module")
def story() -> Story:
    return compile_story(STALL)


def after(story: Story, *choices: str) -> State:
    turn = step.begin(story)
    for choice in choices:
        turn = step.step(story, turn.state, choice)
    return turn.state


def panel(story: Story, name: str, *choices: str) -> View:
    return next(view for view in views(story, after(story, *choices)) if view.id == name)


def said(view: View) -> list[str]:
    return [" ".join(unmarked(text) for text in (row.label, *row.cells) if text) for row in view.rows]


def test_the_rows_say_what_the_state_holds(story: Story) -> None:
    first = panel(story, "clocks")
    assert (first.title, first.about) == ("Clocks", "What runs whether or not you *look*.")
    assert first.rows[0] == Row("Rollout", pips=Pips(2, 0, 6))
    assert [row.label for row in first.rows].count("Bo") == 0
    later = panel(story, "clocks", "lend")
    assert later.rows[0].pips == Pips(3, 0, 6)
    assert "Bo remembers the owed" in said(later)
    assert "Bo, who has been coming to the stall since spring owes one pan" in said(later)


def test_columns_name_the_cells(story: Story) -> None:
    found = panel(story, "rows", "fridge").rows
    assert found[0] == Row("row", ("what", "bid"), head=True)
    assert found[1] == Row("Row 9", ("given", "900"), names=("what", "bid"))
    assert found[2] == Row("Row 10", ("*cold*", "26"), names=("what", "bid"))


def test_a_panel_is_there_only_where_its_condition_holds(story: Story) -> None:
    values = list(after(story).values)
    rollout = story.slot("rollout")
    assert rollout is not None
    assert "later" not in [view.id for view in views(story, after(story))]
    values[rollout.index] = 4
    assert "later" in [view.id for view in views(story, after(story)._replace(values=tuple(values)))]


@pytest.mark.parametrize(
    ("pips", "drawn"),
    [
        (Pips(3, 0, 6), "###--- 3 of 6"),
        (Pips(0, 0, 6), "------ 0 of 6"),
        (Pips(12, 0, 12), "############ 12 of 12"),
        (Pips(5, 0, 13), "5 of 13"),
        (Pips(-2, -5, 5), "###------- -2, from -5 to 5"),
        (Pips(26, 10, 60), "26, from 10 to 60"),
    ],
)
def test_a_number_is_drawn_where_its_steps_can_be_counted(pips: Pips, drawn: str) -> None:
    assert pips.drawn("#", "-") == drawn


def test_the_card_is_summed_up_as_it_is_set(story: Story) -> None:
    launch = said(panel(story, "concierge"))
    assert launch[:3] == ["launch: As it was.", "hubs: none", "ballots: not counted"]
    assert "The Quay 20+20 = 40 9.1 % 5.6 % 0.71 0.39" in launch
    assert "revenue 1.00 of the launch's, 0.85 at least: passes" in launch
    even = said(panel(story, "concierge", "fridge"))
    assert even[:3] == ["even-card: *Even*, with voice.", "hubs: The Quay", "ballots: counted"]
    assert "The Quay 10+25+45+40 = 120 21.4 % 17.1 % 1.68 1.20" in even
    assert "revenue 0.63 of the launch's, 0.75 at least, with an endowment: fails" in even


def test_a_capped_card_says_so_and_is_put_to_no_test(story: Story) -> None:
    state = after(story)
    card = story.slot("card")
    assert card is not None
    values = (*state.values[: card.index], card.words.index("capped"), *state.values[card.index + 1 :])
    capped = next(view for view in views(story, state._replace(values=values)) if view.id == "concierge")
    assert said(capped)[-1] == "nobody is offered more than 10.0 %"
    assert "The Hill 90+70 = 160 10.0 % 9.8 % 0.31 0.69" in said(capped)


def test_the_week_is_added_up_night_by_night(story: Story) -> None:
    assert said(panel(story, "week"))[-2:] == ["monday nothing yet", "tuesday nothing yet"]
    cooked = said(panel(story, "week", "cook"))
    assert cooked[-6:] == [
        "tuesday box",
        "chits: 2 + 9 = 11",
        "fill: 1 + 4 = 5",
        "safe nights: 1 + 0 = 1",
        "fatigue: 0 + 1 = 1",
        "meets every aim",
    ]


def test_looking_changes_nothing_and_no_save_knows_of_it(story: Story, tmp_path: Path) -> None:
    store = Store(tmp_path / "saves")
    session = Session.start(story, store)
    session.choose("lend")
    before = store.read(session.slot)
    state = session.turn.state
    assert session.panels == session.panels == views(story, state)
    out = io.StringIO()
    assert plain.run(session, plain.Terminal(io.StringIO("panel\npanel clocks\npanel week\n"), out)) == 0
    assert session.turn.state == state
    assert store.read(session.slot) == before


def typed(story: Story, folder: Path, *lines: str, strict: bool = False) -> tuple[int, list[str]]:
    """The exit code, and what line mode wrote after the first prompt."""
    out = io.StringIO()
    source = io.StringIO("".join(f"{line}\n" for line in lines))
    code = plain.run(Session.start(story, Store(folder)), plain.Terminal(source, out), strict=strict)
    return code, out.getvalue().partition("Choice> ")[2].splitlines()


def test_line_mode_lists_the_panels_and_opens_one_by_id_or_title(story: Story, tmp_path: Path) -> None:
    assert typed(story, tmp_path, "panel")[1][1:6] == [
        "clocks: Clocks",
        "rows: The rows",
        "concierge: The card",
        "week: The week",
        "Type panel and a name.",
    ]
    shown = [
        "[panel: The rows]",
        "Row 9: what kept, bid 900",
        "Row 10: what warm, bid 31",
        "[end of panel]",
    ]
    for name in ("p rows", "panel ROWS", "panel the rows"):
        assert typed(story, tmp_path, name, strict=True)[1][1:5] == shown


def test_line_mode_says_which_panels_there_are_and_ends_a_script_that_asks_for_another(
    story: Story, tmp_path: Path
) -> None:
    code, said = typed(story, tmp_path, "panel later", "1", strict=True)
    assert code == 1
    assert said[1].startswith("There is no panel 'later'; there are clocks, rows, concierge, week.")


def test_a_story_without_panels_has_nothing_to_look_at(tmp_path: Path) -> None:
    assert (
        typed(compile_story(STALL.parent / "pantry"), tmp_path, "p", strict=True)[1][1]
        == "There is nothing to look at."
    )


def test_a_mark_that_only_a_panel_asks_for_is_kept(story: Story) -> None:
    assert story.slot("memory bo/lent-pan") is not None
    assert story.slot("chosen street/morning.fridge") is not None


def test_the_hash_of_a_story_covers_its_panels() -> None:
    files = {path.relative_to(STALL).as_posix(): path.read_bytes() for path in STALL.rglob("*.yaml")}
    other = {**files, "panels.yaml": files["panels.yaml"].replace(b"Two nights.", b"Two days.")}
    assert compile_texts(files).hash != compile_texts(other).hash
    del other["panels.yaml"]
    assert compile_texts(other).panels == ()
