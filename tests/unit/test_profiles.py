"""Layouts of authorities: their words in their order, every gap marked and listed, and adding one is adding a file."""

import datetime
from pathlib import Path
from typing import Any

import pytest

from datamap.errors import DatamapError, UnknownNameError
from datamap.exports.profiles import Filled, book_of, fill, profile_names, read_profile
from datamap.exports.profiles.answers import OF_KEEPER, answer_of
from datamap.exports.profiles.lines import EACH
from datamap.exports.sheets import Book, Placed, Sheet
from datamap.exports.sheets.styles import styles_with
from datamap.model import DataUse, Inventory, Party, inventory_of
from datamap.register.ropa import asked_for, write_ropa
from tests.unit.record_samples import ORG, shop

DAY = datetime.date(2026, 1, 2)
LAID_OUT = tuple(name for name in profile_names() if read_profile(name).layout != "record")


@pytest.fixture(scope="module")
def inventory() -> Inventory:
    return shop()


def filled(inventory: Inventory, name: str, **more: Any) -> Filled:
    return fill(inventory, ORG, read_profile(name), DAY, **more)


def cells(sheet: Sheet) -> dict[tuple[int, int], Placed]:
    return {(row, cell.first): cell for row, line in enumerate(sheet.rows, 1) for cell in line.cells}


def listing(book: Book) -> list[str]:
    """Each cell of a book on a line of its own: where it is, how it looks, what it says."""
    lines = []
    for sheet in book.sheets:
        lines.append(f"== {sheet.name}")
        for (row, _column), cell in cells(sheet).items():
            span = f"+{cell.last - cell.first}x{cell.down}" if cell.last > cell.first or cell.down > 1 else ""
            place = f"R{row}C{cell.first + 1}{span}"
            lines.append(f"{place} [{cell.style}] {' / '.join(cell.text.split(chr(10)))}".rstrip())
    return lines


@pytest.mark.parametrize("name", LAID_OUT)
def test_the_cells_of_a_layout_are_those_of_the_golden_listing(
    name: str, inventory: Inventory, root: Path, pytestconfig: pytest.Config
) -> None:
    shown = listing(book_of(filled(inventory, name)))
    golden = root / "tests/golden/profiles" / f"{name}.txt"
    if pytestconfig.getoption("--rewrite-golden"):
        golden.write_text("\n".join([*shown, ""]), encoding="utf-8")
    assert golden.read_text(encoding="utf-8").splitlines() == shown


def test_no_golden_listing_is_without_its_layout(root: Path) -> None:
    assert {path.stem for path in (root / "tests/golden/profiles").iterdir()} == set(LAID_OUT)


@pytest.mark.parametrize("name", profile_names())
def test_a_layout_says_where_it_comes_from_and_asks_only_what_there_is_an_answer_for(name: str) -> None:
    profile = read_profile(name)
    assert all((profile.title, profile.source, profile.date, profile.standing))
    names = {name for field in profile.questions() for name in (field.answer, *field.answers)} - {""}
    assert {each for each in names if answer_of(each) is None and each not in ("data", "limits")} == set()
    assert {note.answer for note in profile.notes} - {""} <= set(OF_KEEPER)
    assert {section.each for section in profile.sections} - {""} <= set(EACH)
    looks = set(styles_with(profile.styles))
    assert {field.style for field in profile.fields} | {note.style for note in profile.notes} <= looks
    assert {f"band-{field.style}" for field in profile.fields if field.band} <= looks


def test_the_british_layout_has_thirty_columns_bands_in_row_eight_and_headings_in_row_nine(
    inventory: Inventory,
) -> None:
    sheet = book_of(filled(inventory, "ico")).sheets[0]
    at = cells(sheet)
    assert sheet.name == "Template"
    headings = [at[9, column].text for column in range(30)]
    assert headings[0] == "Business function"
    assert headings[11] == "Article 6 lawful basis for processing personal data"
    assert headings[29] == "Reasons for not adhering to policy document (if applicable)"
    bands = [(cell.text, cell.first, cell.last) for (row, _column), cell in at.items() if row == 8]
    assert bands == [
        ("Article 30 Record of Processing Activities", 0, 10),
        ("Privacy Notices", 11, 17),
        ("Consent", 18, 18),
        ("Access Requests", 19, 19),
        ("Data Protection Impact Assessments", 20, 22),
        ("Personal Data Breaches", 23, 24),
        ("DPA 2018 - Special Category or Criminal Conviction and Offence data", 25, 29),
    ]
    assert at[10, 0].text == "Newsletter"
    assert at[2, 1].text == "Shop & Söhne S.A."
    assert (at[4, 3].text, at[5, 3].text) == ("dpo@shop.example", "— not recorded")


def test_what_the_model_does_not_hold_what_is_not_recorded_and_what_there_is_none_of_look_different(
    inventory: Inventory,
) -> None:
    at = cells(book_of(filled(inventory, "ico")).sheets[0])
    breach, joint = at[11, 23], at[10, 2]
    assert (breach.text, breach.style) == ("not kept in this register", "outside")
    assert (joint.text, joint.style) == ("— not recorded", "missing")
    assert (at[11, 2].text, at[11, 2].style) == ("none", "value")


def test_equal_cells_of_an_activity_below_one_another_are_one_cell(inventory: Inventory) -> None:
    at = cells(book_of(filled(inventory, "ico")).sheets[0])
    assert (at[11, 0].text, at[11, 0].down) == ("Sales: Orders", 2)
    assert at[11, 4].text == "Contact: Postal address\nContact: Name"
    assert at[12, 4].text.startswith("Special categories: Health data")


def test_a_form_has_more_lines_where_more_are_needed_and_as_many_as_printed_where_fewer() -> None:
    parties = [Party(id=f"party-{n}", organisation=ORG, name=f"Recipient {n}") for n in range(6)]
    ids = tuple(each.id for each in parties)
    use = DataUse(id="use-more", organisation=ORG, activity="act-bare", category="cat-email", recipients=ids)
    found = filled(inventory_of([*shop().kept(), *parties, use]), "cnil")
    sheets = {sheet.name: [cell.text for row in sheet.rows for cell in row.cells] for sheet in book_of(found).sheets}
    assert [text for text in sheets["Fiche 1"] if text.startswith("Destinataire ")][-1] == "Destinataire 6"
    assert [text for text in sheets["Fiche 2"] if text.startswith("Destinataire ")][-1] == "Destinataire 4"
    assert any("Recipient 5" in text for text in sheets["Fiche 1"])


def test_the_french_form_puts_each_category_in_its_line_and_writes_no_word_that_the_law_left_behind(
    inventory: Inventory,
) -> None:
    book = book_of(filled(inventory, "cnil"))
    sheet = next(sheet for sheet in book.sheets if sheet.name == "Fiche 2")
    rows = [[cell.text for cell in row.cells] for row in sheet.rows]
    line = next(row for row in rows if row and row[0].startswith("État civil"))
    assert line[1:] == ["Coordonnées: Adresse postale\nCoordonnées: Nom", "Durée fixe: au plus 10 ans"]
    health = next(row for row in rows if row and row[0] == "Données concernant la santé")
    assert health[1].endswith("· allergies")
    transfer = next(row for row in rows if row and row[0] == "Organisme destinataire 1")
    assert transfer[1:] == ["Host", "États-Unis", "Clauses contractuelles types (CCT)", "folder 3"]
    words = " ".join(listing(book)).casefold()
    assert "privacy shield" not in words
    assert "adéquat" not in words


def test_the_last_sheet_lists_every_question_with_what_is_missing(inventory: Inventory) -> None:
    found = filled(inventory, "ico")
    asked = {each.heading: each for each in found.asked()}
    assert asked["Retention schedule (if possible)"].missing == ("1 Newsletter",)
    assert asked["Retention schedule (if possible)"].in_part == 1
    assert not asked["Has a personal data breach occurred?"].is_held
    assert asked["Representative: name"].filled == 1
    sheet = book_of(found).sheets[-1]
    assert len(sheet.rows) >= len(asked) + 3


def test_the_public_sees_no_inner_name_and_no_security_in_any_layout(inventory: Inventory) -> None:
    for name in LAID_OUT:
        words = "\n".join(listing(book_of(filled(inventory, name, audience="public"))))
        for hidden in ("B. Owner", "Sales", "C-7", "Shop server", "Encryption", "Chiffrement", "client@example.org"):
            assert hidden not in words, (name, hidden)
        assert "Orders" in words


@pytest.mark.parametrize("ending", ["xlsx", "ods", "csv"])
@pytest.mark.parametrize("name", profile_names())
def test_every_layout_is_written_in_every_form_twice_with_the_same_bytes(
    name: str, ending: str, inventory: Inventory, tmp_path: Path
) -> None:
    asked = asked_for(inventory, "shop", name)
    paths = [tmp_path / f"{n}.{ending}" for n in range(2)]
    gaps = [write_ropa(asked, path) for path in paths]
    assert gaps[0]
    assert paths[0].read_bytes() == paths[1].read_bytes()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"profile": "icos"}, "there is no profile 'icos'; did you mean 'ico'"),
        ({"profile": "icos"}, "there are: art30, apd, cnil, cnpd-lu, edps, ico, nl and uodo"),
        ({"profile": "zzzzz"}, "there are: art30, apd, cnil, cnpd-lu, edps, ico, nl and uodo"),
        ({"language": "xx"}, "there are no words in 'xx'; there are: en, de and fr"),
        ({"language": "pl", "profile": "ico"}, "there are no words in 'pl'"),
        ({"organisation": "shp"}, "there is no organisation 'shp'; did you mean 'shop'"),
    ],
)
def test_an_unknown_name_is_told_with_those_that_are_known(
    asked: dict[str, str], told: str, inventory: Inventory
) -> None:
    with pytest.raises(UnknownNameError, match=told.replace("?", r"\?")):
        asked_for(inventory, **asked)


def test_a_layout_for_the_other_role_or_an_unknown_ending_is_refused(inventory: Inventory, tmp_path: Path) -> None:
    with pytest.raises(DatamapError, match="the profile 'ico' is for a controller"):
        asked_for(inventory, profile="ico", role="processor")
    with pytest.raises(DatamapError, match=r"end it with \.xlsx"):
        write_ropa(asked_for(inventory), tmp_path / "record.doc")


def test_a_target_that_cannot_be_written_leaves_the_old_file(inventory: Inventory, tmp_path: Path) -> None:
    old = tmp_path / "folder.xlsx"
    old.mkdir()
    (old / "kept.txt").write_text("old", encoding="utf-8")
    with pytest.raises(DatamapError, match="cannot write"):
        write_ropa(asked_for(inventory), old)
    assert (old / "kept.txt").read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["folder.xlsx"]


def test_headings_stay_the_authoritys_own_whatever_the_language_of_the_words(inventory: Inventory) -> None:
    words = {
        language: "\n".join(listing(book_of(filled(inventory, "uodo", language=language)))) for language in ("fr", "de")
    }
    assert all("Nazwa czynności przetwarzania" in text for text in words.values())
    assert "Clients" in words["fr"]
    assert "Kunden" in words["de"]
