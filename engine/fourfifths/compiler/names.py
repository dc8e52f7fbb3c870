"""Which scenes, choices and memories there are, and what the names in a condition mean.

Everything is indexed before anything is resolved, so a name may stand before the thing it names. A scene that could not
be read is known all the same where its name could be made out; what may stand in unread files is not complained of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from fourfifths.compiler.fields import REFERENCE
from fourfifths.compiler.gossip import Gossip
from fourfifths.compiler.nodes import Mapping, Node, Scalar, Sequence, Source
from fourfifths.compiler.report import SILENT, Report, shown
from fourfifths.compiler.tables import World
from fourfifths.diagnostics import Span
from fourfifths.model import Slot, SlotKind

HEARING = (SlotKind.HEARD, "told", "rumour")
"""The marks of hearsay, whose sense hangs on the gossip."""

ENDINGS = "endings"
FIRST = "endings/first"
"""The scene that leads to the first ending of endings.yaml that holds."""

ENDINGS_FILE = "endings.yaml"

_SCENES = re.compile(r"scenes:\s*(?:#.*)?\Z")
_KEY = re.compile(r"( +)([a-z0-9][a-z0-9-]*):")


@dataclass
class Index:
    """The names of all scene files. `whole` is False where a file could not be read."""

    report: Report
    scenes: dict[str, Span] = field(default_factory=dict)
    choices: dict[str, dict[str, Scalar]] = field(default_factory=dict)
    memories: dict[str, dict[str, None]] = field(default_factory=dict)
    decks: dict[str, None] = field(default_factory=dict)
    gossip: Gossip = field(default_factory=Gossip)
    whole: bool = True
    asked: set[str] = field(default_factory=set)
    """The scenes that were asked for since somebody last emptied this."""

    _unread: set[str] = field(default_factory=set)

    def add(self, folder: str, source: Source) -> None:
        """Takes in the names of one scene file."""
        if source.root is None:
            self.skip(folder)
            for name, place in _salvaged(source):
                self.scenes.setdefault(f"{folder}/{name}", place)
            return
        if source.name == ENDINGS_FILE:
            self._add_endings(source.root, source)
            return
        scenes = source.root.entries.get("scenes")
        if isinstance(scenes, Mapping):
            for name, node in scenes.entries.items():
                self._add_scene(f"{folder}/{name}", source.key(scenes, name), node)

    def join(self, other: Index) -> None:
        """Takes in the names of a file that shares no scene with those before it."""
        self.scenes.update(other.scenes)
        self.choices.update(other.choices)
        self.decks.update(other.decks)
        for memory, witnesses in other.memories.items():
            self.memories.setdefault(memory, {}).update(witnesses)

    def has_mark(self, name: str) -> bool:
        """Whether the scene, the choice or the memory is there that the name of a mark names."""
        kind, _, what = name.partition(" ")
        if kind == SlotKind.VISITS:
            return what in self.scenes
        if kind == SlotKind.CHOSEN:
            scene, _, choice = what.partition(".")
            return choice in self.choices.get(scene, ())
        person, _, thing = what.partition("/")
        if kind in HEARING:
            return self.gossip.comes(kind, person, self.memories.get(thing, ()))
        return kind == SlotKind.KNOWS or person in self.memories.get(thing, ())

    def skip(self, folder: str) -> None:
        """Says that scenes of a folder could not be read."""
        self.whole = False
        self._unread.add(folder)

    def _add_scene(self, scene: str, place: Span, node: Node) -> None:
        first = self.scenes.get(scene)
        if first is not None:
            hint = f"it stands first at {first}; rename one of them"
            self.report.error("E041", place, f"the scene {shown(scene)} is given twice", hint)
            self.choices.pop(scene, None)
            self.whole = False
            return
        self.scenes[scene] = place
        for deck in _mappings(node, "deck"):
            tag = deck.entries.get("tag")
            self.decks[tag.text if isinstance(tag, Scalar) else ""] = None
        choices = self.choices.setdefault(scene, {})
        for choice in (*_mappings(node, "choices"), *_mappings(node, "routes")):
            name = choice.entries.get("id")
            if isinstance(name, Scalar):
                choices.setdefault(name.text, name)
            if "remember" in choice.entries:
                for memory in _mappings(choice, "remember"):
                    self._add_memory(memory)
        cases = [case for card in _mappings(node, "card") for case in _mappings(card, "unplayed")]
        for memory in (memory for case in cases for memory in _mappings(case, "remember")):
            self._add_memory(memory)

    def _add_endings(self, root: Mapping, source: Source) -> None:
        """Takes in the endings, and the scene that leads to them."""
        if "endings" not in root.entries:
            self.skip(ENDINGS)
            return
        places = {FIRST: source.key(root, "endings")}
        routes: dict[str, Scalar] = {}
        for ending in _mappings(root, "endings"):
            name = ending.entries.get("id")
            if not isinstance(name, Scalar):
                continue
            full, place = f"{ENDINGS}/{name.text}", source.span(name)
            first = places.get(full) or self.scenes.get(full)
            if first is not None:
                self.report.error("E041", place, f"{shown(full)} is given twice", f"it stands first at {first}")
                self.whole = False
            places.setdefault(full, place)
            routes.setdefault(name.text, name)
        self.choices[FIRST] = routes
        self.scenes |= {name: place for name, place in places.items() if name not in self.scenes}

    def _add_memory(self, memory: Mapping) -> None:
        name, people = memory.entries.get("id"), memory.entries.get("seen-by")
        if isinstance(name, Scalar):
            witnesses = self.memories.setdefault(name.text, {})
            for item in people.items if isinstance(people, Sequence) else (people,):
                if isinstance(item, Scalar):
                    witnesses[item.text] = None

    def scene(self, word: str, folder: str) -> str:
        """The full name of the scene that a word names in this folder; empty where there is none."""
        full = word if "/" in word else f"{folder}/{word}"
        self.asked.add(full)
        return full if full in self.scenes else ""

    def silent(self, word: str, folder: str) -> bool:
        """Whether a scene of this name may stand in a file that could not be read."""
        return REFERENCE.match(word) is not None and (word.split("/")[0] if "/" in word else folder) in self._unread

    def no_scene(self, word: str, folder: str) -> tuple[str, str]:
        """What to say where a word names no scene."""
        if not self.report.may_suggest:
            return f"there is no scene {shown(word)}", "write it as folder/scene"
        here = [name.split("/", 1)[1] for name in self.scenes if name.startswith(f"{folder}/")]
        same = [name for name in self.scenes if name.endswith(f"/{word}")]
        hint = (
            f"write {shown(same[0])}"
            if same
            else self.report.cure(word, [*here, *self.scenes], "write it as folder/scene")
        )
        return f"there is no scene {shown(word)}", hint


def _mappings(node: Node, key: str) -> list[Mapping]:
    """The mappings in a list (or the one mapping) under a key."""
    value = node.entries.get(key) if isinstance(node, Mapping) else None
    if value is None:
        return []
    return [item for item in (value.items if isinstance(value, Sequence) else (value,)) if isinstance(item, Mapping)]


def _salvaged(source: Source) -> Iterator[tuple[str, Span]]:
    """The names of scenes as the lines of a broken file show them."""
    lines = iter(enumerate(source.lines, 1))
    if not any(_SCENES.match(line) for _, line in lines):
        return
    indent = ""
    for number, line in lines:
        match = _KEY.match(line)
        if match and match[1] == (indent := indent or match[1]):
            yield match[2], Span(source.name, number, len(indent) + 1, len(match[2]))


class SceneNames:
    """What the names in the conditions and texts of one folder mean."""

    def __init__(self, folder: str, world: World, index: Index) -> None:
        self.folder, self.world, self._index = folder, world, index
        self._missing: dict[str | tuple[str, ...], str] = {}

    def declared(self, name: str) -> Slot | None:
        """The slot of a meter or variable, None where there is none."""
        return self.world.names.entries.get(name)

    def slot(self, name: str) -> Slot | str:
        """The slot of a meter or variable, or what is wrong with the name."""
        slot = self.declared(name)
        if slot is not None:
            return slot
        if name not in self._missing:
            self._missing[name] = self._no_name(name)
        return self._missing[name]

    def _no_name(self, name: str) -> str:
        names = self.world.names
        if name in names.entries or not names.whole or None in names.entries.values():
            return SILENT
        if name in self.world.words:
            variable = self.world.words[name]
            return f'"{name}" is a word of {variable}; compare it: `{variable} == {name}`'
        hint = self._index.report.cure(name, [*names.entries, *self.world.words])
        return f"there is no meter or variable {shown(name)}; {hint}"

    def call(self, function: str, arguments: tuple[str, ...]) -> Slot | str:
        """The slot that a function reads, or what is wrong with its names."""
        if self._missing and (known := self._missing.get((function, *arguments))):
            return known
        found = self._called(function, arguments)
        if isinstance(found, str):
            self._missing[function, *arguments] = found
        return found

    def _called(self, function: str, arguments: tuple[str, ...]) -> Slot | str:
        if function in ("seen", "visits"):
            return self._visits(arguments[0])
        if function == "chosen":
            return self._chosen(arguments[0])
        person, what = arguments
        people = self.world.people
        if person not in people.entries:
            if not people.whole:
                return SILENT
            return f"there is no person {shown(person)}; {self._index.report.cure(person, people.entries)}"
        if function == "knows":
            return self._knows(person, what)
        return self._remembers(person, what) if function == "remembers" else self._heard(function, person, what)

    def _visits(self, word: str) -> Slot | str:
        scene = self._index.scene(word, self.folder)
        if scene:
            return self.world.slots.mark(SlotKind.VISITS, scene)
        return self._no_scene(word)

    def _no_scene(self, word: str) -> str:
        return SILENT if self._index.silent(word, self.folder) else "; ".join(self._index.no_scene(word, self.folder))

    def _chosen(self, word: str) -> Slot | str:
        name, dot, choice = word.partition(".")
        if not dot:
            return f"{shown(word)} is no choice; write scene.choice"
        scene = self._index.scene(name, self.folder)
        if not scene:
            return self._no_scene(name)
        choices = self._index.choices.get(scene)
        if choices is None:
            return SILENT
        if choice not in choices:
            return f"the scene {shown(scene)} has no choice {shown(choice)}; {self._index.report.cure(choice, choices)}"
        return self.world.slots.mark(SlotKind.CHOSEN, f"{scene}.{choice}")

    def _knows(self, person: str, fact: str) -> Slot | str:
        facts = self.world.facts
        if fact in facts.entries:
            return self.world.knows(person, fact)
        return (
            f"there is no fact {shown(fact)}; {self._index.report.cure(fact, facts.entries)}" if facts.whole else SILENT
        )

    def _remembers(self, person: str, memory: str) -> Slot | str:
        witnesses = self._index.memories.get(memory)
        if witnesses is None and self._index.whole:
            return self._no_memory(memory)
        if witnesses is None or (person not in witnesses and not self._index.whole):
            return SILENT
        if person not in witnesses:
            return f"{person} never keeps {shown(memory)}; it is seen by {', '.join(witnesses)}"
        return self.world.slots.mark(SlotKind.MEMORY, f"{person}/{memory}")

    def _no_memory(self, memory: str) -> str:
        return f"nobody keeps a memory {shown(memory)}; {self._index.report.cure(memory, self._index.memories)}"

    def _heard(self, function: str, person: str, memory: str) -> Slot | str:
        """The slot of what somebody may have heard of a memory; a way that news cannot come by is a mistake."""
        witnesses, gossip = self._index.memories.get(memory), self.world.gossip
        if witnesses is None and self._index.whole:
            return self._no_memory(memory)
        if witnesses is None or not gossip.whole:
            return SILENT
        if not gossip.comes(function, person, witnesses):
            return gossip.never(function, person, memory, witnesses) if self._index.whole else SILENT
        what = f"{person}/{memory}"
        self.world.slots.asked.add(f"{function} {what}")
        return self.world.slots.mark(SlotKind.HEARD, what)
