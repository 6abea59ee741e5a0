"""Gaps: where something that the law asks for is not recorded, by completeness and by the rules together."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from datamap.checks.asked import is_open
from datamap.checks.case import Case
from datamap.checks.catalogue import RULES
from datamap.checks.completeness import answers_in
from datamap.checks.finding import Place
from datamap.checks.rule import ERROR
from datamap.model import Inventory
from datamap.model.collector import uncollected


def gaps_in(inventory: Inventory, on: datetime.date | None = None) -> frozenset[Place]:
    """Return the fields that the law asks for and nobody recorded; no field: records that would belong to the record.

    What Art. 30 asks everywhere, completeness says. What the law asks where other facts call for it, such as a
    condition of Art. 9(2) for special categories, the rules say that weigh as errors; warnings and notes are advice.

    Args:
        inventory: the records.
        on: the day of the law; None: for each organisation the day of its last update.

    >>> from datamap.checks.examples import activity, line, organisation
    >>> from datamap.model import inventory_of
    >>> gaps = gaps_in(inventory_of([organisation(phone="+352 1", dpo_name="J"), activity(), line()]))
    >>> sorted(gap.field for gap in gaps if gap.record == "org-a"), Place("line-a", "legal_basis") in gaps
    (['dpo_contact', 'representative_name'], True)
    """
    case = Case(inventory, on)
    with uncollected():
        return frozenset({gap for each in answers_in(case) for gap in each.told.gaps}.union(_found_by_rules(case)))


def _found_by_rules(case: Case) -> Iterator[Place]:
    """Yield the empty fields in which a fault is to be mended; of one told once for many records, those of each."""
    for rule in RULES:
        for seen in rule.check(case) if rule.severity is ERROR else ():
            if (seen.severity or rule.severity) is ERROR:
                for place in (Place(seen.record, seen.field),) if seen.field else seen.facts:
                    if place.field and is_open(getattr(case.inventory.records[place.record], place.field)):
                        yield place
