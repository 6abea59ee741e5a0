"""The signs are told apart in grey, by people who see fewer colours, and without any colour at all."""

import math
from itertools import combinations

import pytest

from datamap.exports.diagrams.drawing import LineStyle, MarkShape, Shape
from datamap.exports.diagrams.outlines import outline, tag
from datamap.exports.diagrams.placement import Box
from datamap.exports.diagrams.style import BAND, DASHES, LINE_WIDTHS, LOOKS, PAPER, QUIET, WARN

# Machado, Oliveira, Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency", 2009,
# severity 1.0, on linear RGB.
DEFICIENCIES = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
Triple = tuple[float, float, float]


def linear(colour: str) -> Triple:
    red, green, blue = (int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5))
    first, second, third = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)
    )
    return first, second, third


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def lab(rgb: Triple) -> Triple:
    """CIE L*a*b* of linear RGB (D65)."""
    red, green, blue = (min(1.0, max(0.0, part)) for part in rgb)
    xyz = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883,
    )
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: Triple, two: Triple) -> float:
    return math.dist(lab(one), lab(two))


def seen(colour: str, deficiency: str) -> Triple:
    rgb = linear(colour)
    first, second, third = (
        sum(weight * part for weight, part in zip(row, rgb, strict=True)) for row in DEFICIENCIES[deficiency]
    )
    return first, second, third


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_lines_of_boxes_differ_for_people_who_see_fewer_colours(deficiency: str) -> None:
    lines = {shape: look.line for shape, look in LOOKS.items() if shape not in (Shape.PERSON, Shape.SOURCE)}
    near = {
        pair
        for pair in combinations(lines, 2)
        if distance(seen(lines[pair[0]], deficiency), seen(lines[pair[1]], deficiency)) < 10
    }
    assert near == set()


def test_what_is_missing_is_told_from_what_is_quiet_in_every_way_of_seeing() -> None:
    for deficiency in DEFICIENCIES:
        assert distance(seen(WARN, deficiency), seen(QUIET, deficiency)) > 10


def test_boxes_have_outlines_of_their_own_so_that_grey_is_enough() -> None:
    outlines = [outline(shape, Box(0, 0, 80, 40)) for shape in Shape]
    assert len(set(outlines)) == len(Shape)
    marks = [tag(shape, Box(0, 0, 40, 11)) for shape in MarkShape]
    assert len(set(marks)) == len(MarkShape)
    assert LOOKS[Shape.PERSON].width > 1.4 * LOOKS[Shape.SOURCE].width


def test_in_grey_every_line_stands_out_from_its_ground() -> None:
    for look in LOOKS.values():
        for ground in (PAPER, BAND, look.fill):
            assert luminance(ground) - luminance(look.line) > 0.15


def test_arrows_differ_without_colour() -> None:
    dashes = [(DASHES.get(style, ""), LINE_WIDTHS[style]) for style in LineStyle]
    assert len({dash for dash, _ in dashes}) == len(LineStyle)
