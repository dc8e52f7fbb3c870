"""graph, where, stats and export as an author calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fourfifths.commands.root import root

STORIES = Path(__file__).parents[1] / "stories"
FEAST = str(STORIES / "feast")


def run(*words: str) -> Result:
    return CliRunner().invoke(root, words, standalone_mode=False)


@pytest.mark.parametrize("style", ["text", "mermaid", "dot", "json"])
def test_a_story_is_drawn_in_every_format(style: str) -> None:
    result = run("graph", FEAST, "--format", style)
    assert result.exit_code == 0
    assert result.output.strip()


def test_a_graph_goes_into_a_file(tmp_path: Path) -> None:
    target = tmp_path / "g.mmd"
    assert run("graph", FEAST, "--format", "mermaid", "-o", str(target)).return_value == 0
    assert target.read_text().startswith("flowchart LR")


def test_a_node_that_is_not_there_is_a_wrong_call() -> None:
    result = run("graph", FEAST, "--from", "nowhere")
    assert "nowhere" in str(result.exception)


def test_where_gives_places_that_an_editor_opens() -> None:
    result = run("where", "trust", FEAST)
    assert result.return_value == 0
    file, line, column = result.output.splitlines()[0].split(": ")[0].rsplit(":", 2)
    assert Path(file).is_file()
    assert int(line) >= 1
    assert int(column) >= 1


def test_where_suggests_a_name() -> None:
    result = run("where", "trst", FEAST)
    assert result.return_value == 1
    assert "trust" in result.output


def test_stats_are_text_or_json() -> None:
    assert "words in" in run("stats", FEAST, "--runs", "5").output
    assert json.loads(run("stats", FEAST, "--runs", "5", "--json").output)["plays"] == 5


def test_prose_is_exported_as_json_lines() -> None:
    rows = [json.loads(line) for line in run("export", "prose", FEAST).output.splitlines()]
    assert {"file", "line", "scene", "voice", "kind", "text"} == set(rows[0])


def test_a_broken_story_is_shown_and_not_read(tmp_path: Path) -> None:
    (tmp_path / "story.yaml").write_text("title: [")
    for words in (["graph"], ["stats"], ["export", "prose"], ["where", "x"]):
        result = run(*words, str(tmp_path))
        assert result.return_value == 3
        assert "error[" in result.output
