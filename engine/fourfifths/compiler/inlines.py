"""The template of a text in one pass from its first brace to its last.

Most texts have no escaped braces and no mistakes. Their templates come out as `text.parse` makes them, and in its
order, so that slots and shuffles have the numbers it gives; whatever else a text holds, and whatever is wrong with it,
is left to that.
"""

from __future__ import annotations

from fourfifths.compiler.nodes import made
from fourfifths.diagnostics import Diagnostic
from fourfifths.model import Alternative, AltKind, Branch, Condition, Part, SlotKind, Template, Value
from fourfifths.text import KINDS, MAX_DEPTH, Site, SpanOf

_ESCAPES = (r"\{", r"\}", r"\|", "\\\\")
"""What would have to be told from the marks that it looks like; an escaped colon is told where it matters."""

_UNNAMED = ("", "")
"""What the arms of a branch are called outside endings.yaml."""


def template(source: str, span_of: SpanOf, site: Site) -> Template | None:
    """The template that `source` states; None where it is for `text.parse` to say."""
    if "\\" in source and any(escape in source for escape in _ESCAPES):
        return None
    first, *pieces = source.split("{")
    reader = _Reader(first, span_of, site)
    start = len(first) + 1
    for piece in pieces:
        if not reader.read(piece, start):
            return None
        start += len(piece) + 1
    return tuple(reader.parts) if "}" not in first and not reader.around else None


class _Open:
    """Braces that are not closed yet: what they ask, the arms before this one, and the parts of this one."""

    __slots__ = ("arm", "arms", "asks")

    def __init__(self, asks: Condition | tuple[AltKind, str], text: str) -> None:
        self.asks = asks
        self.arms: list[Template] = []
        self.arm: list[Part] = []
        self.add(text)

    def add(self, text: str) -> None:
        """Takes in text up to the next brace."""
        first, *others = text.split("|")
        if first:
            self.arm.append(first)
        for other in others:
            self.end()
            self.arm = [other] if other else []

    def end(self) -> None:
        """Ends an arm, trimmed."""
        arm = self.arm
        if arm and type(first := arm[0]) is str:
            arm[:1] = (text,) if (text := first.lstrip()) else ()
        if arm and type(last := arm[-1]) is str:
            arm[-1:] = (text,) if (text := last.rstrip()) else ()
        self.arms.append(tuple(arm))


class _Reader:
    """Reads what begins with each {, in turn. `parts` stand outside of all braces, `around` are those that are open."""

    def __init__(self, first: str, span_of: SpanOf, site: Site) -> None:
        self._span_of, self._site = span_of, site
        self._alternatives = 0
        self.parts: list[Part] = [first] if first else []
        self.around: list[_Open] = []

    def read(self, piece: str, start: int) -> bool:
        """Takes in what stands from one { to the next, `start` being its offset in the source; False to give up."""
        inside, closed, rest = piece.partition("}")
        head, colon, body = inside.partition(":")
        asks: Condition | tuple[AltKind, str]
        if piece[:1] in KINDS:
            asks, body = self._alternative(KINDS[piece[0]]), inside[1:]
        elif colon and "|" not in head:
            if head.endswith("\\"):
                return False
            stripped = head.strip()
            found = self._site.condition(stripped, self._span_of(start + head.index(stripped), len(stripped)))
            if isinstance(found, Diagnostic):
                return False
            asks = found
        elif "|" in inside:
            asks, body = self._alternative(AltKind.SEQUENCE), inside
        else:
            return bool(closed) and self._value(inside.strip()) and self._after(rest)
        if not closed:
            self.around.append(_Open(asks, body))
            return len(self.around) < MAX_DEPTH
        arms: list[Template] = [(text,) if (text := arm.strip()) else () for arm in body.split("|")]
        return self._close(asks, arms) and self._after(rest)

    def _alternative(self, kind: AltKind) -> tuple[AltKind, str]:
        self._alternatives += 1
        return kind, f"{self._site.key}#{self._alternatives}"

    def _value(self, name: str) -> bool:
        slot = self._site.names.slot(name) if name else ""
        if isinstance(slot, str) or slot.kind is SlotKind.FLAG:
            return False
        (self.around[-1].arm if self.around else self.parts).append(Value(slot))
        return True

    def _close(self, asks: Condition | tuple[AltKind, str], arms: list[Template]) -> bool:
        part: Part
        if not isinstance(asks, Condition):
            part = Alternative(asks[0], tuple(arms), self._site.visits(), asks[1])
        elif len(arms) > 2:
            return False
        else:
            part = made(Branch, (asks, arms[0], arms[1] if len(arms) == 2 else (), _UNNAMED))
        (self.around[-1].arm if self.around else self.parts).append(part)
        return True

    def _after(self, rest: str) -> bool:
        """Takes in what stands after a }, which may close the braces around."""
        while self.around:
            text, closed, rest = rest.partition("}")
            self.around[-1].add(text)
            if not closed:
                return True
            last = self.around.pop()
            last.end()
            if not self._close(last.asks, last.arms):
                return False
        if rest:
            self.parts.append(rest)
        return "}" not in rest
