"""The tables of a story, `tables/*.yaml`: what the world's arithmetic is computed from.

A file's name says what it is. Every mistake is reported where it stands, as those of a scene are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from pathlib import Path

from fourfifths.compiler import bookfiles
from fourfifths.compiler.amounts import amounts, some_of
from fourfifths.compiler.fields import Fields, children, read
from fourfifths.compiler.folder import TABLES
from fourfifths.compiler.folder import files as files_of
from fourfifths.compiler.policyfile import POLICIES, policies
from fourfifths.compiler.read import read as parse
from fourfifths.compiler.report import Report, shown
from fourfifths.compiler.shapes import Field, Kind, Shape
from fourfifths.diagnostics import Severity, Span, StoryError
from fourfifths.systems.allocation import HIGHEST_FEATURE, NEAR, SPEND, City, District
from fourfifths.systems.ballots import Ballots
from fourfifths.systems.pantry import Aims, Pantry, Supper
from fourfifths.systems.policies import TABLE as POLICIES_TABLE
from fourfifths.systems.tables import Card, Concierge, Tables

_MILLION = 10**6
_WHOLE = 100 * 100
"""All households, in hundredths of a percent."""
_HUNDREDTHS = re.compile(r"(0|[1-9][0-9]{0,3})(?:\.([0-9]{1,2}))?\Z")
_ABOUT = Field(Kind.LINE, "what the table is for")

CONCIERGE = Shape("a Concierge table", {
    "about": _ABOUT,
    "plates": Field(Kind.NUMBER, "thousands of plates in an evening", True),
    "features": Field(Kind.LINES, "the features in the card's order, with `spend` and `near` among them", True),
    "launch": Field(Kind.MAPPING, "points by feature, as the card was launched", True),
    "districts": Field(Kind.MAPPING, "the districts by their names", True),
    "cards": Field(Kind.MAPPING, "settings of the card that the story has names for"),
    "ballots": Field(Kind.MAPPING, "the voice, from 0 to 9 by district, that asking every door gives"),
})  # fmt: skip

DISTRICT = Shape("a district", {
    "name": Field(Kind.LINE, "its name on the page", True),
    "households": Field(Kind.NUMBER, "thousands of households", True),
    "features": Field(Kind.MAPPING, "from 0 to 9 by feature; 0 where nothing is given", True),
    "fade": Field(Kind.NUMBER, "claims in a hundred that the Fade loses", True),
    "impressions": Field(Kind.LINE, "impressions to a household that is offered a plate, as 3.1", True),
})  # fmt: skip

CARD = Shape("a setting of the card", {
    "about": Field(Kind.LINE, "what comes of it"),
    "weights": Field(Kind.MAPPING, "points by feature; the launch's where nothing is given"),
    "cap": Field(Kind.LINE, "nobody is offered more than this percentage, as 20.9"),
})  # fmt: skip

PANTRY = Shape("a pantry table", {
    "about": _ABOUT,
    "nights": Field(Kind.LINES, "the nights in order", True),
    "aims": Field(Kind.MAPPING, "what a week should keep to", True),
    "suppers": Field(Kind.MAPPING, "the suppers by their names", True),
})  # fmt: skip

AIMS = Shape("the aims", {
    "chits": Field(Kind.NUMBER, "chits at most", True),
    "fill": Field(Kind.NUMBER, "fill at least", True),
    "safe": Field(Kind.NUMBER, "renal-safe nights at least", True),
    "fatigue": Field(Kind.NUMBER, "fatigue at most", True),
})  # fmt: skip

SUPPER = Shape("a supper", {
    "chits": Field(Kind.NUMBER, "what it costs", True),
    "fill": Field(Kind.NUMBER, "how far it fills", True),
    "safe": Field(Kind.FLAG, "whether a renal diet allows it", True),
    "fatigue": Field(Kind.NUMBER, "how much it tires the cook", True),
    "only": Field(Kind.LINES, "the nights on which it may be had; every night where nothing is given"),
})  # fmt: skip


def is_table(name: str) -> bool:
    """Whether the file of this name holds a table and no scenes."""
    return name.startswith(TABLES)


def read_tables(folder: Path) -> Tables:
    """The tables of the story in a folder; raises StoryError with every mistake in them."""
    report = Report()
    found = tables(files_of(folder, report) or {}, report)
    mistakes = [each for each in report.diagnostics() if each.severity is Severity.ERROR]
    if mistakes:
        raise StoryError(mistakes)
    return found


def tables(files: Mapping[str, bytes], report: Report) -> Tables:
    """The tables among a story's files; what is mistaken is reported and left out."""
    found: dict[str, object] = {}
    read_from: dict[str, Fields] = {}
    for name in sorted(filter(is_table, files)):
        reader = _READERS.get(name)
        if reader is None:
            known = ", ".join(key.removeprefix(TABLES) for key in _READERS)
            report.error("E002", Span(name, 1, 1), "there is no table of this name", f"there are {known}")
            continue
        shape, make, key = reader
        source = parse(name, files[name], report)
        fields = read(shape, source.root, source, report) if source.root is not None else None
        found[key] = make(fields) if fields is not None else None
        if fields is not None:
            read_from[key] = fields
    _check_voices(found.get("concierge"), found.get("ballots"), read_from)
    return Tables(**found)  # type: ignore[arg-type]


def _check_voices(concierge: object, ballots: object, read_from: dict[str, Fields]) -> None:
    """The card's voices are those that the ballots come to, where a story has both."""
    if not isinstance(concierge, Concierge) or not isinstance(ballots, Ballots) or not concierge.ballots:
        return
    counted = ballots.voices(frozenset(ballots.asked()))
    if counted != concierge.ballots:
        cure = ", ".join(f"{district}: {counted[district]}" for district in sorted(counted))
        message = "these are not the voices that ballots.yaml comes to"
        read_from["concierge"].wrong_key("E071", "ballots", message, f"it comes to {cure}")


def _concierge(fields: Fields) -> Concierge | None:
    features = tuple(node.text for node in fields.names("features"))
    for needed in (SPEND, NEAR):
        if features and needed not in features:
            message = f"the card has no feature `{needed}`, which the audit reads"
            fields.wrong_key("E021", "features", message, f"add {needed}")
    plates = fields.number("plates", 1, 1, _MILLION)
    launch = _weights(fields, "launch", features)
    named = children(fields, "districts", DISTRICT)
    districts = [_district(id, child, features) for id, child in named]
    cards = {id: _card(child, features, launch) for id, child in children(fields, "cards", CARD)}
    voices = amounts(fields, "ballots", [id for id, _ in named], HIGHEST_FEATURE)
    if fields.broken or not districts or any(each is None for each in (*districts, *cards.values())):
        return None
    city = City(tuple(district for district in districts if district is not None), plates)
    return Concierge(city, features, launch, {id: card for id, card in cards.items() if card is not None}, voices)


def _card(fields: Fields, features: tuple[str, ...], launch: dict[str, int]) -> Card | None:
    weights = _weights(fields, "weights", features) if "weights" in fields else launch
    hundredths = _hundredths(fields, "cap")
    if hundredths > _WHOLE:
        fields.wrong_key("E027", "cap", "no more than 100 in a hundred can be offered one", "write it as 20.9")
    cap = Fraction(hundredths, _WHOLE) if "cap" in fields else None
    return None if fields.broken else Card(weights, cap, fields.line("about"))


def _district(id: str, fields: Fields, features: tuple[str, ...]) -> District | None:
    found = District(
        id,
        fields.line("name"),
        fields.number("households", 1, 1, _MILLION),
        _points(fields, "features", features, HIGHEST_FEATURE),
        fields.number("fade", 0, 0, 100),
        _hundredths(fields, "impressions"),
    )
    return None if fields.broken else found


def _pantry(fields: Fields) -> Pantry | None:
    nights = tuple(node.text for node in fields.names("nights"))
    aims_node = fields.mapping("aims")
    aims_fields = read(AIMS, aims_node, fields.source, fields.report) if aims_node is not None else None
    suppers: dict[str, Supper] = {}
    only: dict[str, frozenset[str]] = {}
    named = children(fields, "suppers", SUPPER)
    for id, child in named:
        suppers[id] = Supper(
            _count(child, "chits"), _count(child, "fill"), child.flag("safe", False), _count(child, "fatigue")
        )
        if "only" in child:
            only[id] = frozenset(some_of(child, "only", nights, "nights"))
    if aims_fields is None or not suppers or not nights:
        return None
    aims = Aims(*(_count(aims_fields, name) for name in Aims._fields))
    broken = fields.broken or aims_fields.broken or any(child.broken for _, child in named)
    return None if broken else Pantry(suppers, nights, only, aims)


def _weights(fields: Fields, key: str, features: tuple[str, ...]) -> dict[str, int]:
    """Points by feature, of which there are some."""
    found = _points(fields, key, features, 100)
    if not fields.broken and not any(found.values()):
        fields.wrong_key("E027", key, "these weights give every district nothing", "give a feature some points")
    return found


def _points(fields: Fields, key: str, features: tuple[str, ...], most: int) -> dict[str, int]:
    """Whole numbers by feature; 0 for a feature that is not named."""
    return {**dict.fromkeys(features, 0), **amounts(fields, key, features, most)}


def _count(fields: Fields, key: str) -> int:
    return fields.number(key, 0, 0, 1000)


def _hundredths(fields: Fields, key: str) -> int:
    node = fields.scalar(key)
    if node is None:
        return 0
    match = _HUNDREDTHS.match(node.text)
    if match is None:
        fields.wrong("E025", node, f"{shown(node.text)} is no number of this table", "write it as 3.1 or 7.85")
        return 0
    return int(match[1]) * 100 + int((match[2] or "").ljust(2, "0"))


_Reader = tuple[Shape, Callable[[Fields], object], str]
_READERS: dict[str, _Reader] = {
    f"{TABLES}concierge.yaml": (CONCIERGE, _concierge, "concierge"),
    f"{TABLES}pantry.yaml": (PANTRY, _pantry, "pantry"),
    f"{TABLES}ledger.yaml": (bookfiles.LEDGER, bookfiles.ledger, "ledger"),
    f"{TABLES}profile.yaml": (bookfiles.PROFILE, bookfiles.profile, "profile"),
    f"{TABLES}coalition.yaml": (bookfiles.COALITION, bookfiles.coalition, "coalition"),
    f"{TABLES}ballots.yaml": (bookfiles.BALLOTS, bookfiles.ballots, "ballots"),
    POLICIES_TABLE: (POLICIES, policies, "policies"),
}
