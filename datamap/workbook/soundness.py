"""Whether a register would be sound with what a file says, and in which cells it would not be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from datamap.model.absent import Absent
from datamap.model.assemble import assemble
from datamap.model.facts import facts_of
from datamap.model.kinds import Kind
from datamap.model.raw import UNUSABLE, Cell, RawRecord, Words
from datamap.model.state import State, raw_records
from datamap.problems import CellLocation, Problem, Severity
from datamap.text import one
from datamap.workbook.edits import Edit
from datamap.workbook.reconcile import fault


def problems_of(
    result: State, rows: Iterable[Edit], faulty: Iterable[CellLocation], incomplete: Iterable[tuple[Kind, str]] = ()
) -> list[Problem]:
    """Return what would be wrong with a state, in the cells of the rows that say so.

    Only the organisations that the rows belong to are looked at: of each other organisations know the names only.

    Args:
        result: the state that would come about.
        rows: the rows that change it, each with its id.
        faulty: the cells whose fault is told already; what they lack is not told again.
        incomplete: the kinds, each with an organisation, of which the file holds rows that could not be read.

    >>> from datamap.model.state import Key, Owner
    >>> from datamap.workbook.edits import Action
    >>> place = CellLocation("a.xlsx", "Parties", 3, 1)
    >>> country = place._replace(column=5)
    >>> row = Edit("party", "party-a", "org-a", Action.KEEP, {"country": '"DX"'}, {"country": country}, place)
    >>> facts = {Key("org-a", "name"): '"A"', Key("party-a", "name"): '"B"', Key("party-a", "country"): '"DX"'}
    >>> state = State({"org-a": Owner("organisation", ""), "party-a": Owner("party", "org-a")}, facts)
    >>> [str(problem.location) for problem in problems_of(state, [row], [])]
    ['a.xlsx!Parties!E3']
    """
    by_id = {row.id: row for row in rows}
    homes = {row.organisation or row.id for row in by_id.values()}
    owners = {id: owner for id, owner in result.owners.items() if owner.organisation in ("", *homes)}
    part = State(owners, {key: words for key, words in result.facts.items() if key.record in owners})
    told = frozenset(faulty)
    empty: list[Problem] = []
    raws = (_in_cells(raw, by_id.get(raw.id), told, empty) for raw in raw_records(part, "the register"))
    _inventory, report = assemble(raws, incomplete)
    return empty + [_about(problem, by_id) for problem in report if problem.severity is Severity.ERROR]


def _in_cells(raw: RawRecord, row: Edit | None, faulty: frozenset[CellLocation], empty: list[Problem]) -> RawRecord:
    """Return a raw record whose fields stand in the cells of a row; required ones that are empty go to `empty`."""
    if row is None:
        return raw
    places = {name: (place.row, place.column) for name, place in row.places.items()}
    cells: dict[str, Cell] = {name: _at(cell, places.get(name, (0, 0))) for name, cell in raw.cells.items()}
    for name, fact in facts_of(raw.kind.record_class).items():
        if fact.required and name not in cells and not fact.from_folder:
            cells[name] = UNUSABLE  # so that it is told here, at its own cell, and only once
            if row.places.get(name) not in faulty:
                message = f"{one(raw.kind.title)} cannot be without its {fact.title}"
                empty.append(fault(row, name, "PLN-004", message, fact.help or f"write the {fact.title}"))
    locate: Callable[[int, int], CellLocation] = partial(_location, row.place)
    return raw._replace(cells=cells, places=places, place=(row.place.row, row.place.column), locate=locate)


def _at(cell: Cell, place: tuple[int, int]) -> Cell:
    return cell if isinstance(cell, Absent) else tuple(Words(each.words, *place) for each in cell)


def _location(place: CellLocation, row: int, column: int) -> CellLocation:
    return place._replace(row=row, column=column) if row else place


def _about(problem: Problem, rows: Mapping[str, Edit]) -> Problem:
    """Return a problem without the places in a register, which no person can open, except as related ones."""
    if isinstance(problem.location, CellLocation):
        return problem
    row = rows.get(problem.record)
    return Problem(
        code=problem.code,
        message=f"'{problem.record}', which the file does not change: {problem.message}"
        if not row
        else problem.message,
        location=row.place if row else None,
        hint=problem.hint,
        record=problem.record,
        related=problem.related,
    )
