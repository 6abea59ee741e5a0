"""Rules about security measures, and the systems that hold data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from datamap.checks.case import Case
from datamap.checks.finding import Place, Seen
from datamap.checks.once import places_of, some, tell_once
from datamap.checks.reasons import has_reason
from datamap.checks.rule import ERROR, WARNING, Rule, Unanswered
from datamap.checks.words import phrase_in
from datamap.model import Activity, Measure, System, recorded

PROTECTING = ("measure-encryption", "measure-pseudonymisation", "measure-anonymisation", "measure-access-control")


def check_measures(case: Case) -> Iterator[Seen]:
    """Return the activities of a controller for which no security measure is recorded.

    Why: what protects the data belongs into the record. The law asks for it where possible: where it is not, write
    none, and in the note why.
    Bad: an activity without measures.
        | activity()
    Good: what protects it.
        | activity(measures=("measure-encryption-at-rest",))
    Law: Art. 30(1)(g), Art. 32(1).
    """
    for each in case.controlled:
        if not each.measures and not has_reason(each, "measures"):
            yield Seen(
                each.id,
                "measures",
                f"What protects the data of '{each.name}' is not recorded.",
                "name the security measures",
            )


def check_vague(case: Case) -> Iterator[Seen]:
    """Return the measures that say nothing specific and are all that is recorded for some activities.

    Why: "appropriate measures" repeats the law. Activities with the same vague measures are told once, with the first.
    Bad: general measures, and no more.
        | activity(measures=("measure-general",))
    Good: what is done.
        | activity(measures=("measure-general", "measure-encryption-in-transit"))
    Law: Art. 30(1)(g), Art. 32(1).
    """
    same: defaultdict[tuple[str, ...], list[Activity]] = defaultdict(list)
    for each in case.activities:
        measures = recorded(each.measures)
        if measures and all(_is_vague(case, id) for id in measures):
            same[(each.organisation, *measures)].append(each)
    for (_organisation, *named), activities in same.items():
        first, *others = activities
        more = f" and {len(others)} more" if others else ""
        yield Seen(
            first.id,
            "measures",
            f"All that is recorded to protect '{first.name}'{more} is '{case.names(named)}', which names no measure.",
            "record what is done: who has access, what is encrypted, how data are restored",
            (*(Place(id) for id in named), *places_of(others, "measures")),
        )


def _is_vague(case: Case, id: str) -> bool:
    measure = case.get(Measure, id)
    if measure is None:
        return False
    if case.is_a(id, "measure-general"):
        return True
    return not measure.parent and not measure.description and bool(phrase_in(measure.label, "vague-measures"))


def check_special(case: Case) -> Iterator[Seen]:
    """Return the activities with special data and neither encryption, pseudonymisation nor limits of access.

    Why: the more a leak would hurt people, the more is asked for to prevent it.
    Bad: health data behind a locked door.
        | activity(measures=("measure-training",)), use(category="cat-special-health")
    Good: encrypted.
        | activity(measures=("measure-encryption-at-rest",)), use(category="cat-special-health")
    Law: Art. 32(1)(a), Art. 32(2).
    """
    for each in case.activities:
        measures = recorded(each.measures)
        if not measures or any(case.is_a(id, *PROTECTING) for id in measures):
            continue
        special = [use for use in case.uses_by_activity.get(each.id, ()) if case.special(use.category)]
        if special:
            yield Seen(
                each.id,
                "measures",
                f"'{each.name}' uses {some(case.name(use.category) for use in special)}; neither encryption, "
                "pseudonymisation nor limits of access are among its measures.",
                "record what keeps these data from the wrong eyes",
                places_of(special, "category"),
            )


def check_restore(case: Case) -> Iterator[Seen]:
    """Return the organisations with measures, among which is none for backup or restoring.

    Why: data that are lost harm people too, and the law asks for the ability to restore them. A system that keeps
    backups counts as well.
    Bad: encryption, and no backup.
        | organisation(), activity(measures=("measure-encryption",))
    Good: both.
        | organisation(), activity(measures=("measure-encryption", "measure-backup"))
    Law: Art. 32(1)(b), 32(1)(c).
    """
    measures: defaultdict[str, set[str]] = defaultdict(set)
    for activity in case.activities:
        measures[activity.organisation].update(recorded(activity.measures))
    telling = {text for name in ("name", "description") for text in case.texts(System, name) if _restoring(text)}
    described = {
        each.organisation for each in case.inventory.of(System) if not telling.isdisjoint((each.name, each.description))
    }
    for each in case.organisations:
        named = measures[each.id]
        if named and each.id not in described and not any(_restores(case, id) for id in named):
            yield Seen(
                each.id,
                "",
                f"Among the {len(named)} measures of {each.name} is none that restores data: no backup, no recovery.",
                "record how data are backed up and restored",
            )


def _restores(case: Case, id: str) -> bool:
    measure = case.get(Measure, id)
    told = (measure.label, measure.description) if measure else ()
    return case.is_a(id, "measure-backup", "measure-recovery") or any(map(_restoring, told))


def _restoring(text: object) -> bool:
    return phrase_in(text, "availability") is not None


def check_systems(case: Case) -> Iterator[Seen]:
    """Return the systems with data of which is not recorded who runs them or where they stand.

    Why: who runs a system answers for its security, and where it stands decides whether data leave the EEA. Devices of
    the people themselves are left out. Where something is missing for each of several systems, the organisation is told
    once.
    Bad: a server of nobody, nowhere.
        | system(), use(systems=("system-a",))
    Good: who runs it, and where.
        | system(operated_by="org-a", country="LU"), use(systems=("system-a",))
    Law: Art. 32(1), Art. 5(2).
    """
    holding = [
        each
        for each in case.inventory.of(System)
        if each.id in case.uses_by_system and not phrase_in(each.name, "own-devices")
    ]
    yield from tell_once(
        case,
        holding,
        lambda each: bool(_missing(each)),
        lambda each: Seen(
            each.id,
            "country" if each.operated_by else "operated_by",
            f"'{each.name}' holds data, but {' and '.join(_missing(each))} is not recorded.",
            "record it; the place by its country",
            places_of(case.uses_by_system[each.id], "systems"),
        ),
        lambda organisation, systems: Seen(
            organisation.id,
            "",
            f"For none of the {len(systems)} systems of {organisation.name} with data it is recorded both who runs it "
            f"and where it stands: {some(each.name for each in systems)}.",
            "record it in each system; the place by its country",
            places_of(systems),
        ),
    )


def _missing(system: System) -> list[str]:
    """Return what is not recorded of a system, in words."""
    where = system.country or system.location
    return [said for said, known in (("who runs it", system.operated_by), ("where it stands", where)) if not known]


RULES: tuple[Rule, ...] = (
    Rule(
        "SEC-001",
        ERROR,
        "Art. 30(1)(g), 32(1)",
        "no security measures",
        check_measures,
        ("activity.measures", "activity.role"),
    ),
    Rule("SEC-002", WARNING, "Art. 30(1)(g), 32(1)", "measures that name nothing", check_vague, ("activity.measures",)),
    Rule(
        "SEC-003",
        WARNING,
        "Art. 32(1)(a)",
        "special data not specially protected",
        check_special,
        ("activity.measures", "data_use.category", "category.special"),
    ),
    Rule(
        "SEC-004",
        WARNING,
        "Art. 32(1)(b), 32(1)(c)",
        "no backup and no restoring",
        check_restore,
        ("activity.measures", "system.description"),
    ),
    Rule(
        "SEC-007",
        WARNING,
        "Art. 32(1), 5(2)",
        "system without operator or place",
        check_systems,
        ("system.operated_by", "system.country", "system.location", "data_use.systems"),
    ),
)
"""The rules of this theme."""

UNANSWERED: tuple[Unanswered, ...] = (
    Unanswered("SEC-005", "no date of the last test of measures", "activity.measures_tested"),
    Unanswered("SEC-006", "flow without protection", "data_use.protection"),
    Unanswered("SEC-008", "no note on design and default", "activity.by_design"),
)
"""The rules of this theme that the records cannot answer, and the fields that they would need."""
