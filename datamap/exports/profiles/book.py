"""A profile filled with the record of one organisation, as sheets."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from datamap.exports.profiles.answers import OF_KEEPER
from datamap.exports.profiles.asked import Asked, asked_of
from datamap.exports.profiles.forms import Lines, answers_of_form, form_of, put_form
from datamap.exports.profiles.profile import Field, Note, Profile
from datamap.exports.profiles.tables import Rows, plan_of, rows_of
from datamap.exports.profiles.view import Keeper, View, keeper_of, views_of
from datamap.exports.record.audience import Audience
from datamap.exports.record.cells import Cell, Standing
from datamap.exports.record.citations import cited
from datamap.exports.record.roles import Role
from datamap.exports.sheets import Book, Grid, Sheet, Span, printable
from datamap.exports.sheets.styles import styles_with
from datamap.labels import ENGLISH, languages_of
from datamap.model import NOT_RECORDED, Absent, Inventory
from datamap.model.collector import uncollected

_PAPERS = {"A4": 9, "A3": 8}
_OUTSIDE: Mapping[str, object] = {
    "font_color": "#7A828A",
    "bg_color": "#F4F4F4",
    "border": 1,
    "border_color": "#B5BDC6",
}


@dataclass(frozen=True, slots=True)
class Filled:
    """A profile and all that the record of one organisation answers to it.

    Attributes:
        profile: which.
        keeper: who keeps the record.
        role: in which role.
        views: its activities.
        rows: of the table, for each activity; empty if the profile has no table.
        forms: the lines of each section, for each activity.
        state: of the records, such as "revision 12".
    """

    profile: Profile
    keeper: Keeper
    role: Role
    views: tuple[View, ...]
    rows: tuple[Rows, ...]
    forms: tuple[tuple[Lines, ...], ...]
    state: str = ""

    @property
    def labels(self) -> Mapping[str, str]:
        """The words of the language."""
        return self.keeper.wording.labels

    def asked(self) -> tuple[Asked, ...]:
        """Return how each question of the profile is answered, those of the contact block first."""
        found = asked_of(self.profile.questions(), self.answers())
        return (*self._contacts(), *(replace(each, heading=each.heading.replace("{number}", "1…")) for each in found))

    def _contacts(self) -> Iterator[Asked]:
        for note in self.profile.notes:
            if note.answer:
                cell = OF_KEEPER[note.answer](self.keeper)
                missing = () if cell.standing is not Standing.NOT_RECORDED else (self.keeper.organisation.name,)
                yield Asked(self.labels[f"answer.{note.answer}"], note.article, True, 1 - len(missing), 0, missing)

    def answers(self) -> dict[str, list[tuple[Cell | None, ...]]]:
        """Return for each activity, by its number and name, its rows: a cell for each question of the profile."""
        found = {}
        for place, view in enumerate(self.views):
            form = answers_of_form(self.profile, view, self.forms[place])
            rows = self.rows[place] if self.rows else ((),)
            found[f"{view.number} {view.activity.name}"] = [(*row, *form) for row in rows]
        return found


@uncollected()
def fill(
    inventory: Inventory,
    organisation: str,
    profile: Profile,
    as_of: datetime.date | Absent = NOT_RECORDED,
    language: str = "",
    *,
    role: Role | str = "",
    audience: Audience | str = Audience.AUTHORITY,
    state: str = "",
) -> Filled:
    """Return a profile filled with what an organisation's part of an inventory holds.

    Args:
        inventory: the organisation's own part.
        organisation: its id.
        profile: the layout.
        as_of: the day for which it holds.
        language: of the words in the cells; left out, that of the profile, or English if there are none in it.
        role: left out, that of the profile, else controller.
        audience: who reads it.
        state: of the records, such as "revision 12".
    """
    role = Role(role or profile.role or Role.CONTROLLER)
    spoken = language or (profile.language if profile.language in languages_of("record") else ENGLISH)
    keeper = keeper_of(inventory, organisation, as_of, spoken, audience)
    views = tuple(views_of(keeper, role))
    plan = plan_of(profile.fields)
    rows = tuple(rows_of(view, plan) for view in views) if profile.fields else ()
    forms = tuple(form_of(view, profile) for view in views)
    return Filled(profile, keeper, role, views, rows, forms, state)


@uncollected()
def book_of(filled: Filled) -> Book:
    """Return a filled profile as sheets: the authority's own, and one that lists what is missing."""
    profile, labels = filled.profile, filled.labels
    styles = styles_with({"outside": _OUTSIDE, **profile.styles})
    name = printable(filled.keeper.organisation.name)
    sheets = list(_sheets(filled, styles))
    digest = filled.keeper.wording.digest
    return Book(
        title=f"{profile.title}: {name}",
        subject=labels[f"subject.{filled.role.value}"],
        comments=f"{profile.source}; {labels['as-of']} {filled.keeper.wording.cell(filled.keeper.as_of).text}",
        properties={labels["digest"]: digest},
        styles=styles,
        sheets=tuple(sheets),
    )


def _sheets(filled: Filled, styles: Mapping[str, Mapping[str, object]]) -> Iterator[Sheet]:
    profile = filled.profile
    if profile.fields:
        widths = [field.width // field.across for field in profile.fields for _ in range(field.across)]
        yield _table_sheet(filled, Grid(profile.sheet, widths, styles))
    if profile.sections:
        for view, form in zip(filled.views, filled.forms, strict=True):
            grid = Grid(profile.form.format(number=view.number), profile.widths, styles)
            put_form(grid, profile, view, form)
            yield grid.sheet(_footer(filled), is_form=True)
    yield _gaps_sheet(filled, Grid(filled.labels["sheet.coverage"], _GAP_WIDTHS, styles))


def _footer(filled: Filled) -> dict[str, str]:
    from datamap.exports.record.workbook import foot

    wording = filled.keeper.wording
    return foot(
        filled.keeper.organisation.name,
        wording.cell(filled.keeper.as_of).text,
        filled.state,
        wording.digest,
        wording.labels,
    )


def _table_sheet(filled: Filled, grid: Grid) -> Sheet:
    """Return the sheet of the table: the contact block, bands, headings, and a block of rows for each activity."""
    profile = filled.profile
    for row in range(1, profile.top):
        notes = [note for note in profile.notes if note.row == row]
        if notes:
            grid.put(*(_noted(filled, note) for note in sorted(notes, key=lambda note: note.column)))
        else:
            grid.skip()
    first = len(grid.rows)
    if any(field.band for field in profile.fields):
        grid.put(*_bands(profile.fields))
    places = _places(profile.fields)
    heads = zip(places, profile.fields, strict=True)
    heading = grid.put(*(Span(*place, field.heading, field.style) for place, field in heads))
    while len(grid.rows) < profile.first - 1:
        grid.skip()
    outside = (filled.labels["outside"], "outside")
    for rows in filled.rows:
        grid.begin()
        grid.put_block(places, [[_worded(cell, outside) for cell in cells] for cells in rows])
    if not filled.rows:
        grid.put(Span(0, places[-1][1], filled.labels[f"no-activity.{filled.role.value}"], "missing"))
    heads = zip(places, profile.fields, strict=True)
    breaks = tuple(place[0] for place, field in heads if field.heading in profile.pages)
    return grid.sheet(
        _footer(filled),
        (first, heading),
        frozen=(heading + 1, profile.repeated),
        paper=_PAPERS[profile.paper],
        column_breaks=breaks,
        repeated_columns=profile.repeated,
    )


def _noted(filled: Filled, note: Note) -> Span:
    first, last = note.column - 1, max(note.last, note.column) - 1
    if not note.answer:
        return Span(first, last, note.words, note.style)
    cell = OF_KEEPER[note.answer](filled.keeper)
    words = f"{note.words} {cell.text}" if note.words else cell.text
    return Span(first, last, words, "missing" if cell.standing is Standing.NOT_RECORDED else "value")


def _places(fields: Sequence[Field]) -> list[tuple[int, int]]:
    """Return the first and last column of each field of a table."""
    ends = list(accumulate(field.across for field in fields))
    return [(end - field.across, end - 1) for end, field in zip(ends, fields, strict=True)]


def _bands(fields: Sequence[Field]) -> Iterator[Span]:
    """Yield the bands above the headings; neighbours of one band are one cell."""
    places = _places(fields)
    start = 0
    for number in range(1, len(fields) + 1):
        if number == len(fields) or fields[number].band != fields[start].band:
            if fields[start].band:
                last = places[number - 1][1]
                yield Span(places[start][0], last, fields[start].band, f"band-{fields[start].style}")
            start = number


def _worded(cell: Cell | None, outside: tuple[str, str]) -> tuple[str, str]:
    """Return the words of a cell and their style; of what the model does not hold, those that are given."""
    if cell is None:
        return outside
    return cell.text, "missing" if cell.standing is Standing.NOT_RECORDED else "value"


_GAP_WIDTHS = (330, 110, 130, 650)


def _gaps_sheet(filled: Filled, grid: Grid) -> Sheet:
    """Return the sheet that says where the layout comes from, and for each question what is missing."""
    labels, profile = filled.labels, filled.profile
    last = len(_GAP_WIDTHS) - 1
    grid.put(Span(0, last, f"{profile.title}: {labels['asked.title']}", "title"))
    grid.put(
        Span(0, last, f"{labels['asked.source']}: {profile.source} ({profile.date}); {profile.standing}", "subtitle")
    )
    if profile.remark:
        grid.put(Span(0, last, profile.remark, "subtitle"))
    keys = ("asked.question", "asked.article", "asked.filled", "asked.missing")
    heading = grid.put(*(Span(n, n, labels[key], "heading-plain") for n, key in enumerate(keys)))
    for each in filled.asked():
        words = (each.heading, cited(each.article, labels) or "—", *_told(each, len(filled.views), labels))
        styles = ("value", "value", "value" if each.is_held else "outside", "missing" if each.missing else "value")
        grid.put(*(Span(n, n, text, style) for n, (text, style) in enumerate(zip(words, styles, strict=True))))
    return grid.sheet(_footer(filled), (heading, heading), frozen=(heading + 1, 0))


def _told(each: Asked, activities: int, labels: Mapping[str, str]) -> tuple[str, str]:
    """Return in words how often a question is filled, and where it is not."""
    if not each.is_held:
        return labels["outside"], ""
    count = labels["coverage.of-activities"].format(count=each.filled, all=each.filled + len(each.missing))
    part = f"\n{labels['coverage.in-part'].format(count=each.in_part)}" if each.in_part else ""
    if len(each.missing) == activities > 1:
        return count + part, labels["asked.in-all"]
    return count + part, "; ".join(each.missing)


def flat_headings(filled: Filled) -> list[str]:
    """Return the headings of a filled profile as one table: its contact block first, then its questions."""
    contacts = [filled.labels[f"answer.{note.answer}"] for note in filled.profile.notes if note.answer]
    return [*contacts, *(field.heading for field in filled.profile.questions())]


def flat_rows(filled: Filled) -> Iterator[list[str]]:
    """Yield the rows of a filled profile as one table: each stands alone, with the contact block repeated."""
    notes = [note for note in filled.profile.notes if note.answer]
    contacts = [OF_KEEPER[note.answer](filled.keeper).text for note in notes]
    for rows in filled.answers().values():
        for row in rows:
            yield [*contacts, *(cell.text if cell else filled.labels["outside"] for cell in row)]
