"""What a terminal makes of colours, and what eyes make of those: the measure of the themes.

Luminance and contrast are those of WCAG 2.1; differences are CIE 1976 in L*a*b* (D65); colour
blindness is simulated after Machado, Oliveira and Fernandes (2009), complete, on linear RGB.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

from rich.color import Color, ColorSystem

Rgb = tuple[int, int, int]
Palette = Sequence[Rgb]


def _palette(text: str) -> Palette:
    return [Color.parse(f"#{colour}").get_truecolor() for colour in text.split()]


PALETTES: Final[Mapping[str, Palette]] = {
    "xterm": _palette(
        "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5"
        " 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"
    ),
    "Linux console": _palette(  # VGA
        "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa"
        " 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff"
    ),
    "PuTTY": _palette(
        "000000 bb0000 00bb00 bbbb00 0000bb bb00bb 00bbbb bbbbbb"
        " 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff"
    ),
    "Windows": _palette(  # Campbell, of its terminal and console since 2017
        "0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc"
        " 767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2"
    ),
}
"""The 16 colours as these terminals come."""

BLINDNESS: Final[Mapping[str, Sequence[Sequence[float]]]] = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def shown(colour: Color, depth: str) -> Rgb:
    """A colour's RGB at `truecolor`, at `256` (as Rich sends it), or in a palette by its name."""
    if depth in PALETTES:
        assert colour.number is not None and colour.number < 16, f"{colour} is none of the 16"
        return PALETTES[depth][colour.number]
    assert colour.triplet is not None, f"{colour} is left to the terminal"
    system = ColorSystem.TRUECOLOR if depth == "truecolor" else ColorSystem.EIGHT_BIT
    red, green, blue = colour.downgrade(system).get_truecolor()
    return red, green, blue


def linear(colour: Rgb) -> list[float]:
    """The light of each channel, 0 to 1."""
    parts = [channel / 255 for channel in colour]
    return [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def contrast(one: Rgb, other: Rgb) -> float:
    """WCAG's contrast ratio: 1 to 21."""
    dark, light = sorted(
        0.2126 * red + 0.7152 * green + 0.0722 * blue
        for red, green, blue in map(linear, (one, other))
    )
    return (light + 0.05) / (dark + 0.05)


def difference(one: Rgb, other: Rgb, blindness: str = "none") -> float:
    """How far apart two colours are to such eyes; 2 is just seen side by side, 100 is a lot."""
    return math.dist(_lab(one, blindness), _lab(other, blindness))


def _lab(colour: Rgb, blindness: str) -> tuple[float, float, float]:
    light = linear(colour)
    red, green, blue = (
        min(1, max(0, sum(k * part for k, part in zip(row, light, strict=True))))
        for row in BLINDNESS[blindness]
    )
    x = _bent((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505)
    y = _bent(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    z = _bent((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _bent(part: float) -> float:
    return part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116
