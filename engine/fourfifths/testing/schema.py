"""The JSON Schema of a playthrough file, for editors; with a story's names where one is given."""

from __future__ import annotations

from fourfifths.compiler.shapes import Field
from fourfifths.testing import shapes
from fourfifths.tools.schema import NOBODY, Json, Known, ref, schema

_LINE: Json = {"type": ["string", "number", "boolean"]}
_NAMES: Json = {"anyOf": [_LINE, {"type": "array", "items": _LINE}]}


def playthrough(names: Known = NOBODY) -> Json:
    """The schema of `*.play.yaml`. What an expectation may name beside its own keys is left open."""
    fields: dict[tuple[str, str], Json] = {
        ("a playthrough file", "playthroughs"): {"type": "array", "items": ref(shapes.PLAYTHROUGH)},
        ("a playthrough", "given"): _open(shapes.GIVEN.fields),
        ("a playthrough", "cases"): {"type": "array", "items": {"type": "object"}},
        ("a playthrough", "steps"): {"type": "array", "items": {"anyOf": [_LINE, ref(shapes.STEP)]}},
        ("a step", "play"): ref(shapes.PLAY),
        ("a step", "offers"): ref(shapes.OFFERS),
        ("a step", "expect"): _open(shapes.EXPECT.fields),
        ("offers", "locked"): {"anyOf": [_NAMES, {"type": "object"}, {"type": "array"}]},
    }
    if names.scenes:
        whole = {"enum": [name for name in names.scenes if "/" in name]}
        fields |= {
            ("a playthrough", "from"): whole,
            ("a step", "choose"): {"anyOf": [{"enum": list(names.choices)}, _LINE]},
        }
    if names.endings:
        fields |= {("a playthrough", "ends"): {"enum": list(names.endings)}}
    return schema(shapes.FILE, shapes.SHAPES, fields)


def _open(known: dict[str, Field]) -> Json:
    """A mapping whose own keys are described, and which takes meters and variables beside them."""
    return {"type": "object", "properties": {key: {"description": field.about} for key, field in known.items()}}
