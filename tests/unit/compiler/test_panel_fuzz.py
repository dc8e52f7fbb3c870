"""Whatever stands in panels.yaml and the tables: a story whose panels can be shown, or mistakes with a place."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from fourfifths import step
from fourfifths.compiler import CODES, Workshop, compile_files
from fourfifths.compiler.report import Report
from fourfifths.compiler.tablefiles import tables
from fourfifths.model import Story
from fourfifths.panels import views
from fourfifths.plain import prose
from fourfifths.tools.diff.panels import panels

ROOT = Path(__file__).parents[3]
STALL = ROOT / "tests" / "stories" / "stall"
FILES = {path.relative_to(STALL).as_posix(): path.read_bytes() for path in sorted(STALL.rglob("*.yaml"))}
SHIPPED = {f"tables/{path.name}": path.read_bytes() for path in sorted((ROOT / "story" / "tables").glob("*.yaml"))}
EDITED = ["panels.yaml", "panels.yaml", "tables/concierge.yaml", "tables/pantry.yaml", "street/morning.yaml"]
SIGNS = st.sampled_from([*"{}[]:-|>&*!#'\"\\,? \n", "0", "-1", "10", "true", "{a|b}", "{debt}", "\n      - ", "hub"])
WORDS = sorted({word for data in FILES.values() for word in re.findall(r"[a-z][a-z-]+", data.decode())})


def cut(text: str, data: st.DataObject) -> str:
    """The text with a few pieces exchanged."""
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 10)))
        text = text[:start] + data.draw(SIGNS | st.sampled_from(WORDS) | st.text(max_size=2)) + text[end:]
    return text


def shown(story: Story) -> None:
    """Every panel at the beginning and after each first choice, as line mode tells it."""
    first = step.begin(story)
    open_now = [offer.id for offer in first.offers if offer.open]
    for state in (first.state, *(step.step(story, first.state, choice).state for choice in open_now)):
        for view in views(story, state):
            assert list(prose.panel(view))[-1] == "[end of panel]"


@settings(max_examples=250, deadline=None)
@given(st.sampled_from(EDITED), st.data())
def test_any_change_is_shown_or_has_a_place(name: str, data: st.DataObject) -> None:
    text = cut(FILES[name].decode(), data)
    compiled = compile_files({**FILES, name: text.encode("utf-8", "surrogatepass")})
    if compiled.story is not None:
        shown(compiled.story)
        return
    assert compiled.diagnostics
    for mistake in compiled.diagnostics:
        assert mistake.code in CODES
        assert min(mistake.span.line, mistake.span.column) >= 1


@settings(max_examples=250, deadline=None)
@given(st.sampled_from(sorted(SHIPPED)), st.data())
def test_any_change_of_a_table_is_read_or_has_a_place(name: str, data: st.DataObject) -> None:
    text, report = cut(SHIPPED[name].decode(), data), Report()
    found = tables({**SHIPPED, name: text.encode("utf-8", "surrogatepass")}, report)
    key = name.removeprefix("tables/").removesuffix(".yaml")
    assert getattr(found, key) is not None or report.failed
    assert all(min(mistake.span.line, mistake.span.column) >= 1 for mistake in report.diagnostics())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(EDITED), st.data()), max_size=3))
def test_a_workshop_says_of_every_edit_what_one_says_that_has_seen_nothing(
    edits: list[tuple[str, st.DataObject]],
) -> None:
    workshop = Workshop()
    workshop.compile(FILES)
    for name, data in edits:
        files = {**FILES, name: cut(FILES[name].decode(), data).encode("utf-8", "surrogatepass")}
        again, fresh = workshop.compile(files), compile_files(files)
        assert again.diagnostics == fresh.diagnostics
        assert (again.story is None) == (fresh.story is None)
        if again.story is not None and fresh.story is not None:
            assert list(panels(again.story, fresh.story)) == []
