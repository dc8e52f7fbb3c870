"""Builds the schemas: a JSON object for each kind of file, its definitions one for each shape."""

from __future__ import annotations

from typing import Any

from fourfifths.compiler import shapes
from fourfifths.compiler.shapes import DOCS, Field, Kind, Shape
from fourfifths.tools.schema.names import NOBODY, Known

Json = dict[str, Any]

_REF = "#/definitions/"

FILES: dict[str, Shape] = {
    "story": shapes.STORY,
    "scenes": shapes.FILE,
    "facts": shapes.FACTS,
    "endings": shapes.ENDINGS,
    "panels": shapes.PANELS,
}
"""The kinds of files, each with the shape of its top."""

_PLAIN = ["string", "number", "boolean"]
_LINE: Json = {"type": _PLAIN}
_LIST: Json = {"type": "array", "items": _LINE}
_NAMES: Json = {"anyOf": [_LINE, _LIST]}

_KINDS: dict[Kind, Json] = {
    Kind.TEXT: _LINE,
    Kind.LINE: _LINE,
    Kind.NAME: _LINE,
    Kind.NAMES: _NAMES,
    Kind.NUMBER: {"type": "integer"},
    Kind.FLAG: {"type": "boolean"},
    Kind.CONDITION: _LINE,
    Kind.MAPPING: {"type": "object"},
    Kind.LIST: {"type": "array"},
    Kind.LINES: _LIST,
}


def schemas(names: Known = NOBODY) -> dict[str, Json]:
    """Every schema by its kind of file; with names, those of one story."""
    fields = {**_NESTED, **_special(names)}
    return {kind: schema(shape, shapes.SHAPES, fields) for kind, shape in FILES.items()}


def schema(top: Shape, known: tuple[Shape, ...], fields: dict[tuple[str, str], Json]) -> Json:
    """The schema of one kind of file. `fields` says more of a field, by shape and key, than its kind does."""
    shapes_by_name = {definition(shape): shape for shape in known}
    wanted, found = [definition(top)], dict[str, Json]()
    while wanted:
        name = wanted.pop()
        found[name] = _object(shapes_by_name[name], fields)
        wanted += [inner for inner in _referred(found[name]) if inner not in found]
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"Four-Fifths: {top.name}",
        **found.pop(definition(top)),
        "definitions": dict(sorted(found.items())),
    }


def definition(shape: Shape) -> str:
    """The name of a shape's definition."""
    return shape.name.replace(" ", "-")


def ref(shape: Shape) -> Json:
    """A reference to a shape's definition."""
    return {"$ref": _REF + definition(shape)}


def _object(shape: Shape, fields: dict[tuple[str, str], Json]) -> Json:
    properties = {key: _property(shape, key, field, fields) for key, field in shape.fields.items()}
    found: Json = {"type": "object", "additionalProperties": False, "properties": properties}
    if shape.either:
        found["anyOf"] = [{"required": [key]} for key in shape.either]
    required = list(shape.required)
    return {**found, "required": required} if required else found


def _property(shape: Shape, key: str, field: Field, fields: dict[tuple[str, str], Json]) -> Json:
    about = field.about[0].upper() + field.about[1:] + "."
    return {"description": about, **(fields.get((shape.name, key)) or _KINDS[field.kind])}


def _referred(node: object) -> list[str]:
    """The definitions that a piece of a schema refers to, in its order."""
    if isinstance(node, list):
        return [name for item in node for name in _referred(item)]
    if not isinstance(node, dict):
        return []
    own = [node["$ref"].removeprefix(_REF)] if "$ref" in node else []
    return own + [name for value in node.values() for name in _referred(value)]


def _map(inner: Json) -> Json:
    return {"type": "object", "additionalProperties": inner}


def _pair(one: Json) -> Json:
    return {"type": "array", "items": one, "minItems": 2, "maxItems": 2}


def _prose() -> Json:
    block = {"anyOf": [_LINE, ref(shapes.BLOCK)]}
    return {"anyOf": [_LINE, {"type": "array", "items": block}]}


def _one_or_more(shape: Shape) -> Json:
    return {"anyOf": [ref(shape), {"type": "array", "items": ref(shape)}]}


_NESTED: dict[tuple[str, str], Json] = {
    ("a story", "acts"): _map(ref(shapes.ACT)),
    ("a story", "meters"): _map(ref(shapes.METER)),
    ("a story", "variables"): _map(ref(shapes.VARIABLE)),
    ("a story", "people"): _map(ref(shapes.PERSON)),
    ("a story", "places"): _map(ref(shapes.PLACE)),
    ("a story", "gossip"): {"type": "array", "items": _pair(_LINE)},
    ("a story", "renamed"): _map(_LINE),
    ("a meter", "bands"): {"type": "array", "items": ref(shapes.BAND)},
    ("facts.yaml", "facts"): _map(ref(shapes.FACT)),
    ("facts.yaml", "canon"): ref(shapes.CANON),
    ("the canon", "prices"): _map(_LINE),
    ("a scene file", "scenes"): _map(ref(shapes.SCENE)),
    ("a scene", "text"): _prose(),
    ("a scene", "choices"): {"type": "array", "items": ref(shapes.CHOICE)},
    ("a scene", "routes"): {"type": "array", "items": ref(shapes.ROUTE)},
    ("a scene", "pick"): {"enum": list(shapes.PICKS)},
    ("a route", "text"): _prose(),
    ("a route", "effects"): _map({"anyOf": [_LINE, ref(shapes.METER_EFFECT), ref(shapes.INT_EFFECT)]}),
    ("a route", "remember"): _one_or_more(shapes.MEMORY),
    ("a route", "teach"): _map(_NAMES),
    ("a card", "unplayed"): {"type": "array", "items": ref(shapes.CASE)},
    ("a case", "text"): _prose(),
    ("a case", "effects"): _map({"anyOf": [_LINE, ref(shapes.METER_EFFECT), ref(shapes.INT_EFFECT)]}),
    ("a case", "remember"): _one_or_more(shapes.MEMORY),
    ("a case", "teach"): _map(_NAMES),
    ("endings.yaml", "endings"): {"type": "array", "items": ref(shapes.ENDING)},
    ("endings.yaml", "codas"): _map({"type": "array", "items": ref(shapes.CODA)}),
    ("endings.yaml", "lines"): {"type": "array", "items": ref(shapes.LEDGER_LINE)},
    ("an ending", "text"): _prose(),
    ("panels.yaml", "panels"): {"type": "array", "items": ref(shapes.PANEL)},
    ("a panel", "rows"): {"type": "array", "items": ref(shapes.PANEL_ROW)},
    ("a panel", "sum"): {"enum": ["concierge", "pantry"]},
    ("a panel", "hubs"): _map(_LINE),
    ("a panel", "suppers"): _map(_LINE),
    ("a scene", "deck"): ref(shapes.DECK),
    ("a scene", "card"): ref(shapes.CARD),
    ("a scene", "ends"): ref(shapes.ENDS),
    ("a block", "doc"): {"enum": list(DOCS)},
    ("a choice", "text"): _prose(),
    ("a choice", "effects"): _map({"anyOf": [_LINE, ref(shapes.METER_EFFECT), ref(shapes.INT_EFFECT)]}),
    ("a choice", "remember"): _one_or_more(shapes.MEMORY),
    ("a choice", "teach"): _map(_NAMES),
}


def _special(names: Known) -> dict[tuple[str, str], Json]:
    """The fields that one story's names complete."""
    person, scene = _words(names.people), _words(names.scenes)
    found: dict[tuple[str, str], Json] = {
        ("a story", "start"): scene,
        ("a story", "gossip"): {"type": "array", "items": _pair(person)} if person else {},
        ("a scene", "hearsay"): scene,
        ("a choice", "goto"): scene,
        ("a choice", "effects"): _effects(names),
        ("a choice", "teach"): _keyed(names.people, _some(names.facts)),
        ("a route", "goto"): scene,
        ("a route", "effects"): _effects(names),
        ("a route", "teach"): _keyed(names.people, _some(names.facts)),
        ("a case", "effects"): _effects(names),
        ("a case", "teach"): _keyed(names.people, _some(names.facts)),
        ("a deck", "closes"): scene,
        ("a memory", "seen-by"): _some(names.people),
        ("a memory", "about"): person,
        ("a block", "voice"): person,
        ("a scene file", "pov"): person,
        ("a scene", "pov"): person,
        ("a scene file", "place"): _words(names.places),
        ("a scene", "place"): _words(names.places),
        ("a scene", "knows"): _some(names.facts),
        ("a fact", "known-by"): _some(names.people),
        ("a card", "tags"): _some(names.tags),
        ("a deck", "tag"): _words(names.tags),
        ("a deck", "count"): _words(names.ints),
    }
    return {place: schema for place, schema in found.items() if schema}


def _words(names: tuple[str, ...]) -> Json:
    return {"enum": list(names)} if names else {}


def _some(names: tuple[str, ...]) -> Json:
    one = _words(names)
    return {"anyOf": [one, {"type": "array", "items": one}]} if one else {}


def _keyed(names: tuple[str, ...], value: Json) -> Json:
    if not names or not value:
        return {}
    return {"type": "object", "additionalProperties": False, "properties": dict.fromkeys(names, value)}


def _effects(names: Known) -> Json:
    properties: Json = {name: ref(shapes.METER_EFFECT) for name in names.meters}
    properties |= {name: {"type": "boolean"} for name in names.flags}
    properties |= {name: {"anyOf": [_LINE, ref(shapes.INT_EFFECT)]} for name in names.ints}
    properties |= {name: {"enum": list(words)} for name, words in names.words}
    if not properties:
        return {}
    return {"type": "object", "additionalProperties": False, "properties": properties}
