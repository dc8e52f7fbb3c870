"""The shapes of a story's documents, declared once: which keys there are, what each holds, and what it is for.

Checking, the words of a message, and later the schema and the manual's tables come from here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a field holds, in the words of a message."""

    TEXT = "a text"
    LINE = "a text of one line"
    NAME = "a name"
    NAMES = "a name or a list of names"
    NUMBER = "a whole number"
    FLAG = "true or false"
    CONDITION = "a condition"
    PROSE = "a text or a list of blocks"
    MAPPING = "a mapping"
    MAPPINGS = "a mapping or a list of mappings"
    LIST = "a list"
    LINES = "a list of texts"


@dataclass(frozen=True, slots=True)
class Field:
    """A key: what it holds, whether it is needed, and what it is for."""

    kind: Kind
    about: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """A mapping with these keys and no others, one of `either` among them; `name` is what a message calls it."""

    name: str
    fields: dict[str, Field]
    either: tuple[str, ...] = ()

    @property
    def required(self) -> tuple[str, ...]:
        """The keys it cannot be without."""
        return tuple(key for key, field in self.fields.items() if field.required)


_ABOUT = Field(Kind.LINE, "a line for the help screen and for other authors")
_IF = Field(Kind.CONDITION, "only where this holds")
_UNLESS = Field(Kind.CONDITION, "only where this does not hold")

STORY = Shape("a story", {
    "format": Field(Kind.NUMBER, "the format of the files, 1", True),
    "title": Field(Kind.LINE, "the title", True),
    "id": Field(Kind.NAME, "the name that saves know the story by", True),
    "version": Field(Kind.LINE, "the version", True),
    "start": Field(Kind.NAME, "the first scene, as folder/scene", True),
    "about": _ABOUT,
    "acts": Field(Kind.MAPPING, "the acts by their number", True),
    "meters": Field(Kind.MAPPING, "the meters on the screen"),
    "variables": Field(Kind.MAPPING, "what else the story keeps in mind"),
    "people": Field(Kind.MAPPING, "the people", True),
    "places": Field(Kind.MAPPING, "the places"),
    "gossip": Field(Kind.LIST, "who tells whom, in pairs: [[nkechi, pak], [billie, kofi]]"),
    "renamed": Field(Kind.MAPPING, "old names of scenes, each with the new one, so that saves still load"),
})  # fmt: skip

ACT = Shape("an act", {
    "title": Field(Kind.LINE, "the title", True),
    "subtitle": Field(Kind.LINE, "the subtitle"),
})  # fmt: skip

METER = Shape("a meter", {
    "start": Field(Kind.NUMBER, "its value at the start", True),
    "label": Field(Kind.LINE, "its name on the screen", True),
    "glyph": Field(Kind.LINE, "the one sign that stands for it", True),
    "about": _ABOUT,
    "low": Field(Kind.NUMBER, "its lowest value, 0 where nothing is given"),
    "high": Field(Kind.NUMBER, "its highest value, 100 where nothing is given"),
    "bands": Field(Kind.LIST, "the words for its values, lowest first; the last reaches its highest value"),
})  # fmt: skip

BAND = Shape("a band", {
    "to": Field(Kind.NUMBER, "the highest value it stands for", True),
    "name": Field(Kind.LINE, "its word", True),
})  # fmt: skip

VARIABLE = Shape("a variable", {
    "one-of": Field(Kind.LINES, "the words it may be"),
    "int": Field(Kind.LINE, "its bounds, as 0..7"),
    "flag": Field(Kind.FLAG, "a flag, and its value at the start"),
    "start": Field(Kind.LINE, "its value at the start"),
    "about": _ABOUT,
})  # fmt: skip

PERSON = Shape("a person", {
    "name": Field(Kind.LINE, "the name", True),
    "playable": Field(Kind.FLAG, "whether the player may be this person"),
    "about": _ABOUT,
})  # fmt: skip

PLACE = Shape("a place", {"name": Field(Kind.LINE, "the name", True), "about": _ABOUT})

FACTS = Shape("facts.yaml", {
    "facts": Field(Kind.MAPPING, "what people may know"),
    "canon": Field(Kind.MAPPING, "names and prices that every scene must agree with"),
})  # fmt: skip

FACT = Shape("a fact", {
    "text": Field(Kind.LINE, "the fact", True),
    "known-by": Field(Kind.NAMES, "who knows it from the start"),
})  # fmt: skip

CANON = Shape("the canon", {
    "names": Field(Kind.LINES, "proper names that are neither people nor places"),
    "prices": Field(Kind.MAPPING, "what things cost"),
})  # fmt: skip

_HEADER = {
    "pov": Field(Kind.NAME, "the person whose eyes and voice the scene has"),
    "act": Field(Kind.NUMBER, "the number of the act"),
    "title": Field(Kind.LINE, "the title on the screen"),
    "place": Field(Kind.NAME, "the place"),
    "when": Field(Kind.LINE, "day and time, shown beside the place"),
}

FILE = Shape("a scene file", {**_HEADER, "scenes": Field(Kind.MAPPING, "the scenes by their names", True)})

SCENE = Shape("a scene", {
    **_HEADER,
    "text": Field(Kind.PROSE, "what the player reads on entering"),
    "knows": Field(Kind.NAMES, "facts the text relies on; the point of view must know them"),
    "choices": Field(Kind.LIST, "what the player may do"),
    "routes": Field(Kind.LIST, "ways on that nobody is asked about: the first whose condition holds is taken at once"),
    "pick": Field(Kind.LINE, "how a route is picked: `first` that holds, as written, or the `most-specific` first"),
    "hearsay": Field(Kind.NAME, "a night: every memory is told one step on, then play goes on to this scene"),
    "deck": Field(Kind.MAPPING, "deals cards here, before the choices"),
    "card": Field(Kind.MAPPING, "makes the scene a card that decks deal"),
    "ends": Field(Kind.MAPPING, "play is over here"),
}, ("text", "routes", "hearsay"))  # fmt: skip

BLOCK = Shape("a block", {
    "text": Field(Kind.TEXT, "the text", True),
    "if": _IF,
    "unless": _UNLESS,
    "doc": Field(Kind.NAME, "the kind of document it is, shown in a frame, its lines kept"),
    "title": Field(Kind.LINE, "the document's title"),
    "voice": Field(Kind.NAME, "the person whose voice it has, where that is not the point of view"),
})  # fmt: skip

CHOICE = Shape("a choice", {
    "id": Field(Kind.NAME, "its name, which saves know it by", True),
    "label": Field(Kind.LINE, "what the player reads before choosing", True),
    "if": _IF,
    "unless": _UNLESS,
    "needs": Field(Kind.CONDITION, "shown but locked while this does not hold"),
    "locked": Field(Kind.LINE, "why it is locked, in the fiction"),
    "say": Field(Kind.LINE, "what is said aloud"),
    "effects": Field(Kind.MAPPING, "what it does to meters and variables"),
    "remember": Field(Kind.MAPPINGS, "what people keep of it"),
    "teach": Field(Kind.MAPPING, "who learns which facts"),
    "text": Field(Kind.PROSE, "what the player reads after choosing"),
    "goto": Field(Kind.NAME, "the next scene; without it the player stays"),
    "once": Field(Kind.FLAG, "gone once taken; true where there is no goto"),
    "was": Field(Kind.NAMES, "names it had before, so that saves still load"),
})  # fmt: skip

ROUTE = Shape("a route", {
    "id": Field(Kind.NAME, "its name, by which conditions and reports know it", True),
    "if": _IF,
    "unless": _UNLESS,
    "effects": Field(Kind.MAPPING, "what it does to meters and variables"),
    "remember": Field(Kind.MAPPINGS, "what people keep of it"),
    "teach": Field(Kind.MAPPING, "who learns which facts"),
    "text": Field(Kind.PROSE, "what the player reads on the way"),
    "goto": Field(Kind.NAME, "the next scene", True),
    "once": Field(Kind.FLAG, "not open again once it was taken"),
    "was": Field(Kind.NAMES, "names it had before, so that saves still load"),
})  # fmt: skip

METER_EFFECT = Shape("the move of a meter", {
    "by": Field(Kind.LINE, "how far, as +5 or -5"),
    "half-way-to": Field(Kind.NUMBER, "instead of `by`: the number it is set half way to, rounded down"),
    "why": Field(Kind.LINE, "the reason, in the world's words"),
})  # fmt: skip

INT_EFFECT = Shape("the change of an int", {
    "half-way-to": Field(Kind.NUMBER, "the number it is set half way to, rounded down", True),
})  # fmt: skip

MEMORY = Shape("a memory", {
    "id": Field(Kind.NAME, "its name", True),
    "seen-by": Field(Kind.NAMES, "the people who keep it", True),
    "about": Field(Kind.NAME, "the person it is about"),
    "colour": Field(Kind.NUMBER, "how it colours them, from -2 to +2"),
})  # fmt: skip

DECK = Shape("a deck", {
    "tag": Field(Kind.NAME, "deals the cards with this tag", True),
    "show": Field(Kind.NUMBER, "how many cards lie open", True),
    "count": Field(Kind.NAME, "the variable that counts the cards played", True),
    "limit": Field(Kind.NUMBER, "how many cards may be played", True),
    "closes": Field(Kind.NAME, "the scene it is left for; cards that were not played are settled on the way"),
})  # fmt: skip

CARD = Shape("a card", {
    "tags": Field(Kind.NAMES, "the decks that deal it", True),
    "title": Field(Kind.LINE, "what the player reads on it", True),
    "note": Field(Kind.LINE, "a second, quieter line"),
    "if": _IF,
    "unless": _UNLESS,
    "priority": Field(Kind.NUMBER, "the higher, the earlier it is dealt; 0 where nothing is given"),
    "once": Field(Kind.FLAG, "gone once played; true where nothing is given"),
    "unplayed": Field(Kind.LIST, "what comes of it where it was not played when its deck closes; the first that holds"),
})  # fmt: skip

CASE = Shape("a case", {
    "id": Field(Kind.NAME, "its name, by which reports know it", True),
    "if": _IF,
    "unless": _UNLESS,
    "effects": Field(Kind.MAPPING, "what it does to meters and variables"),
    "remember": Field(Kind.MAPPINGS, "what people keep of it"),
    "teach": Field(Kind.MAPPING, "who learns which facts"),
    "text": Field(Kind.PROSE, "the report: what the player reads of it"),
})  # fmt: skip

ENDS = Shape("an end", {
    "id": Field(Kind.NAME, "its name", True),
    "title": Field(Kind.LINE, "its title", True),
})  # fmt: skip

ENDINGS = Shape("endings.yaml", {
    **{key: field for key, field in _HEADER.items() if key != "title"},
    "endings": Field(Kind.LIST, "the endings in order; the first that holds is the one", True),
    "codas": Field(Kind.MAPPING, "of each person, what may become of them; the first that holds is read"),
    "lines": Field(Kind.LIST, "lines of the ledger; every one that holds is read"),
})  # fmt: skip

_PIECE = {
    "id": Field(Kind.NAME, "its name, by which reports know it", True),
    "if": _IF,
    "unless": _UNLESS,
}

ENDING = Shape("an ending", {
    **_PIECE,
    **{key: field for key, field in _HEADER.items() if key != "title"},
    "title": Field(Kind.LINE, "its title", True),
    "text": Field(Kind.PROSE, "what the player reads", True),
})  # fmt: skip

CODA = Shape("a coda", {**_PIECE, "text": Field(Kind.TEXT, "what has become of the person", True)})

LEDGER_LINE = Shape("a line", {**_PIECE, "text": Field(Kind.TEXT, "the line", True)})

PICKS = ("first", "most-specific")
"""How a scene of routes picks one."""

PANELS = Shape("panels.yaml", {
    "panels": Field(Kind.LIST, "what the player may look at, in order", True),
})  # fmt: skip

PANEL = Shape("a panel", {
    "id": Field(Kind.NAME, "its name, by which line mode opens it", True),
    "title": Field(Kind.LINE, "its title", True),
    "about": Field(Kind.LINE, "a line under the title"),
    "if": _IF,
    "unless": _UNLESS,
    "columns": Field(Kind.LINES, "what the label and the cells of its rows are called"),
    "rows": Field(Kind.LIST, "its lines"),
    "sum": Field(Kind.NAME, "the table whose sum it shows: concierge or pantry"),
    "card": Field(Kind.NAME, "the one-of variable that names a setting of the card"),
    "hubs": Field(Kind.MAPPING, "by district, the condition under which there is a pick-up point"),
    "ballots": Field(Kind.CONDITION, "where this holds, the ballots of the table count"),
    "endowed": Field(Kind.CONDITION, "where this holds, an endowment lowers the revenue floor"),
    "suppers": Field(Kind.MAPPING, "by night, the one-of variable that names its supper"),
}, ("rows", "sum"))  # fmt: skip

PANEL_ROW = Shape("a row of a panel", {
    "label": Field(Kind.LINE, "what it is about", True),
    "if": _IF,
    "unless": _UNLESS,
    "clock": Field(Kind.NAME, "the meter or int variable that is drawn as pips"),
    "text": Field(Kind.LINE, "what stands beside the label"),
    "cells": Field(Kind.LINES, "what stands beside it in columns"),
})  # fmt: skip

DOCS = (
    "ticket", "minutes", "receipt", "clause", "menu", "feed",
    "letter", "notice", "ledger", "card", "log", "message",
)  # fmt: skip
"""The kinds of documents a block may be."""

SHAPES = (
    STORY, ACT, METER, BAND, VARIABLE, PERSON, PLACE, FACTS, FACT, CANON, FILE,
    SCENE, BLOCK, CHOICE, ROUTE, METER_EFFECT, INT_EFFECT, MEMORY, DECK, CARD, CASE,
    ENDS, ENDINGS, ENDING, CODA, LEDGER_LINE,
    PANELS, PANEL, PANEL_ROW,
)  # fmt: skip
