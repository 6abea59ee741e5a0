"""A table of an authority: one block of rows for each activity, one row for each group of its data uses."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from datamap.exports.profiles.answers import answer_of
from datamap.exports.profiles.answers_of_use import OF_USE, Answer
from datamap.exports.profiles.profile import Field
from datamap.exports.profiles.view import View
from datamap.exports.record.cells import Cell
from datamap.exports.record.columns import Column
from datamap.exports.record.groups import grouped_rows
from datamap.exports.record.wording import Wording
from datamap.model import NOT_RECORDED, DataUse

Rows = tuple[tuple[Cell | None, ...], ...]
"""Rows of cells; None: the model holds no answer."""


def rows_of(view: View, fields: Sequence[Field]) -> Rows:
    """Return the rows of one activity, as its profile asks; one row at least.

    Data uses that differ in the data only stand in one row.
    """
    columns = [_column(view, field, answer) for field, answer in zip(fields, _answers(tuple(fields)), strict=True)]
    asked = [column for column in columns if column is not None]
    if view.uses:
        found = grouped_rows(view.wording, view.uses, asked, joined=("category",))
    else:
        found = (tuple(_without_use(view, field) for field in fields if answer_of(field.answer)),)
    rows = []
    for cells in found:
        given = iter(cells)
        rows.append(tuple(None if column is None else next(given) for column in columns))
    return tuple(rows)


@cache
def _answers(fields: tuple[Field, ...]) -> tuple[Answer | None, ...]:
    return tuple(answer_of(field.answer) for field in fields)


def _column(view: View, field: Field, answer: Answer | None) -> Column | None:
    if answer is None:
        return None
    key = {"data": "category", "special": "special", "people": "people"}.get(field.answer, field.heading)
    if field.answer in OF_USE:
        return Column(key, field.article, field.width, lambda _wording, use: answer(view, use))
    known: list[Cell] = []

    def of_activity(_wording: Wording, use: DataUse) -> Cell:
        """Return what holds for the activity as a whole; it is made once."""
        if not known:
            known.append(answer(view, use))
        return known[0]

    return Column(key, field.article, field.width, of_activity)


def _without_use(view: View, field: Field) -> Cell:
    """Return the answer of an activity for which no data use is recorded."""
    answer = answer_of(field.answer)
    if answer is None or field.answer in OF_USE:
        return view.wording.absent(NOT_RECORDED)
    # What holds for the activity as a whole looks at no data use.
    nothing = DataUse(id="", organisation=view.activity.organisation, activity=view.activity.id, category="")
    return answer(view, nothing)
