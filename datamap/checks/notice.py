"""A notice held against the register: of what Art. 13 and 14 ask, what it states, and by which evidence.

The register knows what there is to tell; the evidence shows what a document tells. That an item is not stated in one
document does not mean that people are not told: they may be told elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from datamap.checks.case import Case
from datamap.model import Activity, Document, Inventory, Organisation, Record, Transfer
from datamap.vocabulary.lists import read_table

ANY = "*"
"""In the table of items: the item is asked for only if the register knows of any such fact."""


class Stated(StrEnum):
    """How far a document states something."""

    STATED = "stated"
    PARTLY = "partly"
    NOT_STATED = "not-stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRow:
    """One item of Art. 13 or 14, held against one document.

    Attributes:
        organisation: the id of the organisation whose notice it is.
        document: the id of the notice.
        item: the key of the item, in the labels of the product "notice".
        articles: the provisions that ask for it.
        state: stated, partly stated or not stated in this document.
        found: how many of the facts that the register knows the document states.
        asked: how many there are; 0: the register knows none, so that the item may not be asked for.
        evidence: the ids of the evidence that states them.
        missing: the ids of the records of which the document does not speak.
    """

    organisation: str
    document: str
    item: str
    articles: tuple[str, ...]
    state: Stated
    found: int
    asked: int
    evidence: tuple[str, ...]
    missing: tuple[str, ...]


def hold_notices(inventory: Inventory) -> tuple[NoticeRow, ...]:
    """Return what each notice of the register states of what Art. 13 and 14 ask, item by item, in their order.

    A document is a notice if an activity names it as its notice.

    >>> from datamap.checks.examples import activity, document, evidence, line, organisation
    >>> from datamap.model import inventory_of
    >>> records = [
    ...     organisation(),
    ...     activity(notice="doc-a"),
    ...     document(),
    ...     line(),
    ...     evidence(record="line-a", field="purpose"),
    ... ]
    >>> rows = {row.item: row.state for row in hold_notices(inventory_of(records))}
    >>> str(rows["purposes"]), str(rows["bases"])
    ('stated', 'not-stated')
    """
    case = Case(inventory)
    told: dict[str, list[Activity]] = {}
    for activity in case.controlled:
        if case.get(Document, activity.notice):
            told.setdefault(str(activity.notice), []).append(activity)
    return tuple(
        _row(case, inventory.get(Document, id), activities, item)
        for id, activities in sorted(told.items())
        for item in read_table("notice-items")
    )


def _row(case: Case, notice: Document, activities: list[Activity], item: Mapping[str, str]) -> NoticeRow:
    evidence: dict[str, None] = {}
    missing: dict[str, None] = {}
    found = asked = 0
    for record, backing in _facts(case, notice, activities, item):
        asked += 1
        found += bool(backing)
        evidence.update(dict.fromkeys(backing))
        if record and not backing:
            missing[record] = None
    state = Stated.NOT_STATED if not found else Stated.STATED if found == asked else Stated.PARTLY
    return NoticeRow(
        organisation=notice.organisation,
        document=notice.id,
        item=item["item"],
        articles=tuple(filter(None, (item["article_13"], item["article_14"]))),
        state=state,
        found=found,
        asked=asked,
        evidence=tuple(evidence),
        missing=tuple(missing),
    )


def _facts(
    case: Case, notice: Document, activities: list[Activity], item: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each fact that an item asks for: the record that knows it, and the evidence in the notice that tells it."""
    parts = [part.split("|") for part in item["parts"].split(";")]
    field, _, value = item["only"].partition("=")
    if item["kind"] == "right":
        kept = case.procedures_by_organisation.get(notice.organisation, ())
        lines = (line for activity in activities for line in case.lines_by_activity.get(activity.id, ()))
        if field and not any(getattr(line, field) == value for line in lines):
            return
        for rights in parts:
            procedures = [each for each in kept if case.is_a(each.right, *rights)]
            cited = (each for one in procedures for each in case.evidence_by_record.get(one.id, ()))
            telling = (each.id for each in cited if each.document == notice.id)
            yield (procedures[0].id if procedures else ""), tuple(telling)
        return
    for record in _records(case, notice, activities, item["kind"]):
        is_known = field != ANY or any(getattr(record, name) for fields in parts for name in fields)
        if is_known if field in ("", ANY) else getattr(record, field) == value:
            for fields in parts:
                yield record.id, tuple(each.id for each in case.cited(record, notice.id, *fields))


def _records(case: Case, notice: Document, activities: list[Activity], kind: str) -> Iterator[Record]:
    """Yield the records of a kind of which a notice is to tell."""
    if kind == "organisation":
        organisation = case.get(Organisation, notice.organisation)
        yield from (organisation,) if organisation else ()
    elif kind == "activity":
        yield from activities
    elif kind == "transfer":
        yield from (each for each in case.inventory.of(Transfer) if each.organisation == notice.organisation)
    else:
        below = case.lines_by_activity if kind == "purpose_line" else case.uses_by_activity
        for activity in activities:
            yield from below.get(activity.id, ())
