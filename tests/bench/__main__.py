"""One table of what the program costs: ours, the floor, their ratio and the memory, at three sizes that show growth.

`python -m tests.bench [SUBJECT …] [--figures FILE]`. A floor is what a bare library takes for the same work, as in the
benches that hold the limits. Times are of the processors, of children too; memory is what Python holds of ours at most.
"""

import argparse
import dataclasses
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

from datamap.checks.run import check
from datamap.exports.diagrams.album import sheets_of
from datamap.exports.diagrams.engine import positions_of
from datamap.exports.diagrams.kinds.flows import flows_of
from datamap.exports.diagrams.kinds.scope import Scope
from datamap.exports.diagrams.svg import format_svg
from datamap.exports.record import record_of
from datamap.exports.record.workbook import book_of as record_book
from datamap.graph import Link, build_graph, impact, trace
from datamap.inventory import read_inventory, write_inventory
from datamap.model.state import changes_between, state_of
from datamap.register.keeping import init
from datamap.store.connect import open_register
from datamap.store.journal import append
from datamap.workbook.book import book_of
from tests.bench import (
    test_diagrams,
    test_graph,
    test_reading,
    test_record,
    test_register,
    test_workbook_export,
    test_workbook_plan,
)
from tests.bench.measure import Work, in_turns, peak, work_done
from tests.figures import add
from tests.synthetic import group, synthetic_inventory
from tests.workbook.registers import make_register

SIZES = (200, 2_000, 20_000)
"""Data uses, of which each brings its share of all other records."""
OF_WORKBOOKS = (530, 5_300, 53_000)
"""The same for workbooks, whose limits hold at 5,000 and 50,000 rows of 40 cells: the two larger ones have as many."""


class Pair(NamedTuple):
    """The same work by us and by a bare library."""

    ours: Work
    floor: Work


def text(folder: Path, uses: int) -> Pair:
    """Reading text to checked records, held against the events of libyaml."""
    write_inventory(synthetic_inventory(uses), folder)
    paths = sorted(folder.rglob("*.yaml"))
    return Pair(lambda: read_inventory(folder), lambda: test_reading.events(paths))


def workbook_export(_: Path, uses: int) -> Pair:
    """Writing the workbook, held against XlsxWriter with the same texts."""
    inventory = synthetic_inventory(uses)
    book = book_of(inventory, test_workbook_export.ORIGIN)
    return Pair(lambda: test_workbook_export.export(inventory), lambda: test_workbook_export.raw(book))


def workbook_plan(folder: Path, uses: int) -> Pair:
    """Planning the workbook that came back, held against openpyxl reading its cells."""
    case = test_workbook_plan.Case(folder / "case", uses)
    return Pair(case.plan, case.read_with_openpyxl)


def register_load(folder: Path, uses: int) -> Pair:
    """Loading a register, held against the bare driver writing the same rows."""
    made, place = folder / "new.db", folder / "filled.db"
    init(str(made))
    changes = changes_between(test_register.NOTHING, state_of(synthetic_inventory(uses)))
    write_rows = test_register.writing(changes)

    def load() -> None:
        append(open_register(test_register.fresh(place, made)), changes, 0, test_register.signature(1))

    return Pair(load, lambda: write_rows(test_register.fresh(place, made)))


def register_open(folder: Path, uses: int) -> Pair:
    """Opening a register and making every record, held against the bare driver reading the rows."""
    place = make_register(folder, synthetic_inventory(uses))
    return Pair(lambda: test_register.all_of(place), lambda: test_register.bare(place, test_register.CURRENT))


def checks(_: Path, uses: int) -> Pair:
    """All rules, held against one look at every field of every record."""
    inventory = synthetic_inventory(uses)
    records = list(inventory.records.values())
    fields = {kind: [field.name for field in dataclasses.fields(kind)] for kind in {type(each) for each in records}}
    return Pair(
        lambda: check(inventory), lambda: [getattr(each, name) for each in records for name in fields[type(each)]]
    )


def graph(_: Path, uses: int) -> Pair:
    """Building the graph, held against networkx adding the same nodes and edges."""
    inventory = synthetic_inventory(uses)
    nodes, edges = test_graph.parts_of(build_graph(inventory))
    return Pair(lambda: build_graph(inventory), lambda: test_graph.added(nodes, edges))


def questions(_: Path, uses: int) -> Pair:
    """A trace and an impact that reach all organisations, held against looking up the links of the answers."""
    whole = build_graph(synthetic_inventory(uses))

    def ask() -> list[Link]:
        return [*trace(whole, "cat-payment").links, *impact(whole, "DE").links]

    return Pair(ask, test_graph.walked(whole, ask()))


def record(_: Path, uses: int) -> Pair:
    """The record of one organisation, held against XlsxWriter with the same cells and looks."""
    inventory = test_record.register(uses // (test_record.ACTIVITIES_OF_A_SYSTEM * 2))
    book = record_book(record_of(inventory, test_record.ORG))
    return Pair(lambda: test_record.ropa(inventory), lambda: test_record.raw(book))


def diagrams(_: Path, uses: int) -> Pair:
    """The data flows of one organisation of a tenth of the size, held against the layout engine on the same DOT."""
    drawing = flows_of(Scope(inventory=group(1, max(1, uses // 100), 10), organisation="org-o0"))
    jobs = test_diagrams.jobs_of([drawing])

    def draw() -> list[str]:
        return [format_svg(sheet) for sheets in sheets_of([drawing]) for sheet in sheets]

    return Pair(test_diagrams.started(draw), test_diagrams.started(lambda: positions_of(jobs)))


SUBJECTS: dict[str, Callable[[Path, int], Pair]] = {
    "text": text,
    "workbook export": workbook_export,
    "workbook plan": workbook_plan,
    "register load": register_load,
    "register open": register_open,
    "checks": checks,
    "graph": graph,
    "questions": questions,
    "record": record,
    "diagrams": diagrams,
}


class Measured(NamedTuple):
    """One row: seconds of ours and of the floor, and the bytes that ours held at most."""

    ours: float
    floor: float
    memory: int

    @property
    def ratio(self) -> float:
        """How many times the floor ours takes."""
        return self.ours / self.floor


def measured(subject: str, uses: int) -> Measured:
    """One subject at one size."""
    with tempfile.TemporaryDirectory() as folder:
        pair = SUBJECTS[subject](Path(folder), uses)
        # Small works are done often: chance weighs more in them.
        rounds, times = (1, 1) if uses > 2 * SIZES[1] else (2, 2) if uses > SIZES[0] else (3, 10)
        ours, floor = in_turns(*pair, rounds=rounds, times=times, of=min, clock=work_done)
        return Measured(ours, floor, peak(pair.ours))


def sizes_of(subject: str) -> Sequence[int]:
    """The sizes at which a subject is measured."""
    return OF_WORKBOOKS if subject.startswith("workbook") else SIZES


def rows(subjects: Sequence[str]) -> Iterator[tuple[str, int, Measured]]:
    """Each subject at each size, as soon as it is measured; a terminal shows which one is at work."""
    for subject in subjects:
        for uses in sizes_of(subject):
            with Console(stderr=True).status(f"{subject}, {uses:,} data uses"):
                row = measured(subject, uses)
            yield subject, uses, row


def main() -> None:
    """Measure, and show the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("subjects", nargs="*", choices=[[], *SUBJECTS], metavar="SUBJECT")
    parser.add_argument("--figures", type=Path, metavar="FILE", help="add the figures to this file")
    asked = parser.parse_args()
    table, found = Table("subject", title="Ours and the floor"), {}
    for heading in ("data uses", "ours, s", "floor, s", "ratio", "memory, MB"):
        table.add_column(heading, justify="right")
    for subject, uses, row in rows(asked.subjects or list(SUBJECTS)):
        cells = f"{row.ours:.3f}", f"{row.floor:.3f}", f"{row.ratio:.2f}", f"{row.memory / 1e6:.1f}"
        table.add_row(subject, f"{uses:,}", *cells, end_section=uses == sizes_of(subject)[-1])
        found[f"bench: {subject}, {uses:,} data uses"] = {
            "ms": round(row.ours * 1000), "ms of the floor": round(row.floor * 1000),
            "times the floor": round(row.ratio, 2), "MB": round(row.memory / 1e6, 1),
        }  # fmt: skip
    Console(width=100).print(table)
    if asked.figures:
        add(asked.figures, found)


if __name__ == "__main__":
    main()
