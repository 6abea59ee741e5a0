"""A form of an authority: one sheet for each activity, in sections of questions and answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from datamap.exports.profiles.answers import answer_of
from datamap.exports.profiles.lines import EACH, of_categories
from datamap.exports.profiles.profile import Profile, Section
from datamap.exports.profiles.view import NO_USE, View
from datamap.exports.record.cells import Cell, Standing, stack
from datamap.exports.sheets import Grid, Span
from datamap.model import NOT_RECORDED

Cells = tuple[Cell | None, ...]
"""The answers of a line; None: the model holds none."""
_GAP = 8
"""Height in points of the room between two sections."""


Lines = tuple[tuple[str, str, Cells], ...]
"""Of a section: label, number and answers of each line."""


def form_of(view: View, profile: Profile) -> tuple[Lines, ...]:
    """Return what an activity answers in a form: the lines of each section; there are as many as are needed."""
    return tuple(tuple(_lines_of(view, section)) for section in profile.sections)


def put_form(grid: Grid, profile: Profile, view: View, form: Sequence[Lines]) -> None:
    """Add the form of one activity to a sheet: the name, then each section under its title."""
    last = len(grid.widths) - 1
    name = f"{view.number} {view.activity.name}"
    grid.put(Span(0, last, f"{profile.title}: {name}" if profile.title else name, "title"))
    for section, lines in zip(profile.sections, form, strict=True):
        if section.title:
            grid.skip(_GAP)
            grid.begin()
        _put_title(grid, section)
        spans = _places(section)
        for place, (label, number, cells) in enumerate(lines):
            if place > 1:
                grid.part()
            words = [number, label] if len(spans) == len(cells) + 2 else [label]
            row = [Span(*place, text, "label") for place, text in zip(spans, words, strict=False)]
            row += _answers_beside(view, spans[len(words) :], cells)
            grid.put(*row, continued=view.wording.labels["continued"])


def _places(section: Section) -> list[tuple[int, int]]:
    return [(first - 1, last - 1) for first, last in section.spans]


def _put_title(grid: Grid, section: Section) -> None:
    """Add the row of a section's title, with the headings of its columns beside it."""
    places = _places(section)
    if section.title and not section.headings:
        grid.put(Span(0, len(grid.widths) - 1, section.title, "panel"))
    elif section.headings:
        heads = [section.title, *section.headings] if section.title else list(section.headings)
        grid.put(*(Span(*place, words, "panel") for place, words in zip(places, heads, strict=True)))


def _answers_beside(view: View, places: Sequence[tuple[int, int]], cells: Cells) -> Iterator[Span]:
    """Yield the answers of a line; of neighbours that the model does not hold, one cell says so for all."""
    answers = zip(places, cells, strict=True)
    for is_outside, run in groupby(answers, key=lambda answer: answer[1] is None):
        if is_outside:
            (first, last), *others = [place for place, _ in run]
            yield Span(first, others[-1][1] if others else last, view.wording.labels["outside"], "outside")
            continue
        for place, cell in run:
            assert cell is not None  # noqa: S101 - the run has none
            yield Span(*place, cell.text, "missing" if cell.standing is Standing.NOT_RECORDED else "value")


def _lines_of(view: View, section: Section) -> Iterator[tuple[str, str, Cells]]:
    """Yield label, number and answers of each line of a section."""
    if section.each:
        yield from _repeated(view, section)
        return
    known = [id for line in section.lines for id in line.categories]
    for line in section.lines:
        if line.answers == ("data", "limits"):
            found = of_categories(view, line.categories, known)
            if found or line.categories:
                yield line.heading, line.number, found or (_nothing(view),) * 2
        else:
            yield line.heading, line.number, tuple(_answer(view, name) for name in line.answers or (line.answer,))


def _nothing(view: View) -> Cell:
    """Return what stands where no recorded data belong: a dash, unless nobody said which data there are at all."""
    return Cell("—", Standing.NONE) if view.uses else view.wording.absent(NOT_RECORDED)


def _repeated(view: View, section: Section) -> Iterator[tuple[str, str, Cells]]:
    """Yield one line for each of what is recorded, and at least as many as the authority prints."""
    [line] = section.lines
    rows = EACH[section.each](view, section)
    width = len(section.spans) - 1
    if not rows:
        rows = [(view.wording.absent(NOT_RECORDED),) * width]
    blank = (Cell(""),) * width
    for number in range(max(len(rows), line.slots)):
        yield line.heading.format(number=number + 1), "", rows[number] if number < len(rows) else blank


def _answer(view: View, name: str) -> Cell | None:
    answer = answer_of(name)
    return None if answer is None else answer(view, NO_USE)


def answers_of_form(profile: Profile, view: View, form: Sequence[Lines]) -> Cells:
    """Return what an activity answers in a form, a cell for each question; of repeated lines, all in one."""
    answered = zip(profile.sections, form, strict=True)
    return tuple(cell for section, lines in answered for cell in _answers_of(view, section, lines))


def _answers_of(view: View, section: Section, lines: Lines) -> Iterator[Cell | None]:
    rows = {label: [cell for cell in cells if cell] for label, _number, cells in lines}
    if section.each:
        yield stack(cell for cells in rows.values() for cell in cells if cell.text)
        return
    for line in section.lines:
        told = rows[line.heading] if line.heading in rows else [_nothing(view)]
        yield stack(told) if told else None
