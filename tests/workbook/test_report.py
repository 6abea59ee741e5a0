"""A plan as JSON that keeps to its schema, and as a page that shows every text as text."""

import csv
import json
import re
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from referencing import Registry, Resource

from datamap import labels
from datamap.labels import read_labels
from datamap.model.state import after
from datamap.problems import CellLocation, Problem, Severity
from datamap.workbook.edits import Action, Note
from datamap.workbook.guard import RefusedError
from datamap.workbook.plan import Plan, journal_changes
from datamap.workbook.planning import listed
from datamap.workbook.report.as_html import format_html
from datamap.workbook.report.as_json import format_json, format_outcome, format_refused, problem_of, read_schema
from datamap.workbook.report.sections import sections_of
from datamap.workbook.report.shortened import shortened
from tests.workbook.edited import plan_of, row, row_of, rows_of, state

HOSTILE = '<script>alert("x")</script>&amp;\u202e\x1b[31m'
HELD = state(
    act_pay={"name": '"Payroll"', "owner": '"Ada"'},
    party_bank={"name": '"Bank"', "country": '"DE"', "acts_for": '["org-a"]'},
    party_tax={"name": '"Tax office"', "contract": "null"},
)
LABELS = read_labels("plan")


def eventful() -> Plan:
    """A plan in which everything happens: all changes, a conflict, a fault, a row that is missing, notes, findings."""
    register = after(HELD, journal_changes(plan_of([row_of(HELD, "act-pay", 3, owner='"Ben"')], HELD, HELD).changes))
    rows = [
        row_of(HELD, "act-pay", 3, owner='"Eve"', description=json.dumps(HOSTILE)),
        row_of(HELD, "party-bank", 4, name='"B"', country=None, acts_for='["party-tax"]'),
        row("party", "", "org-a", 6, {"name": '"Bnk"', "country": '"DE"'}),
        row("party", "", "org-a", 7, {"name": '"Tax-office"'}),
        row("party", "party-nobody", "org-a", 8, {"name": '"X"'}),
        row_of(HELD, "party-tax", 9)._replace(action=Action.DELETE),
    ]
    plan = plan_of(rows, HELD, register)
    notes = (*plan.notes, Note(CellLocation("edits.xlsx", "party", 3, 4), HOSTILE))
    return Plan(
        **{name: getattr(plan, name) for name in Plan.__slots__} | {"notes": notes, "solved": ("a",), "caused": ()}
    )


@pytest.fixture(scope="module")
def plan() -> Plan:
    return eventful()


def test_every_plan_keeps_to_the_published_schema(plan: Plan) -> None:
    schema = read_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    for each in (plan, plan_of(rows_of(HELD), HELD, HELD), plan_of([], None, HELD)):
        jsonschema.validate(json.loads(format_json(each)), schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**json.loads(format_json(plan)), "changes": None}, schema)


def test_changes_are_a_list_that_is_empty_when_nothing_would_change(plan: Plan) -> None:
    assert json.loads(format_json(plan_of(rows_of(HELD), HELD, HELD)))["changes"] == []
    told = json.loads(format_json(plan))
    assert [(each["what"], each["record"]) for each in told["changes"]] == [
        ("changed", "act-pay"), ("renamed", "party-bank"), ("new", "party-a-bnk"), ("new", "party-a-tax-office"),
        ("deleted", "party-tax"),
    ]  # fmt: skip
    bank = told["changes"][1]
    assert bank["renamed_to"] == "B"
    assert [(each["field"], each["before"], each["after"], each["clears"]) for each in bank["fields"]] == [
        ("name", "Bank", "B", False),
        ("acts_for", ["org-a"], ["party-tax"], False),
        ("country", "DE", {"recorded": False}, True),
    ]
    assert told["changes"][3]["likely"] == [{"record": "party-tax", "name": "Tax office", "likeness": 100}]


def test_a_report_tells_first_what_the_file_is_and_last_what_to_do(plan: Plan) -> None:
    keys = [section.key for section in sections_of(plan, LABELS)]
    assert keys == [
        "file", "totals", "problems", "changes", "new", "missing", "cleared", "renamed", "deleted", "conflicts",
        "notes", "solved", "decision",
    ]  # fmt: skip


def test_of_very_many_problems_a_part_is_listed_and_all_are_counted() -> None:
    rows = [row("party", f"party-{number}", "org-a", number, {"name": '"X"'}) for number in range(3, 5_103)]
    plan = plan_of(rows, HELD, HELD)
    assert (len(plan.problems), plan.problem_count, plan.has_errors) == (5_000, 5_100, True)
    told = json.loads(format_json(plan))
    assert (len(told["problems"]), told["problem_count"]) == (5_000, 5_100)
    assert "5,100, of which 5,000 are listed" in format_html(plan, LABELS)


def test_an_error_is_listed_before_any_number_of_warnings() -> None:
    warnings = [
        Problem(
            code="WBK-203", message=f"{number}", severity=Severity.WARNING, location=CellLocation("a", "A", 1, number)
        )
        for number in range(1, 6_000)
    ]
    shown = listed([*warnings, Problem(code="WBK-201", message="x", location=CellLocation("a", "Z", 9, 9))])
    assert (len(shown), shown[-1].code) == (5_000, "WBK-201")


def test_a_long_text_is_folded_on_a_page_and_shortened_where_it_changed() -> None:
    long = "word " * 6_000
    held = state(act_pay={"name": '"Payroll"', "description": json.dumps(f"{long}old")})
    plan = plan_of([row_of(held, "act-pay", 3, description=json.dumps(f"{long}new"))], held, held)
    [changes] = [each for each in sections_of(plan, LABELS) if each.key == "changes"]
    before, after = shortened(changes.rows[0])[-2:]
    assert len(before) < 1_000
    assert (before.endswith("old"), after.endswith("new")) == (True, True)
    assert "characters left out" in before
    page = Page(format_html(plan, LABELS))
    assert page.tags.count("details") == 2
    assert f"{long}new" in page.words


def test_a_text_of_very_many_lines_is_shortened_to_its_first_and_last_ones() -> None:
    [words] = shortened(["\n".join(str(number) for number in range(5_000))])
    assert "left out" in words
    assert words.endswith("4999")
    assert words.count("\n") < 60


def test_every_outcome_of_applying_keeps_to_the_published_schema(plan: Plan) -> None:
    schemas = [read_schema(name) for name in ("plan", "apply")]
    registry = Registry().with_resources([(each["$id"], Resource.from_contents(each)) for each in schemas])
    validator = jsonschema.Draft202012Validator(schemas[1], registry=registry)
    refused = RefusedError("'a.xls' is a workbook in the old format .xls: save it as .xlsx")
    for told in (
        format_outcome((2, 5, "ab"), plan=plan),
        format_outcome(None, plan=plan, error="faults"),
        format_outcome(None, [problem_of(refused)], error=str(refused)),
    ):
        validator.validate(json.loads(told))
    faulty = json.loads(format_outcome(None, plan=plan, error="faults"))
    assert (len(faulty["problems"]), faulty["revision"]) == (len(plan.problems), None)
    jsonschema.validate(json.loads(format_refused("a.xls", refused)), schemas[0])


class Page(HTMLParser):
    """Collects what a browser would do with a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words += data


def test_words_of_a_language_are_one_to_a_key_and_not_cut_at_a_comma() -> None:
    for file in sorted(Path(str(files(labels))).glob("*/*.csv")):
        with file.open(encoding="utf-8", newline="") as lines:
            header, *rows = csv.reader(lines, strict=True)
        assert [row for row in rows if len(row) != len(header)] == [], file.name


def test_a_page_runs_nothing_asks_nobody_and_shows_texts_as_they_are(plan: Plan) -> None:
    text = format_html(plan, LABELS)
    page = Page(text)
    assert not {"script", "img", "link", "iframe", "form", "object"} & set(page.tags)
    assert not [name for name, _value in page.attributes if name.startswith("on") or name in ("href", "src", "style")]
    assert '<script>alert("x")</script>&amp;' in page.words
    assert "\u202e" not in text
    assert "\x1b" not in text
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy.startswith("default-src &#x27;none&#x27;; style-src &#x27;sha256-")


def test_a_page_can_be_read_by_those_who_do_not_see_it(plan: Plan) -> None:
    page = Page(format_html(plan, LABELS))
    assert dict(page.attributes)["lang"] == "en"
    assert page.tags.count("h1") == page.tags.count("main") == 1
    ids = {value for name, value in page.attributes if name == "id"}
    assert {value for name, value in page.attributes if name == "aria-labelledby"} <= ids
    assert {value for name, value in page.attributes if name == "scope"} == {"col", "row"}
