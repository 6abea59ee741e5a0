"""The overview of completeness: everything in words, everything text, one sheet for each organisation."""

import datetime
import re
import shutil
import subprocess
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring

from datamap.checks.completeness import answers_of
from datamap.checks.examples import activity, line, organisation, transfer, use
from datamap.exports.completeness import format_html, overviews_of, render_pdf
from datamap.exports.completeness.rows import (
    COLUMNS,
    activity_rows,
    answer_rows,
    missing_rows,
    organisation_rows,
    part_rows,
    trend_rows,
)
from datamap.exports.completeness.trend import Point, format_chart, points_of, trend_words
from datamap.exports.typesetting import pages_of
from datamap.labels import read_labels
from datamap.model import NONE, NOT_RECORDED, Inventory, inventory_of

WORDS = read_labels("completeness")
NAME = "<script>alert(1)</script> & 'Söhne'"
# One data use of two has recipients, "none"; contact and purposes are recorded.
INVENTORY = inventory_of(
    [
        organisation(name=NAME, email="privacy@acme.example"),
        activity(name="=<b>1+1"),
        activity("act-b", name="Payroll"),
        line(),
        use("use-a", recipients=NONE),
        use("use-b", activity="act-b", transfers=("transfer-a",)),
        transfer(country="US"),
    ]
)


def point(revision: int, share: Fraction | None, organisation: str = "org-a") -> Point:
    return Point(organisation, "Acme", revision, datetime.date(2026, 1, revision), share, 2, 7)


class Page(HTMLParser):
    """The tags of a page with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_a_page_needs_no_script_loads_nothing_and_holds_names_as_text() -> None:
    page = Page(format_html(overviews_of(INVENTORY)))
    assert not {"script", "b", "link", "img"} & {tag for tag, _attributes in page.tags}
    assert not {"src", "href", "style"} & {name for _tag, attributes in page.tags for name in attributes}
    assert NAME in "".join(page.words)
    assert "=<b>1+1" in "".join(page.words)


def test_every_bar_has_its_number_in_words_beside_it() -> None:
    page = format_html(overviews_of(INVENTORY))
    rows = re.findall(r'<rect class="fill" width="(\d+)" height="10"/></svg></td><td class="n">(\d+) %</td>', page)
    assert len(rows) == 11 + 2
    assert all(width == number for width, number in rows)
    assert "Categories of recipients</td>" in page
    assert "in 1 of 2 data uses (1: “none”)" in page
    assert page.count("aria-hidden") == len(rows) + 1


def test_the_headline_says_what_the_number_is_and_never_more() -> None:
    [overview] = overviews_of(INVENTORY)
    # Asked: 84. Recorded: contact 3, purposes of one of two 6, categories of data 6, recipients of one of two 6,
    # transfers of one of two two thirds 4.
    assert overview.share == Fraction(25, 84)
    assert overview.headline == "29 % of what Art. 30 asks is recorded"
    page = format_html([overview]).lower()
    assert "complian" not in page
    assert "not whether it is right, precise or lawful" in page


def test_the_least_complete_activity_stands_first_with_what_it_lacks() -> None:
    [overview] = overviews_of(INVENTORY)
    assert [(bar.label, bar.percent) for bar in overview.activities] == [("Payroll", 18), ("=<b>1+1", 40)]
    assert overview.activities[1].missing == "joint controllers, data subjects, transfers, time limits, measures"


@pytest.mark.parametrize("records", [[], [organisation()]], ids=["no organisation", "no activity"])
def test_where_nothing_is_recorded_one_sentence_says_so(records: list) -> None:
    overviews = overviews_of(inventory_of(records))
    page = "".join(Page(format_html(overviews)).words)
    assert WORDS["nothing" if records else "no-organisation"] in page
    assert "%" not in page.split("}")[-1]
    assert pages_of(render_pdf(overviews)) == 1


def large(activities: int, name: str, measures: object = NOT_RECORDED) -> Inventory:
    many = [activity(f"act-{number}", name=f"{name} {number}") for number in range(activities)]
    others = [activity("act-processor", name=name, role="role-processor", measures=measures)]
    return inventory_of([organisation(name=name), *many, *others])


@pytest.mark.parametrize("name", ["Payroll", "A very long name of an activity " * 20, "漢字" * 200, "x" * 5_000])
def test_an_organisation_has_one_sheet_however_much_it_holds(name: str) -> None:
    points = [point(number, Fraction(number, 30)) for number in range(1, 28)]
    [overview] = overviews_of(large(300, name), points=points)
    assert pages_of(render_pdf([overview])) == 1
    shown = len(overview.activities)
    assert f"and {301 - shown} more activities" in overview.more
    assert shown >= 5


def test_one_activity_that_is_left_out_is_told_in_the_singular() -> None:
    [many] = overviews_of(large(300, "Payroll"))
    [overview] = overviews_of(large(len(many.activities), "Payroll"))
    assert overview.more == "and 1 more activity, not less complete"


@pytest.mark.chromium
def test_the_page_prints_on_one_sheet_for_each_organisation(tmp_path: Path) -> None:
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    points = [point(number, Fraction(number, 30)) for number in range(1, 28)]
    overviews = [
        overview
        for name in ("Payroll", "A very long name of an activity " * 20, "x" * 5_000)
        for overview in overviews_of(large(300, name), points=points)
    ]
    (tmp_path / "page.html").write_text(format_html(overviews), encoding="utf-8")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={tmp_path}/c"]
    printed = tmp_path / "page.pdf"
    subprocess.run(
        [chromium, *options, f"--print-to-pdf={printed}", str(tmp_path / "page.html")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert len(re.findall(rb"/Type\s*/Page\b", printed.read_bytes())) == len(overviews)


def test_the_same_records_give_the_same_bytes() -> None:
    first, second = (overviews_of(INVENTORY, points=[point(1, None), point(2, Fraction(1, 2))]) for _ in range(2))
    assert format_html(first) == format_html(second)
    assert render_pdf(first) == render_pdf(second)


# Over time.


def test_a_chart_says_every_number_in_words_and_is_drawn_from_two_points_on() -> None:
    points = [point(1, None), point(2, Fraction(1, 4)), point(3, Fraction(2, 3))]
    chart = fromstring(format_chart(points, WORDS))
    assert chart.get("aria-label", "").endswith("revision 2 of 2026-01-02: 25 %; revision 3 of 2026-01-03: 66 %")
    heights = [float(each.get("cy", "")) for each in chart.iter("{http://www.w3.org/2000/svg}circle")]
    assert len(heights) == 2
    assert heights[0] > heights[1]
    assert trend_words(points, WORDS) == "25 % after revision 2 (2026-01-02), 66 % after revision 3 (2026-01-03)"
    assert format_chart(points[:2], WORDS) == trend_words(points[:2], WORDS) == ""


def test_the_page_of_an_organisation_shows_its_own_points_alone() -> None:
    points = [point(1, Fraction(1, 4), "org-b"), point(2, Fraction(1, 2), "org-b")]
    assert "polyline" not in format_html(overviews_of(INVENTORY, points=points))
    own = [each._replace(organisation="org-a") for each in points]
    assert "polyline" in format_html(overviews_of(INVENTORY, points=own))


def test_the_point_of_a_state_is_what_its_overview_says() -> None:
    [found] = points_of(INVENTORY, 3, datetime.date(2026, 1, 3))
    [overview] = overviews_of(INVENTORY)
    assert (found.share, found.activities, found.revision) == (overview.share, 2, 3)
    assert found.missing == len(missing_rows(INVENTORY, answers_of(INVENTORY)))


# Rows.


def test_rows_have_the_columns_that_are_promised() -> None:
    answers = answers_of(INVENTORY)
    for name, rows in {
        "organisations": organisation_rows(INVENTORY, answers),
        "parts": part_rows(INVENTORY, answers),
        "activities": activity_rows(INVENTORY, answers),
        "asked": list(answer_rows(INVENTORY, answers)),
        "missing": missing_rows(INVENTORY, answers),
        "trend": trend_rows([point(1, None)]),
    }.items():
        assert rows
        assert {tuple(row) for row in rows} == {tuple(COLUMNS[name])}


def test_a_gap_in_another_record_than_the_one_asked_has_a_row_of_its_own() -> None:
    rows = [row for row in answer_rows(INVENTORY, answers_of(INVENTORY)) if row["article"] == "Art. 30(1)(e)"]
    assert [(row["record"], row["field"], row["state"]) for row in rows] == [
        ("use-a", "transfers", "not recorded"),
        ("use-b", "transfers", "in part"),
        ("transfer-a", "documentation", "not recorded"),
    ]


def test_what_is_missing_names_article_record_and_field() -> None:
    rows = missing_rows(INVENTORY, answers_of(INVENTORY))
    assert ("Art. 30(1)(f)", "use-a", "time limits for erasure") in {
        (row["article"], row["record"], row["field"]) for row in rows
    }
    assert len(rows) == len({(row["missing"], row["record"], row["field"]) for row in rows})
