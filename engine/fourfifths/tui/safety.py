"""The last line between a text and the terminal, and between the terminal and the program.

Whatever reached a widget, no control character leaves in a line; whatever bytes a terminal sends, the input goes on.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from fourfifths.markup import FORBIDDEN


class Scrub(LineFilter):
    """Replaces what a terminal would obey. Runs over every line that is painted, Textual's own widgets included."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - Textual's signature
        """The same segments, with forbidden characters made visible."""
        if all(segment.text.isprintable() for segment in segments):
            return segments
        return [segment if segment.control else _scrubbed(segment) for segment in segments]


def _scrubbed(segment: Segment) -> Segment:
    text = FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", segment.text.replace("\n", " ").replace("\t", " "))
    return Segment(text, segment.style)


def forgive_input() -> None:
    """Let a byte that is no UTF-8 become U+FFFD instead of ending the input thread (textual issue 6456)."""
    from textual.drivers import linux_driver

    def lenient(encoding: str) -> Callable[..., codecs.IncrementalDecoder]:
        decoder = codecs.getincrementaldecoder(encoding)
        return lambda errors="replace": decoder(errors)

    linux_driver.getincrementaldecoder = lenient  # type: ignore[attr-defined,assignment]
