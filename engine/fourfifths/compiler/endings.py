"""endings.yaml: the endings in order, what becomes of people, and the lines of the ledger, as scenes of its own.

A scene of routes leads to the first ending that holds. An ending's page is its text, then of each person the first coda
that holds, then every line that does; codas and lines are the same pieces on every page.
"""

from __future__ import annotations

from fourfifths.compiler import shapes
from fourfifths.compiler.drafts import ChoiceDraft, SceneDraft
from fourfifths.compiler.fields import Fields, read
from fourfifths.compiler.names import ENDINGS, FIRST, Index
from fourfifths.compiler.nodes import Mapping, Node, Scalar, Source
from fourfifths.compiler.prose import Site
from fourfifths.compiler.report import Report, shown
from fourfifths.compiler.routing import check_last
from fourfifths.compiler.scenes import SceneFile
from fourfifths.compiler.tables import World
from fourfifths.model import Block, Branch, Condition, Ending, Template
from fourfifths.routes import disjoint, joined

Piece = tuple[str, Condition | None, Template]
"""A coda or a line: its name, its condition, its text."""


class EndingsFile:
    """Reads endings.yaml."""

    def __init__(self, source: Source, world: World, index: Index, report: Report) -> None:
        self._file = SceneFile(ENDINGS, source, world, index, report)
        self._source, self._world, self._index, self._report = source, world, index, report
        self._names: set[str] = set()

    def scenes(self) -> list[SceneDraft]:
        """The scene that routes, then a scene for each ending."""
        if self._source.root is None:
            return []
        header = Fields(shapes.ENDINGS, self._source.root, self._source, self._report)
        if "endings" not in header.node.entries:
            return []
        items = header.items("endings")
        if "endings" in header and not items:
            header.wrong_key("E023", "endings", "`endings` has no endings", "write at least one, without a condition")
        first = SceneDraft(FIRST, self._source.key(self._source.root, "endings"), title="endings", auto=True)
        self._file.head(first, Fields(_NOTHING, Mapping(header.node.mark, False), self._source, self._report), header)
        site = self._file.writer.site(FIRST)
        pieces = (*self._codas(header, site, first.pov), *self._lines(header, site, first.pov))
        found = [(item, len(items) - number) for number, item in enumerate(items, 1)]
        scenes = [scene for item, after in found if (scene := self._ending(item, after, first, header, pieces))]
        guards = disjoint(joined(route.shown) for route in first.choices)
        for route, guard in zip(first.choices, guards, strict=True):
            route.shown = guard
        return [first, *scenes]

    def _ending(
        self, node: Node, after: int, first: SceneDraft, header: Fields, pieces: tuple[Block, ...]
    ) -> SceneDraft | None:
        fields = read(shapes.ENDING, node, self._source, self._report)
        if fields is None:
            return None
        name = fields.name("id")
        check_last(fields, after, "ending")
        span = self._source.span(fields.scalar("id") or node)
        full = f"{ENDINGS}/{name}"
        shown_if = self._file.writer.conditions(fields)
        known = self._index.scenes.get(full)
        if name and known is not None and known != span:
            self._report.error("E041", span, f"{shown(full)} is given twice", f"it stands first at {known}")
        if not name or known != span:
            return None
        first.choices.append(ChoiceDraft(name, (), full, span, shown_if, (), (), (), (), [], (), (), ()))
        draft = SceneDraft(full, span)
        self._file.head(draft, fields, header)
        text = self._file.writer.prose(fields, "text", self._file.writer.site(full), draft.pov)
        draft.text, draft.ending = (*text, *pieces), Ending(name, draft.title)
        return draft

    def _codas(self, header: Fields, site: Site, voice: str) -> list[Block]:
        """A block for each person: the first coda that holds."""
        found, codas = [], header.mapping("codas")
        for person, node in codas.entries.items() if codas else ():
            if codas:
                self._world.people.find(Scalar(person, codas.keys[person], ""), self._source, self._report)
            items = node.items if not isinstance(node, Scalar | Mapping) else [node]
            pieces = [
                piece
                for number, item in enumerate(items, 1)
                if (piece := self._piece(item, shapes.CODA, f"coda {person}.", site, len(items) - number))
            ]
            found.append(Block(_chain(pieces), voice))
        return found

    def _lines(self, header: Fields, site: Site, voice: str) -> list[Block]:
        """A block for each line."""
        items = header.items("lines")
        pieces = [self._piece(item, shapes.LEDGER_LINE, "line ", site, 0) for item in items]
        return [Block(_chain([piece]), voice) for piece in pieces if piece]

    def _piece(self, node: Node, shape: shapes.Shape, prefix: str, site: Site, after: int) -> Piece | None:
        fields = read(shape, node, self._source, self._report)
        if fields is None:
            return None
        name = prefix + fields.name("id")
        if name in self._names and (place := fields.scalar("id")):
            fields.wrong("E041", place, f"{shown(name)} is given twice", "rename one of them")
        self._names.add(name)
        if after:
            check_last(fields, after, "coda")
        return name, joined(self._file.writer.conditions(fields)), self._file.writer.line_of(fields, "text", site)


def _chain(pieces: list[Piece]) -> Template:
    """The text of the first piece that holds."""
    if not pieces:
        return ()
    (name, condition, text), rest = pieces[0], pieces[1:]
    if condition is None:
        return text
    otherwise = rest[0][0] if rest and rest[0][1] is None else ""
    return (Branch(condition, text, _chain(rest), (name, otherwise)),)


_NOTHING = shapes.Shape("endings", {key: shapes.ENDINGS.fields[key] for key in ("pov", "act", "place", "when")})
