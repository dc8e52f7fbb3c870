"""The shapes of a playthrough file, declared once: from here come its checks, its messages and the manual's tables."""

from __future__ import annotations

from fourfifths.compiler.shapes import Field, Kind, Shape

FILE = Shape("a playthrough file", {
    "story": Field(Kind.LINE, "the story's folder, as seen from this file, or `bundled` for the game's own"),
    "about": Field(Kind.LINE, "a line for other authors"),
    "include": Field(Kind.NAMES, "other files, whose playthroughs can be used here"),
    "playthroughs": Field(Kind.LIST, "the playthroughs", True),
})  # fmt: skip

PLAYTHROUGH = Shape("a playthrough", {
    "name": Field(Kind.NAME, "its name", True),
    "about": Field(Kind.LINE, "a line for other authors"),
    "part": Field(Kind.FLAG, "true where it is only there for others to use"),
    "from": Field(Kind.NAME, "the scene to start in; without it the story's first"),
    "given": Field(Kind.MAPPING, "values at the start that differ from the story's"),
    "seed": Field(Kind.NUMBER, "decides the shuffles"),
    "cases": Field(Kind.LIST, "a table: played once for each row, `$name` standing for the row's value"),
    "xfail": Field(Kind.LINE, "why it is expected to fail; passing is then a failure"),
    "tags": Field(Kind.NAMES, "words to pick playthroughs by"),
    "steps": Field(Kind.LIST, "what is done and expected, in order", True),
    "ends": Field(Kind.NAME, "the ending it must have come to"),
})  # fmt: skip

STEP = Shape("a step", {
    "choose": Field(Kind.NAME, "a choice by its id, a card's scene, or a label"),
    "undo": Field(Kind.NAME, "take so many choices back"),
    "redo": Field(Kind.NAME, "do so many choices again"),
    "save": Field(Kind.NAME, "save in this slot"),
    "load": Field(Kind.NAME, "load this slot"),
    "reload-story": Field(Kind.LINE, "go on in the story as read anew, from this folder where one is named"),
    "play": Field(Kind.MAPPING, "choices nobody cares about"),
    "use": Field(Kind.NAME, "the steps of the playthrough of this name"),
    "with": Field(Kind.MAPPING, "values for the `$names` of what is used"),
    "expect": Field(Kind.MAPPING, "what must be so after it"),
    "offers": Field(Kind.MAPPING, "which choices there must be after it"),
})  # fmt: skip

PLAY = Shape("a stretch", {
    "until": Field(Kind.NAME, "the scene to come to, or `ending`", True),
    "policy": Field(Kind.LINE, "`first`, or `random(7)` with any seed"),
    "max": Field(Kind.NUMBER, "how many choices at most, 200 where nothing is given"),
})  # fmt: skip

OFFERS = Shape("offers", {
    "open": Field(Kind.NAMES, "choices that can be taken"),
    "locked": Field(Kind.MAPPINGS, "choices in sight that cannot, each with a part of the reason; or a list of them"),
    "absent": Field(Kind.NAMES, "choices that are not in sight"),
    "exactly": Field(Kind.NAMES, "the open choices, all of them, in order"),
})  # fmt: skip

EXPECT = Shape("an expectation", {
    "scene": Field(Kind.NAME, "the scene, as folder/scene"),
    "text": Field(Kind.NAMES, "parts of what this step shows"),
    "not-text": Field(Kind.NAMES, "what this step does not show"),
    "said": Field(Kind.NAMES, "a part of what is said aloud"),
    "document": Field(Kind.NAMES, "the kind or the title of a document this step shows"),
    "why": Field(Kind.NAMES, "a part of the reason beside a meter that moved"),
    "knows": Field(Kind.MAPPING, "people, each with facts they know"),
    "remembers": Field(Kind.MAPPING, "people, each with memories they keep"),
    "recalls": Field(Kind.MAPPING, "people, each with memories that change what this step shows"),
    "ending": Field(Kind.NAME, "the ending that play has come to"),
})  # fmt: skip

GIVEN = Shape("what is given", {
    "knows": Field(Kind.MAPPING, "people, each with facts they know"),
    "remembers": Field(Kind.MAPPING, "people, each with memories they keep"),
    "seen": Field(Kind.NAMES, "scenes that were entered"),
    "chosen": Field(Kind.NAMES, "choices that were taken, as folder/scene.choice"),
})  # fmt: skip

SHAPES = (FILE, PLAYTHROUGH, STEP, PLAY, OFFERS, EXPECT, GIVEN)
