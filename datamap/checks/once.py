"""Telling a cascade once: where a whole organisation lacks something, the organisation stands for all its records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from datamap.checks.case import Case
from datamap.checks.finding import Place, Seen
from datamap.model import DataUse, Organisation, Record

R = TypeVar("R", bound=Record)


def tell_once(
    case: Case,
    records: Iterable[R],
    lacks: Callable[[R], bool],
    of_record: Callable[[R], Seen],
    of_organisation: Callable[[Organisation, list[R]], Seen],
) -> Iterator[Seen]:
    """Return one finding for an organisation of which all records lack something, else one for each that does.

    Args:
        case: the register.
        records: the records to look at, of any organisation.
        lacks: whether a record lacks it.
        of_record: what to say of one record.
        of_organisation: what to say of an organisation and all its records; it needs at least two of them.

    >>> from datamap.checks.examples import activity, organisation
    >>> from datamap.model import inventory_of
    >>> case = Case(inventory_of([organisation(), activity(), activity("act-b")]))
    >>> found = tell_once(
    ...     case,
    ...     case.activities,
    ...     lambda each: not each.owner,
    ...     lambda each: Seen(each.id, "owner", "No owner."),
    ...     lambda org, all: Seen(org.id, "", f"{len(all)} lack one."),
    ... )
    >>> [seen.message for seen in found]
    ['2 lack one.']
    """
    kept: defaultdict[str, list[R]] = defaultdict(list)
    for each in records:
        kept[str(getattr(each, "organisation", ""))].append(each)
    for id, those in kept.items():
        lacking = [each for each in those if lacks(each)]
        organisation = case.get(Organisation, id)
        if organisation and len(lacking) > 1 and len(lacking) == len(those):
            yield of_organisation(organisation, lacking)
        else:
            yield from map(of_record, lacking)


def tell_of_uses(case: Case, lacks: Callable[[DataUse], bool], field: str, what: str, hint: str) -> Iterator[Seen]:
    """Return one finding where all data uses of a controller lack something: its organisation's, else its activity's.

    Args:
        case: the register.
        lacks: whether a data use lacks it.
        field: the field in which it would stand.
        what: what is lacking, at the start of a sentence.
        hint: how to mend it.
    """

    def of_activities(uses: Iterable[DataUse]) -> Iterator[Seen]:
        kept: defaultdict[str, list[DataUse]] = defaultdict(list)
        for use in uses:
            kept[use.activity].append(use)
        for activity, lacking in kept.items():
            if len(lacking) > 1 and len(lacking) == len(case.uses_by_activity[activity]):
                message = f"{what} is recorded for none of the {len(lacking)} data uses of '{case.name(activity)}'."
                yield Seen(activity, "", message, hint, places_of(lacking, field), detail=field)
            else:
                for use in lacking:
                    message = f"{what} is not recorded for '{case.name(use.category)}' in '{case.name(activity)}'."
                    yield Seen(use.id, field, message, hint)

    every: defaultdict[str, list[DataUse]] = defaultdict(list)
    for activity in case.controlled:
        every[activity.organisation] += case.uses_by_activity.get(activity.id, ())
    for id, uses in every.items():
        lacking = [use for use in uses if lacks(use)]
        organisation = case.get(Organisation, id)
        if organisation and len(lacking) == len(uses) and len({use.activity for use in uses}) > 1:
            message = (
                f"{what} is recorded for none of the {len(uses)} data uses of {organisation.name.rstrip(chr(46))}."
            )
            yield Seen(id, "", message, hint, places_of(uses, field))
        else:
            yield from of_activities(lacking)


def places_of(records: Iterable[Record], field: str = "") -> tuple[Place, ...]:
    """Return where these records stand."""
    return tuple(Place(each.id, field) for each in records)


def some(names: Iterable[str], most: int = 4) -> str:
    """Return the first names in one phrase, and how many more there are.

    >>> some(["a", "b", "c"], most=2)
    'a, b and 1 more'
    """
    different = list(dict.fromkeys(names))
    more = len(different) - most
    return ", ".join(different) if more <= 0 else f"{', '.join(different[:most])} and {more} more"
