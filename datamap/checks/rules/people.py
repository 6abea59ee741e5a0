"""Rules about the people whom data are about."""

from __future__ import annotations

from collections.abc import Iterator

from datamap.checks.case import Case
from datamap.checks.finding import Place, Seen
from datamap.checks.once import tell_of_uses
from datamap.checks.rule import ERROR, NOTE, WARNING, Rule
from datamap.checks.words import phrase_in
from datamap.model import Activity, Category, DataUse, Measure, People, YesNo, recorded

CHILD = "people-child"
INDIRECT = ("cat-contacts-book", "cat-other-sources", "cat-public")
"""Categories of data that people as a rule have not given themselves."""


def check_people(case: Case) -> Iterator[Seen]:
    """Return the data uses that do not say whom the data are about.

    Why: rights, notices and risks differ by who the people are. Where no data use of an activity or an organisation
    says it, it is told once.
    Bad: e-mail addresses of nobody in particular.
        | activity(), use()
    Good: e-mail addresses of customers.
        | activity(), use(people=("people-customer",))
    Law: Art. 30(1)(c).
    """
    what = "Whom the data are about"
    yield from tell_of_uses(case, lambda use: not use.people, "people", what, "name the categories of people")


def check_children(case: Case) -> Iterator[Seen]:
    """Return the activities with data of children where no safeguard for them is recorded.

    Why: children are less aware of risks and merit specific protection. Looked for are parents, age or children in the
    measures, in how consent is given, and in the circumstances and necessity of the data uses.
    Bad: data of children like any others.
        | activity(), use(people=("people-child",))
    Good: a parent is there.
        | activity(), use(people=("people-child",), condition="only with a parent present")
    Law: Art. 24(1), Art. 25, rec. 38.
    """
    children = case.below(People, CHILD)
    for activity in case.controlled:
        uses = _uses_about(case, activity, children)
        if uses and not any(phrase_in(text, "child-safeguards") for text in _safeguards(case, activity)):
            yield Seen(
                activity.id,
                "measures",
                f"'{activity.name}' uses data of children, and no safeguard for them is recorded.",
                "record what protects them: whom you ask, how age is checked, what is left out",
                tuple(Place(use.id, "people") for use in uses),
            )


def _uses_about(case: Case, activity: Activity, people: frozenset[str]) -> tuple[DataUse, ...]:
    uses = case.uses_by_activity.get(activity.id, ())
    return tuple(use for use in uses if not people.isdisjoint(recorded(use.people)))


def _safeguards(case: Case, activity: Activity) -> Iterator[object]:
    """Yield the words in which safeguards of an activity are described."""
    for measure in case.all(Measure, activity.measures):
        yield from (measure.label, measure.description)
    for line in case.lines_by_activity.get(activity.id, ()):
        yield line.consent_given
    for use in case.uses_by_activity.get(activity.id, ()):
        yield from (use.condition, use.necessity)


def check_vulnerable(case: Case) -> Iterator[Seen]:
    """Return the activities with children or other vulnerable people that are said to need no impact assessment.

    Why: vulnerable people are one of nine criteria that speak for an assessment; the screening must show that they
    were thought of. Where no screening is recorded at all, DPI-009 says so.
    Bad: no assessment for data of children, and no reference.
        | activity(dpia_required="no"), use(people=("people-child",))
    Good: the screening that says why.
        | activity(dpia_required="no", dpia_reference="Screening 12"), use(people=("people-child",))
    Law: Art. 35(1), rec. 75; Guidelines WP248 rev.01, criterion 7.
    """
    own = (each.id for each in case.kept(People) if phrase_in(each.label, "vulnerable-people"))
    vulnerable = case.below(People, CHILD, *own)
    for activity in case.controlled:
        if activity.dpia_required != YesNo.NO or activity.dpia_reference:
            continue
        uses = _uses_about(case, activity, vulnerable)
        if uses:
            found = (id for use in uses for id in recorded(use.people) if id in vulnerable)
            yield Seen(
                activity.id,
                "dpia_reference",
                f"'{activity.name}' is said to need no impact assessment, and uses data of vulnerable people: "
                f"{case.names(dict.fromkeys(found))}.",
                "record the screening that takes them into account",
                (Place(activity.id, "dpia_required"), *(Place(use.id, "people") for use in uses)),
            )


def check_people_are_used(case: Case) -> Iterator[Seen]:
    """Return the categories of people that an organisation added and that no data use is about.

    Why: a list of people about whom nothing is kept misleads whoever chooses from it.
    Bad: a category that nothing names.
        | people("people-own")
    Good: the category with a data use.
        | people("people-own"), activity(), use(people=("people-own",))
    Law: Art. 30(1)(c), Art. 5(2).
    """
    named = {id for use in case.inventory.of(DataUse) for id in recorded(use.people)}
    used = {wider for id in named for wider in case.wider(id)}
    for each in case.kept(People):
        if each.id not in used and not each.retired:
            yield Seen(each.id, "", f"No data use is about '{each.label}'.", "use it or retire it")


def check_source(case: Case) -> Iterator[Seen]:
    """Return the uses of data that seem not to come from the people themselves, without their source.

    Why: who did not give the data must be told where they come from. Looked at are people in address books, and
    categories of data that come from elsewhere by their name.
    Bad: an address book without a source.
        | activity(), use(category="cat-contacts-book")
    Good: the address book of a user.
        | activity(), use(category="cat-contacts-book", sources=("source-device",))
    Law: Art. 14(2)(f), Art. 15(1)(g).
    """
    indirect, absent = case.below(Category, *INDIRECT), case.below(People, "people-address-book")
    for activity in case.controlled:
        for use in case.uses_by_activity.get(activity.id, ()):
            people = recorded(use.people)
            if use.category not in indirect and absent.isdisjoint(people):
                continue
            strangers = [each for each in people if each in absent]
            if not set(recorded(use.sources)) - {"source-unspecified"}:
                fact = "people" if strangers else "category"
                why = f"are about '{case.name(strangers[0])}'" if strangers else "seem to come from elsewhere"
                yield Seen(
                    use.id,
                    "sources",
                    f"The source of '{case.name(use.category)}' in '{activity.name}' is not recorded; the data {why}.",
                    "record the source, and whether it is open to the public",
                    (Place(use.id, fact),),
                )


RULES: tuple[Rule, ...] = (
    Rule(
        "SUB-001",
        ERROR,
        "Art. 30(1)(c)",
        "data of nobody in particular",
        check_people,
        ("data_use.people", "activity.role"),
    ),
    Rule(
        "SUB-003",
        WARNING,
        "Art. 24(1), 25",
        "children without safeguards",
        check_children,
        ("data_use.people", "activity.measures", "purpose_line.consent_given", "data_use.condition"),
    ),
    Rule(
        "SUB-004",
        WARNING,
        "Art. 35(1)",
        "vulnerable people not screened for",
        check_vulnerable,
        ("data_use.people", "people.label", "activity.dpia_required", "activity.dpia_reference"),
    ),
    Rule("SUB-005", NOTE, "Art. 30(1)(c)", "people of no data use", check_people_are_used, ("data_use.people",)),
    Rule(
        "SUB-008",
        WARNING,
        "Art. 14(2)(f)",
        "source of the data missing",
        check_source,
        ("data_use.sources", "data_use.people", "data_use.category"),
    ),
)
"""The rules of this theme."""
