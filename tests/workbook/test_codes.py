"""Every code that a workbook can be told of is explained, and every one that is explained can be told."""

import re
from pathlib import Path

import pytest

from datamap.workbook.codes import code_called, codes
from datamap.workbook.faults import Fault

CODE = re.compile(r'"((?:WBK|PLN)-\d{3})"')
ROOMS = ("workbook", "register", "cli")


def source(root: Path) -> str:
    """The program text of the rooms that tell of workbooks."""
    files = [file for room in ROOMS for file in sorted((root / "datamap" / room).rglob("*.py"))]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def test_the_codes_in_the_program_and_those_that_are_explained_are_the_same(root: Path) -> None:
    assert sorted(set(CODE.findall(source(root)))) == [each.code for each in codes()]


def test_every_fault_is_told_somewhere(root: Path) -> None:
    text = source(root)
    assert [fault.name for fault in Fault if f"Fault.{fault.name}" not in text] == []


@pytest.mark.parametrize("code", codes(), ids=lambda each: each.code)
def test_a_code_is_explained_in_sentences(code) -> None:
    assert code_called(code.code.lower()) == code
    for words in (code.meaning, code.mend):
        assert re.fullmatch(r"[A-Z#].+\.", words), words
