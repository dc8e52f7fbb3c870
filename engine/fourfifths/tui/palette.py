"""The colours, as data: a role in a text (`muted`, `meter1`) becomes a style of the palette in use.

Every meaning that a colour carries is also carried by a glyph, a word or a weight. The palette without colours uses
attributes alone, so NO_COLOR loses nothing.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from rich.style import Style
from textual.theme import Theme


class Palette(NamedTuple):
    """Colours by use. An empty one leaves the terminal's own."""

    name: str
    dark: bool
    background: str
    text: str
    muted: str
    faint: str
    accent: str
    alarm: str
    meters: tuple[str, ...]
    native: bool = False


PALETTES = {
    palette.name: palette
    for palette in (
        Palette("dark", True, "#14161a", "#dcd8cf", "#9a968c", "#4d5058", "#e8c27a", "#ff9d8a",
                ("#e69f00", "#56b4e9", "#cc79a7")),
        Palette("light", False, "#faf7f0", "#23211d", "#67635a", "#c2bcae", "#7a4b00", "#9c2413",
                ("#8f5c00", "#0064a8", "#7d1f66")),
        Palette("contrast", True, "#000000", "#ffffff", "#d0d0d0", "#8a8a8a", "#ffe066", "#ffb3a6",
                ("#ffc040", "#5cbcff", "#d983b6")),
        Palette("ansi16", True, "", "", "", "", "yellow", "bright_red", ("yellow", "cyan", "magenta"), native=True),
        Palette("none", True, "", "", "", "", "", "", ("", "", ""), native=True),
    )
}  # fmt: skip


@lru_cache(maxsize=512)
def style(palette: Palette, roles: str) -> Style:
    """The style of a text in these roles (words separated by spaces) on the palette's background."""
    found = Style(color=palette.text or None, bgcolor=palette.background or None)
    for role in roles.split():
        found += _role(palette, role)
    return found


def _role(palette: Palette, role: str) -> Style:
    if role.startswith("meter"):
        return Style(color=palette.meters[int(role[5:]) % len(palette.meters)] or None)
    weights = {"strong": Style(bold=True), "emphasis": Style(italic=True), "here": Style(bold=True), "cut": Style()}
    weight = weights.get(role)
    if weight is not None:
        return weight
    colour = {"muted": palette.muted, "faint": palette.faint, "accent": palette.accent, "alarm": palette.alarm}[role]
    if colour:
        return Style(color=colour)
    return Style(dim=True) if role in ("muted", "faint") else Style(bold=True)


def theme(palette: Palette) -> Theme:
    """The same colours for Textual's own widgets: the palette of commands, the input line."""
    default = "ansi_default" if palette.native else ""
    text = palette.text or default
    ground = palette.background or default
    accent = "ansi_yellow" if palette.native else palette.accent
    return Theme(
        name=f"fourfifths-{palette.name}",
        primary=accent,
        secondary=accent,
        accent=accent,
        warning=accent,
        error="ansi_red" if palette.native else palette.alarm,
        success=accent,
        foreground=text,
        background=ground,
        surface=ground,
        panel=ground,
        boost=ground,
        dark=palette.dark,
        ansi=palette.native,
        variables={"ansi-background": "ansi_black", "ansi-foreground": "ansi_white"} if palette.native else {},
    )
