"""Every code has a file that shows it; the problem stands at the very cell, alone, and says how to mend it."""

import pytest

from datamap.model.state import state_of
from datamap.problems import CellLocation, Problem, Severity
from datamap.workbook.codes import code_called
from datamap.workbook.edits import Edits
from datamap.workbook.faults import Fault, Findings
from datamap.workbook.interpret import edits_of
from tests.workbook.faulty_files import FAULTY, Faulty, small, sorted_alone, untouched

WARNINGS = {Fault.CONVERTED, Fault.SHIFTED_DATE, Fault.HIDDEN_DIRECTION, Fault.MIXED_SCRIPTS}


def read(faulty: Faulty) -> Edits:
    return edits_of(faulty.file, small(), small())


def test_every_code_has_a_file_that_shows_it() -> None:
    assert set(FAULTY) == set(Fault)


def test_codes_are_unique_and_explained() -> None:
    assert len({str(fault) for fault in Fault}) == len(Fault)
    assert all(code_called(fault) for fault in Fault)


def test_the_file_without_a_fault_has_none() -> None:
    edits = edits_of(untouched(), small(), small())
    assert (edits.problems, edits.notes) == ((), ())


@pytest.mark.parametrize("fault", Fault)
def test_one_fault_gives_one_problem_at_its_very_place(fault: Fault) -> None:
    faulty = FAULTY[fault](untouched())
    problems = read(faulty).problems
    assert [problem.code for problem in problems] == [fault]
    (problem,) = problems
    where = CellLocation("edits.xlsx", faulty.sheet, *faulty.place) if faulty.place else None
    assert problem.location == where
    assert problem.severity is (Severity.WARNING if fault in WARNINGS else Severity.ERROR)
    assert_helps(problem)


def assert_helps(problem: Problem) -> None:
    """Words for people: what was seen, and how to mend it; nothing of the program's insides."""
    assert problem.hint
    for words in (problem.message, problem.hint):
        assert not any(inside in words for inside in ("None", "Traceback", "SeenCell", "<", "NOT_RECORDED", "Fault."))
    assert not problem.message.endswith(".")


@pytest.mark.parametrize("fields", [["id"], ["name"], ["name", "country"], ["contract_date"], ["country"]])
def test_columns_sorted_alone_are_told_in_one_sentence(fields: list[str]) -> None:
    edits = read(sorted_alone(*fields)(untouched()))
    assert [problem.code for problem in edits.problems] == [Fault.TORN_APART]
    assert {row.kind for row in edits.rows if row.kind == "party"} == set()
    assert edits.unread >= {id for id in state_of(small()).owners if id.startswith("party-")}


def test_all_faults_are_told_at_once() -> None:
    file = untouched()
    for fault in (Fault.ERROR_VALUE, Fault.NOT_TEXT, Fault.NO_DATE, Fault.NO_VALUE, Fault.NO_NUMBER):
        file = FAULTY[fault](file).file
    assert len(edits_of(file, small(), small()).problems) == 5


def test_of_very_many_faults_a_part_is_listed_and_all_are_counted() -> None:
    findings = Findings(untouched())
    for number in range(6_000):
        findings.fault(Fault.CONVERTED, findings.at("A", number, 1), "x", severity=Severity.WARNING)
        findings.note(findings.at("A", number, 1), f"{number}")
        findings.note(findings.at("A", number, 2), "the same")
    findings.fault(Fault.ERROR_VALUE, findings.at("B", 1, 1), "y")
    assert (len(findings.problems), findings.unlisted, findings.problems[-1].message) == (5_001, 1_000, "y")
    *notes, last = findings.notes()
    assert len(notes) <= 5_000
    assert any(note.message == "the same (the same in 5,999 more cells below)" for note in notes)
    assert "more notes, which are not listed" in last.message
    findings.drop("A", range(6_000))
    assert (len(findings.problems), findings.unlisted) == (1, 0)


def test_several_bearers_of_a_name_are_all_named() -> None:
    (problem,) = read(FAULTY[Fault.SEVERAL_BEARERS](untouched())).problems
    assert "party-a-echo" in problem.message
    assert "party-a-foxtrot" in problem.message
