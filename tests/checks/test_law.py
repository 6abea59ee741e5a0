"""Dated law, held against a timeline made by hand: the last day before and the first day after each change."""

import datetime

import pytest

from datamap.model import Country, inventory_of
from datamap.vocabulary.law import (
    EDITION,
    Adequacy,
    ClauseSet,
    ConsentAge,
    Reading,
    Source,
    Span,
    read_law,
    verified,
)
from datamap.vocabulary.lists import read_table

LAW = read_law()
GDPR = datetime.date(2018, 5, 25)
DAY = datetime.timedelta(days=1)
DECISIONS = (*LAW.adequacy, *(each.decision for each in LAW.ended_frameworks))

# country, day, in the EEA, adequacy decision in force (the words that tell it apart)
TIMELINE = [
    ("AD", "2018-05-25", False, "2010/625"),
    ("AR", "2018-05-25", False, "2003/490"),
    ("BR", "2026-01-25", False, None),
    ("BR", "2026-01-26", False, "2026/179"),
    ("CA", "2018-05-25", False, "2002/2"),
    ("CH", "2018-05-25", False, "2000/518"),
    ("FO", "2018-05-25", False, "2010/146"),
    ("GB", "2018-05-25", True, None),
    ("GB", "2020-12-31", True, None),
    ("GB", "2021-01-01", False, "Trade and Cooperation Agreement, Art. 782"),
    ("GB", "2021-06-27", False, "Trade and Cooperation Agreement, Art. 782"),
    ("GB", "2021-06-28", False, "2021/1772"),
    ("GB", "2025-06-23", False, "2021/1772"),
    ("GB", "2025-06-24", False, "extended to 27 December 2025 by Implementing Decision (EU) 2025/1226"),
    ("GB", "2025-12-18", False, "2025/1226"),
    ("GB", "2025-12-19", False, "renewed by Implementing Decision (EU) 2025/2574"),
    ("GB", "2031-12-27", False, "2025/2574"),
    ("GB", "2031-12-28", False, None),
    ("GG", "2018-05-25", False, "2003/821"),
    ("GL", "2018-05-25", False, None),
    ("IL", "2018-05-25", False, "2011/61"),
    ("IM", "2018-05-25", False, "2004/411"),
    ("IN", "2026-01-26", False, None),
    ("IS", "2018-05-25", True, None),
    ("JE", "2018-05-25", False, "2008/393"),
    ("JP", "2019-01-22", False, None),
    ("JP", "2019-01-23", False, "2019/419"),
    ("KR", "2021-12-16", False, None),
    ("KR", "2021-12-17", False, "2022/254"),
    ("LI", "2018-05-25", True, None),
    ("NO", "2018-05-25", True, None),
    ("NZ", "2018-05-25", False, "2013/65"),
    ("RE", "2018-05-25", True, None),
    ("US", "2018-05-25", False, "2016/1250"),
    ("US", "2020-07-15", False, "2016/1250"),
    ("US", "2020-07-16", False, None),
    ("US", "2023-07-09", False, None),
    ("US", "2023-07-10", False, "2023/1795"),
    ("UY", "2018-05-25", False, "2012/484"),
]


@pytest.mark.parametrize(("country", "day", "in_eea", "decision"), TIMELINE)
def test_the_law_of_a_day_is_that_of_the_timeline(country: str, day: str, in_eea: bool, decision: str | None) -> None:
    on = datetime.date.fromisoformat(day)
    found = LAW.adequacy_of(country, on)
    assert LAW.is_in_eea(country, on) is in_eea
    assert (found is None) if decision is None else (found is not None and decision in found.decision)


def test_the_timeline_has_the_days_before_and_after_each_change_since_the_gdpr_and_each_decision() -> None:
    spans = [(each.country, each.span) for each in DECISIONS] + list(LAW.eea.items())
    changes = {(country, day) for country, span in spans for day in turns(span)}
    days = {(country, datetime.date.fromisoformat(day)) for country, day, _eea, _decision in TIMELINE}
    assert {(country, near) for country, day in changes for near in (day - DAY, day)} <= days
    assert {each.country for each in DECISIONS} <= {country for country, *_rest in TIMELINE}


def turns(span: Span) -> list[datetime.date]:
    """The days since the GDPR on which something becomes otherwise: the first, and the one after the last."""
    days = [span.first, span.last + DAY] if span.last else [span.first]
    return [day for day in days if day > GDPR]


@pytest.mark.parametrize(
    ("name", "last"), [("Safe Harbor", "2015-10-05"), ("Privacy Shield", "2020-07-15")], ids=["harbor", "shield"]
)
def test_a_framework_held_until_the_day_before_its_judgment(name: str, last: str) -> None:
    (framework,) = (each for each in LAW.ended_frameworks if each.name == name)
    day = datetime.date.fromisoformat(last)
    assert framework.span.holds(day)
    assert not framework.span.holds(day + DAY)


def test_each_set_of_clauses_has_its_days() -> None:
    days = [tuple(map(str, (each.span.first, each.last_day_to_sign, each.span.last))) for each in LAW.standard_clauses]
    assert days == [
        ("2001-09-03", "2021-09-26", "2022-12-27"),
        ("2010-05-15", "2021-09-26", "2022-12-27"),
        ("2021-06-27", "None", "None"),
    ]


@pytest.mark.parametrize(
    ("country", "day", "age"),
    [
        ("AT", "2018-05-24", None),
        ("AT", "2018-05-25", 14),
        ("BE", "2018-09-04", None),
        ("BE", "2018-09-05", 13),
        ("CZ", "2019-04-23", None),
        ("CZ", "2019-04-24", 15),
        ("DE", "2018-05-25", 16),
        ("DK", "2018-05-25", 13),
        ("DK", "2023-12-31", 13),
        ("DK", "2024-01-01", 15),
        ("ES", "2018-12-06", None),
        ("ES", "2018-12-07", 14),
        ("FI", "2018-12-31", None),
        ("FI", "2019-01-01", 13),
        ("FR", "2019-05-31", None),
        ("FR", "2019-06-01", 15),
        ("IE", "2018-05-25", 16),
        ("IT", "2018-09-18", None),
        ("IT", "2018-09-19", 14),
        ("LU", "2018-05-25", 16),
        ("NL", "2018-05-25", 16),
        ("PL", "2018-05-25", None),
        ("SE", "2018-05-25", 13),
    ],
)
def test_the_age_of_consent_is_that_of_the_law_of_the_day(country: str, day: str, age: int | None) -> None:
    found = LAW.consent_age(country, datetime.date.fromisoformat(day))
    assert (found and found.age) == age


def test_every_row_has_a_source_that_was_read_a_known_country_and_days_in_order() -> None:
    dated: tuple[Adequacy | ClauseSet | ConsentAge, ...]
    dated = (*DECISIONS, *LAW.standard_clauses, *LAW.consent_ages)
    countries = {each.id for each in inventory_of([]).of(Country)}
    assert {getattr(row, "country", "DE") for row in dated} <= countries
    assert all(row.span.first <= (row.span.last or EDITION) for row in dated)
    assert len(LAW.dpia_criteria) == 9
    sources: list[Source] = [row.source for row in (*dated, *LAW.dpia_criteria)]
    for source in sources:
        assert source.document.startswith("https://")
        assert source.read_at.startswith("https://")
        assert source.read_as in Reading


def test_what_is_said_of_bases_that_do_not_fit_was_read_somewhere() -> None:
    for row in read_table("unfit-bases"):
        assert row["read_at"].startswith("https://")
        assert row["read_as"] in set(Reading)


def test_a_row_that_was_held_against_nothing_is_not_read() -> None:
    assert verified("country,read_as\nKE,\nBR,copy\n") == [{"country": "BR", "read_as": "copy"}]


def test_no_country_has_two_decisions_on_one_day() -> None:
    for one in DECISIONS:
        assert [each for each in DECISIONS if each.country == one.country and each.span.holds(one.span.first)] == [one]
