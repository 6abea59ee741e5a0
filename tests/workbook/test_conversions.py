"""What spreadsheet programs make of texts by themselves is noticed, and the text that was there is kept."""

from collections.abc import Sequence

import pytest

from datamap.model import Organisation, Party, inventory_of
from datamap.problems import CellLocation, Severity
from datamap.workbook.conversions import may_become
from datamap.workbook.edits import Edits
from datamap.workbook.faults import Fault
from datamap.workbook.interpret import edits_of
from datamap.workbook.seen import Nature, Place, SeenCell
from tests.workbook.seen_files import Sheet, codes, seen_file

DATE, NUMBER, BOOLEAN = Nature.DATE, Nature.NUMBER, Nature.BOOLEAN

CONVERTED = [
    # Dates: Excel and LibreOffice in several locales; genes were the first victims.
    ("SEP-12", SeenCell("2026-09-12", DATE)),
    ("SEPT2", SeenCell("2026-09-02", DATE)),
    ("MARCH1", SeenCell("2026-03-01", DATE)),
    ("DEC1", SeenCell("2026-12-01", DATE)),
    ("OCT4", SeenCell("2026-10-04", DATE)),
    ("APR-1", SeenCell("2026-04-01", DATE)),
    ("JAN-99", SeenCell("1999-01-01", DATE)),
    ("3/4", SeenCell("2026-03-04", DATE)),
    ("3/4", SeenCell("2026-04-03", DATE)),
    ("1-2", SeenCell("2026-02-01", DATE)),
    ("1.10", SeenCell("2026-10-01", DATE)),
    ("12.5.", SeenCell("2026-05-12", DATE)),
    ("12-05-24", SeenCell("2024-05-12", DATE)),
    ("05/12/2024", SeenCell("2024-12-05", DATE)),
    ("2024-5-1", SeenCell("2024-05-01", DATE)),
    ("2024/05/01", SeenCell("2024-05-01", DATE)),
    ("10 May 2024", SeenCell("2024-05-10", DATE)),
    ("May 2024", SeenCell("2024-05-01", DATE)),
    ("1 Jan", SeenCell("2026-01-01", DATE)),
    ("June 5, 2023", SeenCell("2023-06-05", DATE)),
    ("2024-05-10", SeenCell("2024-05-10", DATE)),
    # Dates that lost their format.
    ("SEP-12", SeenCell("46277", NUMBER)),
    ("2024-05-25", SeenCell("45437", NUMBER)),
    ("25/05/2024", SeenCell("45437", NUMBER)),
    # Zeros in front.
    ("007", SeenCell("7", NUMBER)),
    ("00123", SeenCell("123", NUMBER)),
    ("0049 40 123", SeenCell("4940123", NUMBER)),
    ("01.50", SeenCell("1.5", NUMBER)),
    ("-007", SeenCell("-7", NUMBER)),
    # Powers of ten.
    ("1E5", SeenCell("100000", NUMBER)),
    ("12E3", SeenCell("12000", NUMBER)),
    ("2e-3", SeenCell("0.002", NUMBER)),
    ("3E8", SeenCell("3E+8", NUMBER)),
    # Zeros behind, signs, thousands, money, percent, brackets, fractions.
    ("1.10", SeenCell("1.1", NUMBER)),
    ("2.0", SeenCell("2", NUMBER)),
    ("+49", SeenCell("49", NUMBER)),
    ("1,234", SeenCell("1234", NUMBER)),
    ("1.234", SeenCell("1234", NUMBER)),
    ("1'234", SeenCell("1234", NUMBER)),
    ("1 234", SeenCell("1234", NUMBER)),
    ("3,5", SeenCell("3.5", NUMBER)),
    ("€5", SeenCell("5", NUMBER)),
    ("5 €", SeenCell("5", NUMBER)),
    ("$1,000.50", SeenCell("1000.5", NUMBER)),
    ("10%", SeenCell("0.1", NUMBER)),
    ("(5)", SeenCell("-5", NUMBER)),
    ("1/2", SeenCell("0.5", NUMBER)),
    (".5", SeenCell("0.5", NUMBER)),
    # Times.
    ("12:30", SeenCell("0.520833333333333", NUMBER)),
    ("1:15:30", SeenCell("0.0524305555555556", NUMBER)),
    ("3 pm", SeenCell("0.625", NUMBER)),
    ("11:45 PM", SeenCell("0.989583333333333", NUMBER)),
    # Truth values.
    ("TRUE", SeenCell("true", BOOLEAN)),
    ("False", SeenCell("false", BOOLEAN)),
    ("true", SeenCell("true", BOOLEAN)),
]
IN_PLAIN_TEXT = [
    # What LibreOffice and Excel write back into a CSV file that they opened.
    ("001", "1"),
    ("1E5", "100000"),
    ("1E5", "1.00E+05"),
    ("00012345678901234567890", "12345678901234600000"),
    ("123456789012345678", "1.23457E+17"),
    ("SEP-12", "12-Sep"),
    ("SEP-12", "12.09.2026"),
    ("3/4", "04.03.2026"),
    ("3/4", "03-Apr"),
    ("1.10", "1.1"),
    ("MARCH1", "01-Mar"),
    ("12E3", "12000"),
    ("true", "TRUE"),
    ("+49", "49"),
    ("2024-05-10", "10.05.2024"),
]
LOST = [
    ("12345678901234567890", "12345678901234600000"),
    ("4111111111111111", "4111111111111110"),
    ("00012345678901234567", "12345678901234600"),
    ("1234567890123456", "1.23456789012346E+15"),
]


Case = tuple[str, SeenCell]


def read(cases: Sequence[Case], file_format: str = "xlsx") -> tuple[Edits, list[Place]]:
    """What is read of a file in which each party has one of the texts for its contract, and then a cell instead."""
    parties = [
        Party(id=f"party-a-{number:02}", organisation="org-a", name=f"P{number}", contract=text)
        for number, (text, _cell) in enumerate(cases)
    ]
    before = inventory_of([Organisation(id="org-a", name="A"), *parties])
    sheet = Sheet(seen_file(before), "Parties")
    places = [sheet.put(f"party-a-{number:02}", "contract", cell) for number, (_text, cell) in enumerate(cases)]
    return edits_of(sheet.file(format=file_format), before, before), places


def contracts(edits: Edits) -> list[str | None]:
    """The contracts in the edits, of the parties for which there are any."""
    return [row.words["contract"] for row in edits.rows if row.kind == "party" and "contract" in row.words]


def assert_all_told(cases: Sequence[Case], file_format: str, fault: Fault, severity: Severity) -> None:
    edits, places = read(cases, file_format)
    problems = {problem.location: problem for problem in edits.problems}
    assert len(problems) == len(edits.problems)
    for (text, _cell), place in zip(cases, places, strict=True):
        problem = problems[CellLocation("edits.xlsx", "Parties", *place)]
        assert (text, problem.code, problem.severity) == (text, fault, severity)
        assert repr(text) in problem.message
    assert contracts(edits) == []


def test_conversions_are_told_and_the_texts_are_kept() -> None:
    assert_all_told(CONVERTED, "xlsx", Fault.CONVERTED, Severity.WARNING)


def test_in_a_csv_file_conversions_are_told_too() -> None:
    assert_all_told([(text, SeenCell(seen)) for text, seen in IN_PLAIN_TEXT], "csv", Fault.CONVERTED, Severity.WARNING)


def test_digits_that_a_spreadsheet_lost_are_an_error() -> None:
    assert_all_told(
        [(text, SeenCell(number, NUMBER)) for text, number in LOST], "xlsx", Fault.DIGITS_LOST, Severity.ERROR
    )


def test_a_text_that_somebody_typed_is_no_conversion() -> None:
    edits, _places = read([(text, SeenCell(seen)) for text, seen in IN_PLAIN_TEXT])
    assert codes(edits) == []
    assert contracts(edits) == [f'"{seen}"' for _text, seen in IN_PLAIN_TEXT]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("Acme", SeenCell("7", NUMBER)),
        ("C-12", SeenCell("12", NUMBER)),
        ("SEP-12", SeenCell("2026-10-12", DATE)),
        ("10%", SeenCell("10", NUMBER)),
        ("yes", SeenCell("true", BOOLEAN)),
        ("x" * 100, SeenCell("1", NUMBER)),
        ("", SeenCell("1", NUMBER)),
        ("Infinity", SeenCell("1", NUMBER)),
        ("1/0", SeenCell("1", NUMBER)),
    ],
)
def test_what_no_program_makes_of_a_text_is_not_explained_by_one(text: str, cell: SeenCell) -> None:
    assert may_become(text, cell) == ""


def test_a_number_that_reads_like_the_text_that_was_there_is_that_text() -> None:
    edits, _places = read([("4711", SeenCell("4711", NUMBER))])
    assert (codes(edits), contracts(edits)) == ([], ['"4711"'])


def test_a_number_for_a_new_text_is_an_error_because_zeros_may_be_gone() -> None:
    edits, _places = read([("C-12", SeenCell("4711", NUMBER))])
    assert codes(edits) == [Fault.NOT_TEXT]


def test_there_are_at_least_sixty_conversions() -> None:
    assert len(CONVERTED) + len(IN_PLAIN_TEXT) + len(LOST) >= 70
