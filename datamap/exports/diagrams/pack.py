"""The set of pictures that is handed over for one organisation: every kind, each on its pages, with its table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from datamap.exports.diagrams.album import Paper, sheets_of
from datamap.exports.diagrams.drawing import Drawing
from datamap.exports.diagrams.kinds import drawings_of
from datamap.exports.diagrams.kinds.scope import Scope
from datamap.exports.diagrams.kinds.trace import trace_of
from datamap.exports.diagrams.render import Picture, picture_of
from datamap.exports.diagrams.sheet import Sheet

TRACED = (
    "cat-contact",
    "cat-payment",
    "cat-analytics",
    "cat-contacts-book",
    "cat-location",
    "cat-media",
    "cat-special",
)
"""The categories that get a trace each, where the organisation uses them or some below them."""

TOGETHER = 2
"""How many files are typeset at a time: the typesetter leaves Python's lock to others while it works."""

SETS: Mapping[str, str] = {
    "flows": "all data flows",
    "context": "who gives data, and who receives them",
    "activities": "the data flow of each activity",
    "traces": "everything that a category of data meets",
    "transfers": "where data go, and what protects them there",
    "chain": "processors and whom they engage",
    "matrix": "category by purpose, and by recipient",
    "retention": "when data are erased",
    "systems": "where data rest",
}
"""Each file of the set, and what it shows."""


def set_of(scope: Scope) -> dict[str, list[Drawing]]:
    """Return the pictures of each file of the set, before anybody decides where things stand."""
    singular = {"activities": "activity"}
    found = {name: list(drawings_of(singular.get(name, name), scope)) for name in SETS if name != "traces"}
    roots = {scope.root_of(use.category) for use in scope.uses}
    traces = [trace_of(scope, id) for id in TRACED if id in roots]
    whole = {**found, "traces": traces}
    return {name: whole[name] for name in SETS if whole[name]}


def pictures_of(scope: Scope, paper: Paper = Paper.AUTO) -> dict[str, tuple[Picture, list[tuple[Sheet, ...]]]]:
    """Return each file of the set as a picture on its pages, and these pages drawing by drawing."""
    named = set_of(scope)
    laid = iter(sheets_of([drawing for drawings in named.values() for drawing in drawings], paper))
    pages = {name: [next(laid) for _ in drawings] for name, drawings in named.items()}
    with ThreadPoolExecutor(TOGETHER) as pool:
        pictures = pool.map(lambda own: picture_of(sheet for sheets in own for sheet in sheets), pages.values())
        return {name: (picture, own) for (name, own), picture in zip(pages.items(), pictures, strict=True)}


def render_set(scope: Scope, paper: Paper = Paper.AUTO) -> dict[str, bytes]:
    """Return the set by the names of its files: all pages as SVG, each file of the set as PDF and its table as CSV."""
    files: dict[str, bytes] = {}
    for _name, made in rendered_together(pictures_of(scope, paper)):
        files |= made
    return dict(sorted(files.items()))


def rendered_together(
    pictures: Mapping[str, tuple[Picture, Sequence[Sequence[Sheet]]]],
) -> list[tuple[str, dict[str, bytes]]]:
    """Return each file of the set by its name, as PDF, CSV and SVG; the typesetter works on two of them at a time."""
    with ThreadPoolExecutor(TOGETHER) as pool:
        made = pool.map(lambda name: rendered(name, *pictures[name]), pictures)
        return list(zip(pictures, made, strict=True))


def rendered(name: str, picture: Picture, pages: Sequence[Sequence[Sheet]]) -> dict[str, bytes]:
    """Return one file of the set as PDF, its table as CSV, and its pages as SVG."""
    return {f"{name}.pdf": picture.pdf, f"{name}.csv": picture.csv.encode(), **_svgs(picture, pages)}


def _svgs(picture: Picture, pages: Sequence[Sequence[Sheet]]) -> dict[str, bytes]:
    """Return each page as SVG, named after its drawing, and numbered where that takes several."""
    svgs = iter(picture.svgs)
    found = {}
    for sheets in pages:
        for number, sheet in enumerate(sheets, 1):
            ending = f"-{number}" if len(sheets) > 1 else ""
            found[f"{sheet.drawing.name}{ending}.svg"] = next(svgs).encode()
    return found
