"""What a picture shows, before anybody decides where: boxes, arrows, frames and the words around them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from datamap.exports.diagrams.particulars import Particulars


class Shape(StrEnum):
    """What kind of thing a box stands for; each has its own outline, so that colour is never the only sign."""

    PERSON = "person"
    SOURCE = "source"
    ACTIVITY = "activity"
    SYSTEM = "system"
    RECIPIENT = "recipient"


class LineStyle(StrEnum):
    """How an arrow is drawn."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"
    DASH_DOT = "dash-dot"


class FrameStyle(StrEnum):
    """How the frame around boxes that belong together is drawn; dashed says that the reason is not recorded."""

    SOLID = "solid frame"
    DASHED = "dashed frame"


class Emphasis(StrEnum):
    """How loudly a line of a box speaks; missing is for what nobody recorded."""

    QUIET = "quiet"
    STRONG = "strong"
    MISSING = "missing"


class MarkShape(StrEnum):
    """The outline of the small tag on a box."""

    POINTED = "pointed"
    SQUARE = "square"
    ROUND = "round"
    NOTCHED = "notched"
    SLANTED = "slanted"
    HEXAGON = "hexagon"


class Bar(StrEnum):
    """How a time limit for erasure is drawn."""

    PERIOD = "period"
    RANGE = "range"
    EVENT = "event"
    EVENT_THEN = "event, then unstated"
    UNSTATED = "unstated"
    CRITERIA = "criteria"
    ENDLESS = "endless"
    NOT_STORED = "not stored"


@dataclass(frozen=True, slots=True)
class Mark:
    """A small tag on a box, and what it means in the legend, where `legend` stands in its place if its text varies.

    >>> Mark("Art. 9", "special categories of personal data").shape
    <MarkShape.POINTED: 'pointed'>
    """

    text: str
    meaning: str
    shape: MarkShape = MarkShape.POINTED
    legend: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line below the name of a box; `full` is all of what the line shortens, "" if it shortens nothing."""

    text: str
    emphasis: Emphasis = Emphasis.QUIET
    full: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the panel above a picture: what is asked, the answer, and whether nobody recorded one."""

    title: str
    text: str
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """What a picture had no room for, in full, under the number by which the picture points to it."""

    number: int
    where: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A column of the picture, read from left to right."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """A frame around boxes that belong together, such as those in one country."""

    id: str
    label: str
    style: FrameStyle = FrameStyle.SOLID


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A box: a bold title, quiet facts, tags; the tooltip is what a screen reader says beyond them.

    In a timeline it is a row with a bar; `span` are the shortest and the longest period in days, 0 where none is known.
    """

    id: str
    lane: str
    shape: Shape
    title: str
    facts: tuple[Fact, ...] = ()
    marks: tuple[Mark, ...] = ()
    cluster: str | None = None
    tooltip: str = ""
    bar: Bar | None = None
    span: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A numbered arrow from one box to another; the number is the row of the list that tells it in words.

    `content` says in full what the label shortens, nothing if it shortens nothing; `condition` is the clause that says
    when it flows, if that is recorded; `particulars` are the rest of its row in the text twin.
    `codes` are letters for where there is no room for words, "" for what is not recorded.
    """

    tail: str
    head: str
    number: int
    label: str
    style: LineStyle = LineStyle.SOLID
    content: str = ""
    condition: str = ""
    particulars: Particulars = field(default_factory=Particulars)
    codes: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """Return all that the arrow says beyond its ends."""
        words = self.content or self.label
        return f"{words}; {self.condition}" if self.condition else words


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The sheet, in millimetres; A3 landscape unless said otherwise (ISO 216)."""

    width: float = 420.0
    height: float = 297.0
    margin: float = 10.0


class Arrangement(StrEnum):
    """How the boxes and arrows of a picture are set out."""

    FLOW = "lanes from left to right, arrows between them"
    MATRIX = "a table of two lanes, an arrow being a cell"
    TIMELINE = "rows with a bar each, an arrow being an entry of a row"
    BOARD = "columns of cards, an arrow being the number on a card"


Sign = Shape | LineStyle | FrameStyle | Emphasis | Bar


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A whole picture, checked when it is made.

    `meanings` says in words what a sign stands for in this picture; signs that it leaves out keep their usual words,
    and the legend shows only the signs that the picture uses. `leading` names the lane whose boxes stay whole where a
    large picture is split; `highest` is the highest number on any of its pages; `name` is that of its files.
    `sheet_of` is the title of the whole picture of which this is one sheet of several.

    Raises:
        ValueError: If an id or a number is used twice, an arrow or a box points to nothing, or an arrow ends where it
            starts.
    """

    title: str
    subtitle: str = ""
    description: str = ""
    footer: str = ""
    page_label: str = "page 1 of 1"
    language: str = "en"
    lanes: tuple[Lane, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    meanings: tuple[tuple[Sign, str], ...] = ()
    panel: tuple[Item, ...] = ()
    notes: tuple[Note, ...] = ()
    findings: tuple[Note, ...] = ()
    arrangement: Arrangement = Arrangement.FLOW
    leading: str = ""
    highest: int = 0
    sheet_of: str = ""
    name: str = "picture"
    page: Page = field(default_factory=Page)

    def __post_init__(self) -> None:
        """Refuse a picture that could not be drawn, with all that is wrong with it."""
        faults = [*_repeated(self), *_dangling(self)]
        if faults:
            raise ValueError("the drawing does not hold together: " + "; ".join(faults))


def example_drawing() -> Drawing:
    """Return a picture of two boxes and one arrow, for examples and first trials.

    >>> [node.title for node in example_drawing().nodes]
    ['User', 'Newsletter']
    """
    user = Node(
        id="user", lane="people", shape=Shape.PERSON, title="User", facts=(Fact("not recorded: age", Emphasis.MISSING),)
    )
    newsletter = Node(id="newsletter", lane="use", shape=Shape.ACTIVITY, title="Newsletter")
    return Drawing(
        title="Where data flows",
        lanes=(Lane(id="people", title="People"), Lane(id="use", title="Processing activities")),
        nodes=(user, newsletter),
        edges=(Edge(tail="user", head="newsletter", number=1, label="e-mail address"),),
    )


def _repeated(drawing: Drawing) -> list[str]:
    """Return a complaint for each id or number that stands for two things."""
    named: tuple[tuple[str, list[str]], ...] = (
        ("lane", [lane.id for lane in drawing.lanes]),
        ("cluster", [cluster.id for cluster in drawing.clusters]),
        ("node", [node.id for node in drawing.nodes]),
        ("edge number", [str(edge.number) for edge in drawing.edges]),
    )
    return [
        f"{kind} {name!r} is used twice"
        for kind, names in named
        for name in sorted({name for name in names if names.count(name) > 1})
    ]


def _dangling(drawing: Drawing) -> list[str]:
    """Return a complaint for each pointer that meets nothing, and for each arrow that ends where it starts."""
    lanes = {lane.id for lane in drawing.lanes}
    clusters = {cluster.id for cluster in drawing.clusters}
    nodes = {node.id for node in drawing.nodes}
    faults = [f"node {node.id!r} is in unknown lane {node.lane!r}" for node in drawing.nodes if node.lane not in lanes]
    faults += [
        f"node {node.id!r} is in unknown cluster {node.cluster!r}"
        for node in drawing.nodes
        if node.cluster is not None and node.cluster not in clusters
    ]
    for edge in drawing.edges:
        faults += [
            f"edge {edge.number} meets unknown node {end!r}" for end in (edge.tail, edge.head) if end not in nodes
        ]
        if edge.tail == edge.head:
            faults.append(f"edge {edge.number} ends where it starts")
    return faults
