"""The schemas are current, describe every field, take the shipped story and refuse what it could not be."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from fourfifths import bundled
from fourfifths.compiler import compile_files
from fourfifths.compiler.shapes import SHAPES
from fourfifths.testing.schema import playthrough
from fourfifths.tools.schema import NOBODY, Known, known, schemas, tables

ROOT = Path(__file__).parents[3]
TABLES = ("concierge", "pantry", "policies", "ledger", "profile", "coalition", "ballots")
KINDS = ("story", "scenes", "facts", "endings", "panels", *TABLES, "playthrough")


def every(names: Known = NOBODY) -> dict[str, dict[str, Any]]:
    return {**schemas(names), **tables(), "playthrough": playthrough(names)}


@pytest.fixture(scope="module")
def own() -> dict[str, dict[str, Any]]:
    found = compile_files(bundled.story_folder())
    assert found.story is not None
    return every(known(found.story, found.sources.values()))


def kind_of(path: Path) -> str:
    if path.parent.name == "tables":
        return path.stem
    whole = ("story", "facts", "endings", "panels")
    return path.stem if path.stem in whole and not (path.parent / "../story.yaml").exists() else "scenes"


def complaints(schema: dict[str, Any], text: str) -> list[str]:
    return [error.message for error in jsonschema.Draft7Validator(schema).iter_errors(yaml.safe_load(text))]


@pytest.mark.parametrize("kind", KINDS)
def test_the_committed_schema_is_current(kind: str) -> None:
    committed = (ROOT / "schema" / f"{kind}.schema.json").read_text(encoding="utf-8")
    assert json.loads(committed) == every()[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_is_draft_7(kind: str) -> None:
    jsonschema.Draft7Validator.check_schema(every()[kind])


def test_every_field_has_a_description() -> None:
    def bare(node: object, path: str) -> Iterator[str]:
        if isinstance(node, dict):
            for name, field in node.get("properties", {}).items():
                if not field.get("description"):
                    yield f"{path}.{name}"
            for key, value in node.items():
                yield from bare(value, f"{path}/{key}")

    assert [place for kind, schema in every().items() for place in bare(schema, kind)] == []


def test_every_shape_of_the_compiler_is_in_a_schema() -> None:
    text = json.dumps(every())
    assert [shape.name for shape in SHAPES if not all(f'"{key}"' in text for key in shape.fields)] == []


def test_the_shipped_story_is_taken(own: dict[str, dict[str, Any]]) -> None:
    folder = bundled.story_folder()
    for schema in (every(), own):
        for path in sorted(folder.rglob("*.yaml")):
            assert complaints(schema[kind_of(path)], path.read_text(encoding="utf-8")) == [], path


@pytest.mark.parametrize("name", ["week", "stall"])
def test_a_story_with_endings_and_unplayed_cards_or_panels_is_taken(name: str) -> None:
    folder = ROOT / "tests" / "stories" / name
    found = compile_files(folder)
    assert found.story is not None
    for schema in (every(), every(known(found.story, found.sources.values()))):
        for path in sorted(folder.rglob("*.yaml")):
            assert complaints(schema[kind_of(path)], path.read_text(encoding="utf-8")) == [], path


def test_the_playthroughs_are_taken() -> None:
    for path in sorted((ROOT / "tests" / "playthroughs").glob("*.play.yaml")):
        assert complaints(every()["playthrough"], path.read_text(encoding="utf-8")) == [], path


SCENE = "pov: {pov}\nact: 1\nscenes:\n  a:\n    text: b\n    choices:\n      - {{id: x, label: y, goto: {goto}}}\n"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (SCENE.format(pov="nobody", goto="city/stock"), "nobody"),
        (SCENE.format(pov="luna", goto="city/stok"), "city/stok"),
        (SCENE.format(pov="luna", goto="stock").replace("label", "lable"), "lable"),
        (SCENE.format(pov="luna", goto="stock").replace("goto:", "effects: {lens_upgrade: maybe}, goto:"), "maybe"),
        (SCENE.format(pov="luna", goto="stock").replace("goto:", "effects: {trst: 1}, goto:"), "trst"),
        (
            SCENE.format(pov="luna", goto="stock").replace("    text: b", "    text: [{text: b, doc: reciept}]"),
            "reciept",
        ),
        (
            SCENE.format(pov="luna", goto="stock").replace(
                "    text: b", "    text: b\n    card: {title: t, tags: [stok]}"
            ),
            "stok",
        ),
    ],
)
def test_a_name_that_this_story_does_not_have_is_refused(own: dict[str, dict[str, Any]], text: str, word: str) -> None:
    found = list(jsonschema.Draft7Validator(own["scenes"]).iter_errors(yaml.safe_load(text)))
    assert word in json.dumps([str(error) for error in found])


def test_what_is_right_is_taken(own: dict[str, dict[str, Any]]) -> None:
    assert complaints(own["scenes"], SCENE.format(pov="luna", goto="city/stock")) == []
