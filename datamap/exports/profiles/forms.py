"""A form of an authority: one sheet for each activity, in sections of questions and answers."""

from __future__ import annotations

from collections.abc import Iterator

from datamap.exports.profiles.answers import answer_of
from datamap.exports.profiles.lines import EACH, of_categories
from datamap.exports.profiles.profile import Profile, Section
from datamap.exports.profiles.view import View
from datamap.exports.record.cells import Cell, Standing, stack
from datamap.exports.sheets import Grid, Span
from datamap.model import NOT_RECORDED, DataUse

Cells = tuple[Cell | None, ...]
"""The answers of a line; None: the model holds none."""


def put_form(grid: Grid, profile: Profile, view: View) -> None:
    """Add the form of one activity to a sheet: the name, then each section under its title."""
    last = len(grid.widths) - 1
    name = f"{view.number} {view.activity.name}"
    grid.put(Span(0, last, f"{profile.title}: {name}" if profile.title else name, "title"))
    for section in profile.sections:
        if section.title:
            grid.skip()
            grid.begin()
        _put_title(grid, section)
        for label, number, cells in lines_of(view, section):
            spans = _places(section)
            words = [number, label] if len(spans) == len(cells) + 2 else [label]
            row = [Span(*place, text, "label") for place, text in zip(spans, words, strict=False)]
            answers = zip(spans[len(words) :], cells, strict=True)
            row += [_span(view, place, cell) for place, cell in answers]
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


def _span(view: View, place: tuple[int, int], cell: Cell | None) -> Span:
    if cell is None:
        return Span(*place, view.wording.labels["outside"], "outside")
    return Span(*place, cell.text, "missing" if cell.standing is Standing.NOT_RECORDED else "value")


def lines_of(view: View, section: Section) -> Iterator[tuple[str, str, Cells]]:
    """Yield label, number and answers of each line of a section; there are as many as are needed."""
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
    if answer is None:
        return None
    # What holds for the activity as a whole looks at no data use.
    nothing = DataUse(id="", organisation=view.activity.organisation, activity=view.activity.id, category="")
    return answer(view, nothing)


def answers_of_form(profile: Profile, view: View) -> Cells:
    """Return what an activity answers in a form, a cell for each question; of repeated lines, all in one."""
    return tuple(cell for section in profile.sections for cell in _answers_of(view, section))


def _answers_of(view: View, section: Section) -> Iterator[Cell | None]:
    rows = {label: [cell for cell in cells if cell] for label, _number, cells in lines_of(view, section)}
    if section.each:
        yield stack(cell for cells in rows.values() for cell in cells if cell.text)
        return
    for line in section.lines:
        told = rows.get(line.heading, [_nothing(view)])
        yield stack(told) if told else None
