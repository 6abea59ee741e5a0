"""Findings on a picture: every mark has its list, every number its mark, and the page stays legible."""

import re
from pathlib import Path

import pytest

from datamap.checks.finding import Finding
from datamap.checks.run import check
from datamap.exports.diagrams.album import sheets_of
from datamap.exports.diagrams.drawing import Drawing, MarkShape
from datamap.exports.diagrams.kinds import drawings_of
from datamap.exports.diagrams.kinds.scope import Scope
from datamap.exports.diagrams.legend import used_signs
from datamap.exports.diagrams.overlay import with_findings
from datamap.exports.diagrams.render import picture_of
from datamap.model import DataUse, PurposeLine
from datamap.register import open_inventory, part_of
from tests.legibility import faults_of

KINDS = ("context", "flows", "activity", "transfers", "chain", "matrix", "systems", "retention")


@pytest.fixture(scope="module")
def scope(root: Path) -> Scope:
    return Scope(inventory=part_of(open_inventory(root / "inventory"), "innovat"), organisation="org-innovat")


@pytest.fixture(scope="module")
def findings(scope: Scope) -> tuple[Finding, ...]:
    return check(scope.inventory)


@pytest.fixture(scope="module")
def marked(scope: Scope, findings: tuple[Finding, ...]) -> dict[str, list[Drawing]]:
    return {kind: [with_findings(each, scope, findings) for each in drawings_of(kind, scope)] for kind in KINDS}


def numbers_on(drawing: Drawing) -> list[int]:
    """The numbers that the boxes name, and those that the subtitle names for the whole picture."""
    texts = [mark.text for node in drawing.nodes for mark in node.marks if mark.shape is MarkShape.HEXAGON]
    texts += [fact.text for node in drawing.nodes for fact in node.facts if fact.text.startswith("! ")]
    texts += re.findall(r"On the picture as a whole: (findings? [\d–]+)", drawing.subtitle)
    ranges = [[int(number) for number in re.findall(r"\d+", text)] for text in texts]
    return sorted(number for each in ranges for number in range(each[0], each[-1] + 1))


@pytest.mark.parametrize("kind", KINDS)
def test_each_number_stands_on_one_box_and_in_the_list(
    marked: dict[str, list[Drawing]], kind: str, findings: tuple[Finding, ...]
) -> None:
    for drawing in marked[kind]:
        listed = [note.number for note in drawing.findings]
        assert numbers_on(drawing) == listed == list(range(1, len(listed) + 1)), drawing.title
        assert f"Findings marked here: {len(listed)}, of {len(findings)} in all." in drawing.subtitle


def test_a_finding_about_an_activity_or_what_is_inside_it_stands_on_its_box(
    marked: dict[str, list[Drawing]], scope: Scope, findings: tuple[Finding, ...]
) -> None:
    [drawing] = marked["flows"]
    for each in findings:
        record = scope.inventory.records[each.record]
        if isinstance(record, DataUse | PurposeLine):
            home = next(node.title for node in drawing.nodes if node.id == record.activity)
            assert home in {note.where for note in drawing.findings if each.message in note.text}


def test_the_legend_shows_the_sign_once_and_only_where_it_is_used(marked: dict[str, list[Drawing]]) -> None:
    for drawing in [each for own in marked.values() for each in own]:
        used = any(mark.shape is MarkShape.HEXAGON for node in drawing.nodes for mark in node.marks)
        shown = [words for sign, words in used_signs(drawing) if getattr(sign, "shape", None) is MarkShape.HEXAGON]
        assert len(shown) == used


def test_pages_with_findings_are_legible_and_list_them_in_every_form(marked: dict[str, list[Drawing]]) -> None:
    laid = sheets_of([*marked["flows"], *marked["transfers"], *marked["retention"]])
    picture = picture_of(sheet for sheets in laid for sheet in sheets)
    assert [fault for svg in picture.svgs for fault in faults_of(svg)] == []
    message = marked["flows"][0].findings[-1].text
    assert message in picture.html.replace("&#x27;", "'")
    assert f"Finding {len(marked['flows'][0].findings)}: {message}".lower() in picture.svgs[0].lower()
    assert picture.findings_csv.count("\n") == 1 + sum(
        len(each.findings) for kind in ("flows", "transfers", "retention") for each in marked[kind]
    )


def test_pictures_without_findings_stay_as_they_are(scope: Scope) -> None:
    for kind in KINDS:
        assert [each.findings for each in drawings_of(kind, scope) if each.findings] == []
