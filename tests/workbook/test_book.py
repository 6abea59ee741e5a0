"""What a workbook holds: every record of its scope, in words, with what people need beside it."""

from pathlib import Path

import pytest
from hypothesis import given

from datamap.checks.finding import Place
from datamap.checks.gaps import gaps_in
from datamap.model import (
    Activity,
    Evidence,
    Organisation,
    Party,
    Value,
    flatten,
    inventory_of,
    kind_of,
)
from datamap.workbook.base import Scope
from datamap.workbook.book import Book, book_of
from datamap.workbook.fingerprint import torn_apart
from datamap.workbook.guide import guide_of, scope_words
from datamap.workbook.layout import key_fields
from datamap.workbook.naming import Names, kinds_for
from datamap.workbook.scope import records_in
from datamap.workbook.words import Standing, Wording
from tests.inventories import EDITED as MAKERS
from tests.inventories import Maker
from tests.synthetic import synthetic_inventory
from tests.workbook.samples import ORIGIN, small, tables
from tests.workbook.seen_files import editable


def ids_in(book: Book) -> set[str]:
    return {row[0] for sheet in book.sheets for row in sheet.rows}


@given(MAKERS)
def test_every_recorded_field_comes_back_from_its_cell(maker: Maker) -> None:
    inventory = maker.inventory()
    book = book_of(inventory, ORIGIN)
    names, wording = Names(inventory), Wording(book.labels)
    assert ids_in(book) == {record.id for record in editable(inventory)}
    for sheet in book.sheets:
        for row in sheet.rows:
            words = flatten(inventory.records[row[0]])
            for column, text in zip(sheet.layout.columns, row, strict=True):
                if column.fact and column.field != "organisation":
                    kinds = kinds_for(column.fact, sheet.layout.kind.name)
                    said = wording.said_in(text, column.fact, lambda name: bool(names.ids_for(name, kinds)))  # noqa: B023
                    values = said.values
                    if column.fact.value is Value.REFERENCE:
                        values = tuple(id for name in values for id in names.ids_for(name, kinds))
                    expected = words.get(column.field)
                    if column.fact.field_of:
                        expected = names.title_of_field(str(words[column.fact.field_of]), str(expected))
                    if isinstance(expected, str | tuple):
                        assert values == ((expected,) if isinstance(expected, str) else expected)
                    else:
                        assert said.standing is (Standing.NONE if column.field in words else Standing.NOT_RECORDED)


def test_each_row_bears_a_fingerprint_of_its_key_cells() -> None:
    for sheet in book_of(small(), ORIGIN).sheets:
        fields = [column.field for column in sheet.layout.columns]
        for row in sheet.rows:
            keys = [row[fields.index(field)] for field in key_fields(sheet.layout)]
            assert not any(torn_apart(row[-1], row[0], *keys))


def test_totals_say_how_many_records_stand_on_each_sheet() -> None:
    book = book_of(small(), ORIGIN)
    assert book.base.totals == {sheet.layout.kind.name: len(sheet.rows) for sheet in book.sheets}
    assert sum(book.base.totals.values()) == len(small().kept())
    assert book.base[:3] == ORIGIN


def test_each_column_for_other_records_offers_their_names() -> None:
    book = book_of(small(), ORIGIN)
    uses = next(sheet for sheet in book.sheets if sheet.layout.kind.name == "data_use")
    column = [each.field for each in uses.layout.columns].index("recipients")
    choice = uses.choices[column]
    assert choice is not None
    assert book.lists[choice].entries == (
        "bolt & nut hosting [party-acme-nut]", "Bolt & Nut; <Hosting> [party-acme-bolt]", "party-acme-far"
    )  # fmt: skip
    assert not book.lists[choice].is_closed


def test_lists_of_closed_choices_offer_none_only_where_there_may_be_none() -> None:
    lists = {each.key: each for each in book_of(small(), ORIGIN).lists}
    assert lists["list.YesNo.none"].entries == ("yes", "no", "none")
    assert "none" not in lists["list.ClaimKind"].entries
    assert lists["list.action"].entries == ("delete",)


def test_every_title_has_a_note_that_says_what_to_write() -> None:
    for sheet in book_of(small(), ORIGIN).sheets:
        for column, note in zip(sheet.layout.columns, sheet.notes, strict=True):
            assert note, column.key
            if column.fact and column.field not in ("id", "organisation"):
                assert column.fact.article in note
                assert column.fact.help in note
                to_others = column.fact.value is Value.REFERENCE
                assert to_others or "Example: " in note or "One of: " in note or "such as" in note, column.key


def test_a_scope_holds_its_organisations_only_and_names_no_other() -> None:
    inventory = synthetic_inventory(200)
    book = book_of(inventory, ORIGIN, Scope(("org-o1",)))
    assert ids_in(book) == {each.id for each in editable(inventory.part("org-o1"))}
    assert not any("of 0" in entry for each in book.lists for entry in each.entries)


def test_a_department_brings_all_that_its_activities_need_and_nothing_else() -> None:
    found = {each.id for each in records_in(small(), Scope(department="marketing"))}
    assert found == {
        *("org-acme", "act-acme-news", "line-acme-a", "use-acme-a", "cat-acme-club"),
        *("party-acme-bolt", "party-acme-nut", "doc-acme", "evidence-acme-a"),
    }


def test_only_missing_leaves_out_what_is_complete() -> None:
    whole = Evidence(id="evidence-a", organisation="org-a", record="party-a", field="name", document="d", phrase="x")
    party = Party(id="party-a", organisation="org-a", name="A")
    found = records_in(inventory_of([Organisation(id="org-a", name="A"), party, whole]), Scope(only_missing=True))
    assert [each.id for each in found] == ["org-a"]


def test_a_text_that_no_cell_can_hold_stands_on_a_sheet_of_its_own() -> None:
    texts = tuple(f"{number}-{'x' * 30_000}" for number in range(3))
    activity = Activity(id="act-a", organisation="org-a", name="A", processing=texts, description="y" * 32_767)
    book = book_of(inventory_of([activity]), ORIGIN)
    sheet = next(each for each in book.sheets if each.layout.kind is kind_of(activity))
    row = dict(zip((column.field for column in sheet.layout.columns), sheet.rows[0], strict=True))
    assert row["processing"] == "(long text 1)"
    assert len(row["description"]) == 32_767
    assert "".join(book.long_texts[0]) == "\n".join(texts)


def test_the_guide_says_whose_records_and_which_revision_and_what_is_lacking() -> None:
    book = book_of(small(), ORIGIN, Scope(department="HR", only_missing=True))
    words = scope_words(book)
    assert words == ("Acme, Ltd.; department HR; only records that lack something that the law asks for · revision 7")
    assert words in [line.cells[0] for line in guide_of(book)]
    activities = next(line for line in guide_of(book_of(small(), ORIGIN)) if line.sample == "Activities")
    assert activities.cells[2:] == ("2", "7")


def test_the_cells_that_are_marked_are_those_that_the_law_asks_for_and_nobody_filled() -> None:
    book = book_of(small(), ORIGIN)
    marked = set()
    for sheet in book.sheets:
        fields = [column.field for column in sheet.layout.columns]
        for row in sheet.rows:
            keys = row[fields.index("gaps")].split()
            marked |= {Place(row[0], key.removeprefix(f"{sheet.layout.kind.name}.")) for key in keys}
    asked = gaps_in(small())
    assert marked == {gap for gap in asked if gap.field}
    assert ids_in(book_of(small(), ORIGIN, Scope(only_missing=True))) == {gap.record for gap in asked}


@pytest.mark.parametrize("name", ["small"])
def test_every_cell_of_a_small_workbook_is_as_it_should_be(name: str, root: Path, pytestconfig: pytest.Config) -> None:
    shown = []
    for title, rows in tables(book_of(small(), ORIGIN)).items():
        for number, row in enumerate(rows, 1):
            shown += [f"{title}!{number}.{at}: {text!r}" for at, text in enumerate(row, 1) if text]
    golden = root / "tests" / "golden" / "workbook" / f"{name}.txt"
    if pytestconfig.getoption("--rewrite-golden"):
        golden.write_text("\n".join([*shown, ""]), encoding="utf-8")
    assert golden.read_text(encoding="utf-8").splitlines() == shown
