"""The colours, by the numbers: readable text, and meters that no kind of colour blindness makes one."""

from __future__ import annotations

from itertools import combinations

import pytest

from fourfifths.tui.glyphs import ASCII, UNICODE, Glyphs, meter_glyph
from fourfifths.tui.palette import PALETTES, Palette, style

OWN = [PALETTES[name] for name in ("dark", "light", "contrast")]
MACHADO = {
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
Triple = tuple[float, float, float]


def linear(colour: str) -> Triple:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def luminance(colour: str) -> float:
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted(luminance(colour) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(colour: Triple) -> Triple:
    rows = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.9505, 1.0, 1.089)
    xyz = [sum(a * b for a, b in zip(row, colour, strict=True)) / w for row, w in zip(rows, white, strict=True)]
    x, y, z = (value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116 for value in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(colour: str, matrix: tuple[Triple, Triple, Triple]) -> Triple:
    red, green, blue = (
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, linear(colour), strict=True)))) for row in matrix
    )
    return lab((red, green, blue))


def apart(one: str, other: str, kind: str) -> float:
    pairs = zip(seen(one, MACHADO[kind]), seen(other, MACHADO[kind]), strict=True)
    return sum((a - b) ** 2 for a, b in pairs) ** 0.5


@pytest.mark.parametrize("palette", OWN, ids=lambda palette: palette.name)
def test_text_is_readable(palette: Palette) -> None:
    assert contrast(palette.text, palette.background) >= 7
    for colour in (palette.muted, palette.accent, palette.alarm):
        assert contrast(colour, palette.background) >= 4.5
    for colour in palette.meters:
        assert contrast(colour, palette.background) >= 3


@pytest.mark.parametrize("kind", MACHADO)
@pytest.mark.parametrize("palette", OWN, ids=lambda palette: palette.name)
def test_no_colour_blindness_makes_two_meters_one(palette: Palette, kind: str) -> None:
    assert min(apart(a, b, kind) for a, b in combinations(palette.meters, 2)) >= 15


def test_contrast_is_the_most_readable() -> None:
    palette = PALETTES["contrast"]
    assert contrast(palette.text, palette.background) >= 20
    assert contrast(palette.muted, palette.background) >= 7


def test_meters_differ_by_pattern_too() -> None:
    for found in (UNICODE, ASCII):
        assert len({*found.fills, found.rest}) == 4


def test_without_colours_only_attributes_are_left() -> None:
    for roles in ("", "muted", "faint", "accent", "alarm", "meter0", "meter2", "strong accent", "emphasis"):
        found = style(PALETTES["none"], roles)
        assert found.color is None
        assert found.bgcolor is None
    assert style(PALETTES["none"], "accent").bold


def test_ansi16_uses_the_terminals_own_colours() -> None:
    for roles in ("", "muted", "accent", "alarm", "meter0", "meter1"):
        colour = style(PALETTES["ansi16"], roles).color
        assert colour is None or (colour.number is not None and colour.number < 16)


@pytest.mark.parametrize("marks", [UNICODE, ASCII])
def test_no_mark_of_a_move_or_of_a_list_is_a_meter_s_own(marks: Glyphs) -> None:
    own = {meter_glyph(marks, "", number) for number in range(3)} | {"*", "=", "+", "-"}
    moves = (marks.up, marks.down, marks.same, marks.above, marks.below)
    assert len({*moves, *own}) == len(moves) + len(own)
