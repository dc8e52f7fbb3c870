"""story.yaml and facts.yaml: what they declare, checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeVar

from fourfifths.compiler import shapes
from fourfifths.compiler.fields import Fields, identifier, number, read
from fourfifths.compiler.gossip import read_gossip
from fourfifths.compiler.nodes import Scalar, Source
from fourfifths.compiler.report import Report, shown
from fourfifths.compiler.tables import Table, World
from fourfifths.conditions import FUNCTIONS
from fourfifths.diagnostics import Span
from fourfifths.model import Act, Band, Fact, Meter, Person, Place, Slot, SlotKind

T = TypeVar("T")
FORMAT = 1
NAME = re.compile(r"[a-z][a-z0-9_]{0,63}\Z")
WORD = re.compile(r"[a-z][a-z0-9_-]{0,63}\Z")
RANGE = re.compile(r"(-?[0-9]{1,9})\.\.(-?[0-9]{1,9})\Z")
_KINDS = ("one-of", "int", "flag")
RESERVED = frozenset({"and", "or", "not", "in", "true", "false", *FUNCTIONS})


def read_story(source: Source, world: World, report: Report) -> None:
    """Everything that story.yaml declares."""
    if source.root is None:
        world.unread()
        return
    fields = Fields(shapes.STORY, source.root, source, report)
    if fields.number("format", FORMAT) != FORMAT:
        hint = f"this version reads format {FORMAT}; a newer fourfifths may read this story"
        fields.wrong("E028", fields.values["format"], "this format of stories is not known", hint)
    world.id, world.title, world.version = fields.name("id"), fields.line("title"), fields.line("version")
    start = fields.scalar("start")
    world.start = (start.text, source.at(start.mark, len(start.text))) if start else None
    _declare(fields, "acts", shapes.ACT, world.acts, _act, _act_key)
    _declare(fields, "people", shapes.PERSON, world.people, _person)
    _declare(fields, "places", shapes.PLACE, world.places, _place)
    declare = _Variables(world)
    _declare(fields, "meters", shapes.METER, world.names, declare.meter, declare.key)
    _declare(fields, "variables", shapes.VARIABLE, world.names, declare.variable, declare.key)
    _words(world, source, report)
    read_gossip(fields, world.people, world.gossip)
    world.renamed = list(_renamed(fields))


def read_facts(source: Source, world: World, report: Report) -> None:
    """Everything that facts.yaml declares; comes after story.yaml."""
    if source.root is None:
        world.facts.whole = False
        return
    fields = Fields(shapes.FACTS, source.root, source, report)
    _declare(fields, "facts", shapes.FACT, world.facts, lambda name, found: _fact(name, found, world))
    canon = fields.mapping("canon")
    if canon is not None:
        _canon(Fields(shapes.CANON, canon, source, report))


def _id_key(node: Scalar, fields: Fields) -> bool:
    return bool(identifier(node, fields))


def _act_key(node: Scalar, fields: Fields) -> bool:
    return number(node, fields) is not None


def _declare(
    fields: Fields,
    section: str,
    shape: shapes.Shape,
    table: Table[T],
    build: Callable[[str, Fields], T | None],
    key: Callable[[Scalar, Fields], bool] = _id_key,
) -> None:
    """Fills a table from a mapping of names; the name of a mistaken thing goes in too."""
    mapping = fields.mapping(section)
    if mapping is None:
        table.whole = table.whole and section not in fields.node.entries
        return
    for name, node in mapping.entries.items():
        good = key(Scalar(name, mapping.keys[name], ""), fields)
        found = read(shape, node, fields.source, fields.report)
        thing = build(name, found) if good and found is not None else None
        table.whole = table.whole and good
        if name not in table.entries or thing is not None:
            table.entries[name] = None if found is None or found.broken else thing


def _act(name: str, fields: Fields) -> Act:
    return Act(int(name), fields.line("title"), fields.line("subtitle"))


def _person(name: str, fields: Fields) -> Person:
    return Person(name, fields.line("name"), fields.flag("playable", False), fields.line("about"))


def _place(name: str, fields: Fields) -> Place:
    return Place(name, fields.line("name"), fields.line("about"))


def _fact(name: str, fields: Fields, world: World) -> Fact:
    known = fields.names("known-by")
    for node in known:
        world.people.find(node, fields.source, fields.report)
    return Fact(name, fields.line("text"), tuple(node.text for node in known))


def _canon(fields: Fields) -> None:
    fields.names("names")
    prices = fields.mapping("prices")
    for thing, price in prices.entries.items() if prices else ():
        if not isinstance(price, Scalar) or not price.text:
            fields.wrong("E022", price, f"the price of {shown(thing)} is no text", "write `thing: 1.40`")


def _renamed(fields: Fields) -> Iterator[tuple[str, Span, str, Span]]:
    """Each old name and its place, each new name and its place."""
    mapping = fields.mapping("renamed")
    for old, new in mapping.entries.items() if mapping else ():
        if isinstance(new, Scalar) and mapping:
            yield old, fields.source.key(mapping, old), new.text, fields.source.at(new.mark, len(new.text))
        else:
            fields.wrong("E022", new, "this is not the name of a scene", "write `old/scene: new/scene`")


def _words(world: World, source: Source, report: Report) -> None:
    """A word that is also a name would mean two things in a condition."""
    for slot in world.slots.all:
        for word in slot.words:
            world.words.setdefault(word, slot.name)
            if word in world.names.entries:
                place = slot.span or Span(source.name, 1, 1)
                message = f"{slot.name} may be {shown(word)}, which is also the name of a meter or variable"
                report.error("E041", place, message, "rename one of them")


class _Variables:
    """Builds meters and variables, allotting their slots in order."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._places: dict[str, Span] = {}

    def key(self, node: Scalar, fields: Fields) -> bool:
        """Whether a name may be that of a meter or variable; remembers where it stands."""
        name, place = node.text, fields.source.span(node)
        first = self._places.setdefault(name, place)
        if first != place:
            hint = f"it stands first in line {first.line}; rename one of them"
            fields.report.error("E041", place, f"the name {shown(name)} is given twice", hint)
            return False
        if NAME.match(name) and name not in RESERVED:
            return True
        hint = "a name has small letters, digits and underscores"
        hint = f"{name} has a meaning of its own in conditions" if name in RESERVED else hint
        fields.report.error("E024", place, f"{shown(name)} cannot be the name of a meter or variable", hint)
        return False

    def meter(self, name: str, fields: Fields) -> Slot | None:
        """The slot of a meter; the meter itself goes to the world."""
        low = fields.number("low", 0)
        high = fields.number("high", 100)
        if low >= high:
            fields.wrong_key("E027", "high", f"high is {high} and low is {low}", "high is above low")
            return None
        slot = self._slot(name, SlotKind.METER, (low, high), fields.number("start", low, low, high))
        bands = self._bands(fields, low, high)
        glyph, label = fields.line("glyph"), fields.line("label")
        if len(glyph) > 2:
            fields.wrong("E003", fields.values["glyph"], f"the glyph {shown(glyph)} is too long", "one sign is enough")
        self._world.meters.append(Meter(slot, label, glyph, fields.line("about"), bands))
        return slot

    def _bands(self, fields: Fields, low: int, high: int) -> tuple[Band, ...]:
        found: list[Band] = []
        for node in fields.items("bands"):
            band = read(shapes.BAND, node, fields.source, fields.report)
            if band is None or band.broken:
                return ()
            to = band.number("to", high, low, high)
            if found and to <= found[-1].to:
                message = f"this band ends at {to}, the one before at {found[-1].to}"
                band.wrong("E063", band.values["to"], message, "write the bands lowest first")
            found.append(Band(to, band.line("name")))
        if found and found[-1].to < high:
            message = f"the last band ends at {found[-1].to}, the meter at {high}"
            fields.wrong_key("E063", "bands", message, f"let the last band have `to: {high}`")
        return tuple(found)

    def variable(self, name: str, fields: Fields) -> Slot | None:
        """The slot of a variable."""
        kinds = [kind for kind in fields.node.entries if kind in _KINDS]
        if len(kinds) != 1:
            hint = "give it one of `one-of: [a, b]`, `int: 0..7`, `flag: false`"
            fields.wrong("E021" if not kinds else "E020", fields.node, "a variable has one kind", hint)
            return None
        if kinds[0] == "flag":
            return self._flag(name, fields)
        return self._int(name, fields) if kinds[0] == "int" else self._one_of(name, fields)

    def _slot(
        self, name: str, kind: SlotKind, bounds: tuple[int, int], start: int, words: tuple[str, ...] = ()
    ) -> Slot:
        return self._world.slots.add(name, kind, bounds, start, words, self._places.get(name))

    def _flag(self, name: str, fields: Fields) -> Slot:
        if "start" in fields:
            fields.wrong_key("E020", "start", "a flag has its start in `flag:`", "write `flag: true` or `flag: false`")
        return self._slot(name, SlotKind.FLAG, (0, 1), int(fields.flag("flag", False)))

    def _int(self, name: str, fields: Fields) -> Slot | None:
        node = fields.scalar("int")
        match = RANGE.match(node.text) if node else None
        low, high = (int(match[1]), int(match[2])) if match else (0, 0)
        if low >= high:
            if node:
                fields.wrong("E027", node, f"{shown(node.text)} are no bounds", "write the lowest and highest, as 0..7")
            return None
        start = fields.number("start", 0 if low <= 0 <= high else low, low, high)
        return self._slot(name, SlotKind.INT, (low, high), start)

    def _one_of(self, name: str, fields: Fields) -> Slot | None:
        words: list[str] = []
        for node in fields.names("one-of"):
            self._word(node, words, fields)
        if fields.broken or not words:
            if "one-of" in fields and not fields.broken:
                fields.wrong_key("E023", "one-of", "`one-of` has no words", "write `one-of: [first, second]`")
            return None
        return self._slot(name, SlotKind.WORD, (0, len(words) - 1), self._first(words, fields), tuple(words))

    def _word(self, node: Scalar, words: list[str], fields: Fields) -> None:
        if not WORD.match(node.text) or node.text in RESERVED:
            hint = "a word has small letters, digits, underscores and hyphens, and no meaning of its own in conditions"
            fields.wrong("E024", node, f"{shown(node.text)} cannot be a word of a variable", hint)
        elif node.text in words:
            fields.wrong("E041", node, f"the word {shown(node.text)} is given twice", "take one of them out")
        words.append(node.text)

    def _first(self, words: list[str], fields: Fields) -> int:
        start = fields.scalar("start")
        if start is None:
            return 0
        if start.text not in words:
            message = f"it starts as {shown(start.text)}, which it never is"
            fields.wrong("E039", start, message, fields.report.cure(start.text, words))
            return 0
        return words.index(start.text)
