"""Conditions and texts of a scene, parsed where they stand.

A mistake inside a text is reported at its own line and column in the file.
"""

from __future__ import annotations

from functools import partial

from fourfifths import conditions, text
from fourfifths.compiler import inlines, shapes
from fourfifths.compiler.clauses import Clauses
from fourfifths.compiler.fields import Fields, capped, read, uncut
from fourfifths.compiler.nodes import Node, Scalar, Sequence, Source, made
from fourfifths.compiler.report import Report, shown
from fourfifths.compiler.tables import World
from fourfifths.diagnostics import Diagnostic
from fourfifths.model import Block, Condition, SlotKind, Template


class Site:
    """A scene as its texts see it."""

    def __init__(self, key: str, clauses: Clauses, world: World) -> None:
        self.key, self.names, self.world = key, clauses.names, world
        self.condition = clauses.parse

    def visits(self) -> int:
        """The slot that counts the scene's visits."""
        return self.world.slots.mark(SlotKind.VISITS, self.key).index


class Writer:
    """Reads the conditions and texts of one file."""

    def __init__(self, source: Source, report: Report, clauses: Clauses, world: World) -> None:
        self.source, self.report, self.world = source, report, world
        self._clauses = clauses

    def site(self, scene: str) -> Site:
        """The site of a scene of this file."""
        return Site(scene, self._clauses, self.world)

    def condition(self, fields: Fields, key: str) -> Condition | None:
        """The condition in a key."""
        node = fields.values.get(key)
        if type(node) is not Scalar:
            return None
        span = self.source.span(node)
        found = self._clauses.parse(node.text.replace("\n", " "), span)
        if isinstance(found, Condition):
            return found
        place = self.source.inside(node, found.span.column - span.column, found.span.length)
        self.report.add(Diagnostic(found.code, place, found.message, found.hint))
        return None

    def conditions(self, fields: Fields) -> tuple[Condition, ...]:
        """The conditions of `if` and `unless`."""
        if "if" not in fields.values and "unless" not in fields.values:
            return ()
        holds, not_holds = self.condition(fields, "if"), self.condition(fields, "unless")
        found = (holds,) if holds else ()
        return (*found, conditions.negate(not_holds)) if not_holds else found

    def line(self, fields: Fields, key: str, site: Site) -> Template:
        """The text of one line in a key."""
        node = fields.values.get(key)
        if type(node) is not Scalar:
            return ()
        return self._template(node, node.text.rstrip().replace("\n", " "), site)

    def item(self, node: Scalar, site: Site) -> Template:
        """The text of one line in an item of a list."""
        return self._template(node, node.text.rstrip().replace("\n", " "), site)

    def line_of(self, fields: Fields, key: str, site: Site) -> Template:
        """The text in a key, its lines kept."""
        node = fields.values.get(key)
        return self._prose(node, site) if node is not None else ()

    def _template(self, node: Scalar, source: str, site: Site) -> Template:
        if "{" not in source and "}" not in source:
            return (source,) if source else ()
        span_of = partial(self.source.inside, node)
        template = inlines.template(source, span_of, site)
        if template is not None:
            return template
        found, mistakes = text.parse(source, span_of, site)
        for mistake in mistakes:
            self.report.add(mistake)
        return found

    def prose(self, fields: Fields, key: str, site: Site, voice: str) -> tuple[Block, ...]:
        """The blocks in a key: one text, or a list."""
        node = fields.values.get(key)
        if node is None:
            return ()
        if isinstance(node, Sequence):
            if not node.items:
                fields.wrong("E023", node, f"`{key}` has no blocks", "write at least one text")
            found = [self._block(item, site, voice) for item in capped(node, fields)]
            return tuple([block for block in found if block])
        return (made(Block, (self._prose(node, site), voice, (), "", ())),)

    def _prose(self, node: Node, site: Site) -> Template:
        return self._template(node, node.text.rstrip(), site) if isinstance(node, Scalar) else ()

    def _block(self, node: Node, site: Site, voice: str) -> Block | None:
        if isinstance(node, Scalar):
            uncut(node, self.source, self.report)
            return Block(self._prose(node, site), voice)
        fields = read(shapes.BLOCK, node, self.source, self.report)
        if fields is None:
            return None
        speaker = fields.scalar("voice")
        if speaker is not None:
            self.world.people.find(speaker, self.source, self.report)
            voice = speaker.text
        body = fields.scalar("text")
        template = self._prose(body, site) if body else ()
        return Block(template, voice, self.conditions(fields), self._doc(fields), self.line(fields, "title", site))

    def _doc(self, fields: Fields) -> str:
        doc = fields.scalar("doc")
        if doc is None:
            if "title" in fields:
                fields.wrong_key("E020", "title", "only a document has a title", "give the block a `doc:`")
            return ""
        if doc.text not in shapes.DOCS:
            message = f"there is no kind of document {shown(doc.text)}"
            fields.wrong("E038", doc, message, self.report.cure(doc.text, shapes.DOCS))
        return doc.text
