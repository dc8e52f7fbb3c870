"""The files of a compiled story as a linter reads them: scenes beside their nodes, and every text with its place.

A page never changes; what it works out it works out once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from fourfifths.compiler.closing import SIGN
from fourfifths.compiler.names import ENDINGS, ENDINGS_FILE, FIRST
from fourfifths.compiler.nodes import Mapping, Node, Scalar, Sequence, Source
from fourfifths.diagnostics import Span
from fourfifths.model import Choice, Scene, SlotKind, Story
from fourfifths.reads import scene_reads
from fourfifths.tools.lint.traffic import Share, scene_conditions, share, written

if TYPE_CHECKING:
    from fourfifths.tools.lint.whole import Whole

STORY, FACTS, PANELS = "story.yaml", "facts.yaml", "panels.yaml"


class Piece(NamedTuple):
    """A text of a scene: its node, and which of `prose doc title label note say locked why when` it is."""

    kind: str
    node: Scalar
    source: Source

    @property
    def text(self) -> str:
        """The text as it was written, braces and all."""
        return self.node.text

    def span(self, start: int, end: int) -> Span:
        """Where text[start:end] stands in the file."""
        return self.source.inside(self.node, start, end - start)


class Entry(NamedTuple):
    """A choice and where it is written."""

    choice: Choice
    node: Mapping


@dataclass(frozen=True)
class Leaf:
    """A scene, where it is written, and its own choices."""

    scene: Scene
    node: Mapping
    entries: tuple[Entry, ...]

    @cached_property
    def slots(self) -> tuple[int, ...]:
        """The slots that the scene reads, moves, or shows the scenes after it with."""
        moved = (effect.slot.index for choice in self.scene.all_choices for effect in choice.effects if effect.span)
        return tuple(sorted({*scene_reads(self.scene), *moved}))

    @cached_property
    def lessons(self) -> tuple[object, ...]:
        """The ways out that are always open, each with the marks of knowledge that it leaves."""
        return tuple(
            (self.scene.id, choice.goto, tuple(e.slot.index for e in choice.effects if e.slot.kind is SlotKind.KNOWS))
            for choice in self.scene.choices
            if choice.goto and not choice.needs and not any(True for _ in written(choice.shown))
        )


class Page:
    """One file of a story."""

    def __init__(self, source: Source, story: Story) -> None:
        self.name = source.name
        self.source = source
        self.leaves = tuple(_leaves(source, story))

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """Every text that a player reads, in the order of the file."""
        if self.name == PANELS and self.source.root:
            return tuple(_panel_pieces(self.source.root, self.source))
        return tuple(piece for leaf in self.leaves for piece in _scene_pieces(leaf, self.source))

    @cached_property
    def traffic(self) -> Share:
        """What its scenes do with the slots."""
        return share(leaf.scene for leaf in self.leaves)

    @cached_property
    def asked(self) -> frozenset[int]:
        """The slots that its written conditions read."""
        conditions = (found for leaf in self.leaves for found in scene_conditions(leaf.scene))
        return frozenset(index for condition in conditions for index in condition.reads)

    @cached_property
    def lessons(self) -> tuple[object, ...]:
        """What of it decides which facts can be missed."""
        return tuple(leaf.lessons for leaf in self.leaves)

    @cached_property
    def documents(self) -> tuple[Piece, ...]:
        """The texts among them that are documents."""
        if "doc:" not in self.source.text:
            return ()
        nodes = [leaf.node for leaf in self.leaves]
        nodes += [entry.node for leaf in self.leaves for entry in leaf.entries]
        return tuple(piece for node in nodes for piece in self.documents_of(node))

    def documents_of(self, node: Mapping) -> Iterator[Piece]:
        """The documents in the text of one scene or choice, in the order of its blocks."""
        text = node.entries.get("text")
        return (
            (piece for piece in _prose(text, self.source) if piece.kind == "doc")
            if isinstance(text, Sequence)
            else iter(())
        )

    @cached_property
    def words(self) -> frozenset[str]:
        """What stands between white space anywhere in the file, each once."""
        return frozenset(self.source.text.split())

    def span(self, node: Node) -> Span:
        """Where a node stands."""
        return self.source.span(node)

    def key(self, node: Mapping, key: str) -> Span:
        """Where a key of a mapping stands."""
        return self.source.key(node, key)


class Sources:
    """The pages to look at, and the whole story that they belong to."""

    def __init__(self, pages: tuple[Page, ...], whole: Whole) -> None:
        self.pages = pages
        self.whole = whole

    def page(self, name: str) -> Page | None:
        """The page of this name, None where it is not to be looked at."""
        return next((page for page in self.pages if page.name == name), None)

    @property
    def leaves(self) -> Iterator[tuple[Page, Leaf]]:
        """Each scene of the pages."""
        return ((page, leaf) for page in self.pages for leaf in page.leaves)

    @property
    def pieces(self) -> Iterator[Piece]:
        """Each text of the pages."""
        return (piece for page in self.pages for piece in page.pieces)


def items(node: Node | None) -> list[Node]:
    """The items of a list, or the one node that stands in its place."""
    if isinstance(node, Sequence):
        return node.items
    return [] if node is None else [node]


def mappings(node: Node | None) -> Iterator[Mapping]:
    """The mappings of a list, or the one that stands in its place."""
    return (item for item in items(node) if isinstance(item, Mapping))


def scalars(node: Node | None) -> Iterator[Scalar]:
    """The texts of a list, or the one that stands in its place."""
    return (item for item in items(node) if isinstance(item, Scalar))


def _endings(root: Mapping, story: Story) -> Iterator[Leaf]:
    """The scene that leads to the endings, then the endings."""
    if FIRST in story.scenes:
        yield Leaf(story.scenes[FIRST], root, ())
    for node in mappings(root.entries.get("endings")):
        name = next(scalars(node.entries.get("id")), None)
        scene = story.scenes.get(f"{ENDINGS}/{name.text}") if name else None
        if scene is not None:
            yield Leaf(scene, node, ())


def _closing(scene: Scene, story: Story) -> Iterator[Scene]:
    """The scenes in which what a scene's deck leaves unplayed is settled, or what a night does by itself."""
    names = [f"{scene.id}{SIGN}{card.id.replace('/', SIGN)}" for card in (scene.deck.cards if scene.deck else ())]
    if scene.auto and len(scene.choices) == 1 and (first := scene.choices[0].goto) and story.scenes[first].inner:
        names = [name for name in story.scenes if name.startswith(f"{scene.id}{SIGN}")]
    return (story.scenes[name] for name in names if name in story.scenes)


def _leaves(source: Source, story: Story) -> Iterator[Leaf]:
    if source.name == ENDINGS_FILE and source.root:
        yield from _endings(source.root, story)
    folder, slash, _ = source.name.partition("/")
    scenes = source.root.entries.get("scenes") if source.root and slash else None
    for name, node in scenes.entries.items() if isinstance(scenes, Mapping) else ():
        scene = story.scenes.get(f"{folder}/{name}")
        if scene is not None and isinstance(node, Mapping):
            yield from (Leaf(left, Mapping(node.mark, False), ()) for left in _closing(scene, story))
            yield Leaf(scene, node, _entries(scene, node))


def _entries(scene: Scene, node: Mapping) -> tuple[Entry, ...]:
    """The scene's own choices in the order in which they are written."""
    nodes = mappings(node.entries.get("routes" if scene.auto else "choices"))
    names = [(next(scalars(item.entries.get("id")), None), item) for item in nodes]
    by_name = {choice.id: choice for choice in scene.choices}
    return tuple(Entry(by_name[name.text], item) for name, item in names if name and name.text in by_name)


_LINES = (("label", "label"), ("locked", "locked"), ("say", "say"))


def _scene_pieces(leaf: Leaf, source: Source) -> Iterator[Piece]:
    entries = leaf.node.entries
    for key in ("title", "when"):
        if key in entries:
            yield from _line(key, entries[key], source)
    yield from _card_pieces(entries.get("card"), source)
    yield from _prose(entries.get("text"), source)
    yield from _ledger_pieces(leaf.node, source)
    for entry in leaf.entries:
        yield from _choice_pieces(entry.node, source)


def _card_pieces(card: Node | None, source: Source) -> Iterator[Piece]:
    if isinstance(card, Mapping):
        for key, kind in (("title", "label"), ("note", "note")):
            yield from _line(kind, card.entries.get(key), source)
        for case in mappings(card.entries.get("unplayed")):
            yield from _choice_pieces(case, source)


def _ledger_pieces(root: Mapping, source: Source) -> Iterator[Piece]:
    """The codas and lines of endings.yaml."""
    entries = root.entries
    codas = entries.get("codas")
    for pieces in (*(codas.entries.values() if isinstance(codas, Mapping) else ()), entries.get("lines")):
        for piece in mappings(pieces):
            yield from _line("prose", piece.entries.get("text"), source)


def _panel_pieces(root: Mapping, source: Source) -> Iterator[Piece]:
    """The texts of panels.yaml."""
    for panel in mappings(root.entries.get("panels")):
        yield from _line("title", panel.entries.get("title"), source)
        yield from _line("prose", panel.entries.get("about"), source)
        yield from (Piece("label", item, source) for item in scalars(panel.entries.get("columns")))
        for row in mappings(panel.entries.get("rows")):
            yield from _line("label", row.entries.get("label"), source)
            yield from _line("prose", row.entries.get("text"), source)
            yield from (Piece("prose", item, source) for item in scalars(row.entries.get("cells")))


def _choice_pieces(node: Mapping, source: Source) -> Iterator[Piece]:
    entries = node.entries
    for key, kind in _LINES:
        if key in entries:
            yield from _line(kind, entries[key], source)
    effects = entries.get("effects")
    for effect in effects.entries.values() if isinstance(effects, Mapping) else ():
        if isinstance(effect, Mapping):
            yield from _line("why", effect.entries.get("why"), source)
    yield from _prose(entries.get("text"), source)


def _line(kind: str, node: Node | None, source: Source) -> Iterator[Piece]:
    if isinstance(node, Scalar):
        yield Piece(kind, node, source)


def _prose(node: Node | None, source: Source) -> Iterator[Piece]:
    for item in items(node):
        if isinstance(item, Scalar):
            yield Piece("prose", item, source)
        elif isinstance(item, Mapping):
            yield from _line("title", item.entries.get("title"), source)
            yield from _line("doc" if "doc" in item.entries else "prose", item.entries.get("text"), source)
