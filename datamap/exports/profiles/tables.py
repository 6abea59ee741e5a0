"""A table of an authority: one block of rows for each activity, one row for each group of its data uses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from datamap.exports.profiles.answers import answer_of
from datamap.exports.profiles.answers_of_use import OF_USE, Answer
from datamap.exports.profiles.profile import Field
from datamap.exports.profiles.view import NO_USE, View
from datamap.exports.record.cells import Cell
from datamap.exports.record.groups import grouped_rows
from datamap.model import NOT_RECORDED

Rows = tuple[tuple[Cell | None, ...], ...]
"""Rows of cells; None: the model holds no answer."""


class Plan(NamedTuple):
    """The questions of a table, told apart once for all activities.

    Attributes:
        of_activity: what answers each question for the activity as a whole; None: nothing, or a data use does.
        places: the numbers of the questions that data uses answer; keys: what each is about; of_use: what answers it.
    """

    of_activity: tuple[Answer | None, ...]
    places: tuple[int, ...]
    keys: tuple[str, ...]
    of_use: tuple[Answer, ...]


def plan_of(fields: Sequence[Field]) -> Plan:
    """Return the questions of a table, told apart."""
    keys = {"data": "category", "special": "special", "people": "people"}
    places = tuple(place for place, field in enumerate(fields) if field.answer in OF_USE)
    return Plan(
        tuple(None if field.answer in OF_USE else answer_of(field.answer) for field in fields),
        places,
        tuple(keys.get(fields[place].answer, fields[place].heading) for place in places),
        tuple(OF_USE[fields[place].answer] for place in places),
    )


def rows_of(view: View, plan: Plan) -> Rows:
    """Return the rows of one activity, as its profile asks; one row at least.

    Data uses that differ in the data only stand in one row. What holds for the activity as a whole is told once, and
    takes no part in telling its data uses apart.
    """
    whole = [None if answer is None else answer(view, NO_USE) for answer in plan.of_activity]
    if not view.uses:
        found: tuple[tuple[Cell, ...], ...] = ((view.wording.absent(NOT_RECORDED),) * len(plan.of_use),)
    elif not plan.of_use:
        found = ((),)
    else:
        uses = [tuple([answer(view, use) for answer in plan.of_use]) for use in view.uses]
        found = grouped_rows(uses, plan.keys)
    rows = []
    for cells in found:
        row = whole.copy()
        for place, cell in zip(plan.places, cells, strict=True):
            row[place] = cell
        rows.append(tuple(row))
    return tuple(rows)
