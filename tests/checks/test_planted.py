"""Clean registers give no finding, and a defect that is planted into one gives exactly its own."""

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from datamap.checks.catalogue import RULES
from datamap.checks.run import check
from datamap.model import inventory_of
from tests.checks.clean import COUNTRIES, ON, Clean
from tests.checks.defects import CONSEQUENCES, PLANTED
from tests.figures import Figures

PLACES = 10
OUT_OF_REACH = {
    ("check_biometrics", "use.category not in told"),
    ("_first_places", "record.id not in told"),
    ("_unspecified", "organisation and len(activities) > 1"),
}
"""Conditions that only what is at fault gets to, such as words that the lists look for."""


@pytest.mark.parametrize("number", range(len(COUNTRIES)))
def test_a_clean_register_gives_no_finding(number: int) -> None:
    found = check(Clean(number).inventory(), ON)
    assert [f"{each.key}: {each.message}" for each in found] == []


def test_clean_registers_beside_each_other_give_no_finding() -> None:
    records = [record for number in range(3) for record in Clean(number).numbered()]
    assert [f"{each.key}: {each.message}" for each in check(inventory_of(records), ON)] == []


def test_every_rule_has_a_defect() -> None:
    assert set(PLANTED) == {rule.code for rule in RULES}
    assert set(CONSEQUENCES) <= set(PLANTED)


@pytest.mark.property
def test_a_planted_defect_gives_exactly_its_finding(proving: bool, figures: Figures) -> None:
    places = PLACES if proving else 2
    wrong = [complaint for code in PLANTED for place in range(places) for complaint in planted(code, place)]
    assert wrong == []
    figures(
        "defects planted into clean registers",
        rules=len(PLANTED), defects=len(PLANTED) * places, gave_exactly_their_finding=len(PLANTED) * places,
    )  # fmt: skip


def planted(code: str, place: int) -> Iterator[str]:
    """What is wrong with what is found where a defect is planted at a place, beside a register that stays clean."""
    defect = PLANTED[code]
    clean = Clean(place, defect.on)
    defect.plant(clean, place)
    beside = Clean(PLACES, defect.on).numbered() if place == 0 and defect.on == ON else ()
    records = [*clean.numbered(), *beside]
    found = check(inventory_of(records), defect.on)
    if sorted(each.code for each in found) != sorted((code, *CONSEQUENCES.get(code, ()))):
        yield f"{code} at {place}: {[each.key for each in found]}"
    elif not all(each.record.endswith(f"-{place}") for each in found):
        yield f"{code} at {place}: found elsewhere: {[each.key for each in found]}"


def test_clean_registers_bring_each_rule_to_its_last_condition(root: Path) -> None:
    seen = lines_run(lambda: check(Clean(0).inventory(), ON), root / "datamap" / "checks" / "rules")
    missed = {
        (function, condition)
        for path in sorted((root / "datamap" / "checks" / "rules").glob("*.py"))
        for function, condition, line in last_conditions(ast.parse(path.read_text(encoding="utf-8")))
        if line not in seen[path.name]
    }
    assert missed == OUT_OF_REACH


def last_conditions(tree: ast.Module) -> Iterator[tuple[str, str, int]]:
    """The condition that is next to each finding of the rules: its function, its text and its line."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for test in ast.walk(function):
                if isinstance(test, ast.If) and any(map(yields, test.body)):
                    yield function.name, ast.unparse(test.test), test.test.lineno


def yields(node: ast.AST) -> bool:
    """Whether a statement yields without asking anything more."""
    if isinstance(node, ast.If | ast.FunctionDef):
        return False
    return isinstance(node, ast.Yield) or any(map(yields, ast.iter_child_nodes(node)))


def lines_run(work: Any, folder: Path) -> dict[str, set[int]]:
    """The lines of the modules in a folder that run during some work."""
    seen: defaultdict[str, set[int]] = defaultdict(set)

    def trace(frame: FrameType, event: str, _argument: object) -> Any:
        path = Path(frame.f_code.co_filename)
        if path.parent != folder:
            return None
        if event == "line":
            seen[path.name].add(frame.f_lineno)
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return seen
