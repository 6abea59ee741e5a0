"""Rules tell where to mend, once, and in the words that led there."""

from datamap.checks.case import Case
from datamap.checks.examples import TODAY, activity, line, organisation, places, purpose, use
from datamap.checks.rule import Check
from datamap.checks.rules.categories import check_catch_all
from datamap.checks.rules.lawful_basis import check_basis
from datamap.checks.rules.purposes import check_vague_purpose
from datamap.checks.rules.register import check_representative
from datamap.model import NONE, Record, inventory_of
from datamap.problems import Severity


def messages(check: Check, *records: Record) -> list[str]:
    return [seen.message for seen in check(Case(inventory_of(records), TODAY))]


def test_a_representative_that_is_denied_is_a_warning_and_one_not_recorded_an_error() -> None:
    outside = {"country": "US", "regime": "regime-eu-gdpr"}
    for name, severity in ((NONE, Severity.WARNING), ("", None)):
        case = Case(inventory_of([organisation(**outside, representative_name=name)]), TODAY)
        assert [seen.severity for seen in check_representative(case)] == [severity]


def test_a_vague_purpose_is_told_in_the_words_that_are_vague() -> None:
    assert (
        "'for business purposes'" in messages(check_vague_purpose, activity(), line(wording="for business purposes"))[0]
    )
    own = [activity(), purpose(label="Planning"), line(purpose="purpose-own")]
    assert "'Planning'" in messages(check_vague_purpose, *own)[0]


def test_a_catch_all_names_the_words_or_the_category() -> None:
    assert "'other data', 'etc.'" in messages(check_catch_all, activity(), use(elements=("other data", "etc.")))[0]
    assert "'Personal data not specified'" in messages(check_catch_all, activity(), use(category="cat-unspecified"))[0]


def test_a_basis_that_all_purposes_lack_is_told_at_the_activity_or_at_the_organisation() -> None:
    first, second = line(), line("line-b")
    elsewhere = line("line-c", activity="act-b")
    based = line("line-c", activity="act-b", legal_basis="basis-consent")
    activities = [organisation(), activity(), activity("act-b")]
    assert places(check_basis, *activities, first) == ["line-a legal_basis"]
    assert places(check_basis, *activities, first, second) == ["act-a"]
    assert places(check_basis, *activities, first, second, elsewhere) == ["org-a"]
    assert places(check_basis, *activities, first, second, based) == ["act-a"]
    assert places(check_basis, *activities, first, based) == ["line-a legal_basis"]
    assert places(check_basis, *activities[1:], first, elsewhere) == ["line-a legal_basis", "line-c legal_basis"]
    mixed = line("line-b", legal_basis="basis-consent")
    assert places(check_basis, *activities, first, mixed, elsewhere) == ["line-a legal_basis", "line-c legal_basis"]
