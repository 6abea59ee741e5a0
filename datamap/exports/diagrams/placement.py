"""Things in their place: what a layout is made of, in points, y growing downwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from datamap.exports.diagrams.cards import Card
from datamap.exports.diagrams.drawing import Cluster, Edge


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its top left corner, in points, y growing downwards."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return the x of the right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Return the y of the lower side."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """Return the y half way down."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Placed:
    """A box or a label in its place."""

    box: Box
    card: Card


@dataclass(frozen=True, slots=True)
class Frame:
    """A cluster in its place, with its heading broken into lines."""

    cluster: Cluster
    box: Box
    heading: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """The steps of an arrow from left to right, each from x, y to x, y; none where its label stands.

    A step leaves and arrives level, so its curve stays inside the strip that it crosses; `flipped` if the arrow points
    left.
    """

    edge: Edge
    steps: tuple[tuple[float, float, float, float], ...]
    flipped: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """A drawing in place, in its own points; times `scale` it is in points of the page."""

    width: float
    height: float
    scale: float
    nodes: Mapping[str, Placed]
    labels: Mapping[int, Placed]
    frames: tuple[Frame, ...]
    lanes: Mapping[str, Box]
    ways: tuple[Way, ...]
