"""The record of processing as rows of cells: who keeps it, its activities, and one row per group of data uses."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from datamap.checks.acceptance import Held
from datamap.exports.record.audience import Audience, for_audience
from datamap.exports.record.blocks import ActivityBlock, block_of
from datamap.exports.record.cells import Cell
from datamap.exports.record.columns import Column, columns_for
from datamap.exports.record.coverage import coverage_listing
from datamap.exports.record.facts import Fact, controller_panels
from datamap.exports.record.lists import Listing, claims_listing, evidence_listing, findings_listing, rights_listing
from datamap.exports.record.purposes import lines_served
from datamap.exports.record.roles import Role, activities_of
from datamap.exports.record.unlinked import further_rows
from datamap.exports.record.wording import Wording, wording_of
from datamap.labels import ENGLISH
from datamap.model import NOT_RECORDED, Absent, Activity, DataUse, Inventory, Organisation, PurposeLine
from datamap.model.collector import uncollected


@dataclass(frozen=True, slots=True)
class Record:
    """A record of processing activities, ready to be laid out (Art. 30).

    Attributes:
        language: of its words, an ISO 639-1 code.
        organisation: who keeps it.
        role: in which role: "controller" (Art. 30(1)) or "processor" (Art. 30(2)).
        audience: "authority", "public" or "internal".
        as_of: the day for which it holds.
        digest: of the inventory it was made from, SHA-256 in hexadecimal digits.
        panels: the contact block, panel by panel.
        columns: of the rows of data uses.
        activities: those of the role, in the order of their ids.
        coverage: how much of each item of Art. 30 is recorded.
        further: what is recorded but described in no row of any activity: its kind and its description.
        claims: general claims of the documents, denials first.
        rights: how people exercise their rights.
        evidence: what backs each fact.
        findings: of the checks.
        state: of the records, such as "revision 12"; "" for text.
    """

    language: str
    organisation: str
    role: str
    audience: str
    as_of: Cell
    digest: str
    panels: tuple[tuple[Fact, ...], ...]
    columns: tuple[Column, ...]
    activities: tuple[ActivityBlock, ...]
    coverage: Listing
    further: tuple[tuple[Cell, Cell], ...]
    claims: Listing
    rights: Listing
    evidence: Listing
    findings: Listing
    state: str = ""


@uncollected()
def record_of(
    inventory: Inventory,
    organisation: str,
    as_of: datetime.date | Absent = NOT_RECORDED,
    language: str = ENGLISH,
    *,
    role: Role | str = Role.CONTROLLER,
    audience: Audience | str = Audience.AUTHORITY,
    state: str = "",
    findings: Sequence[Held] = (),
) -> Record:
    """Return the record of processing that one organisation keeps in one role.

    Args:
        inventory: the organisation's own part of an inventory.
        organisation: the id of the organisation.
        as_of: the day for which the record holds; the caller says it, for nothing here looks at a clock.
        language: of headings and labels.
        role: "controller" or "processor".
        audience: who reads it: claims and evidence are for the organisation itself, security is not for the public.
        state: of the records, such as "revision 12".
        findings: of the checks, each with the decision about it, for the organisation itself.

    >>> from datamap.model import inventory_of
    >>> use = DataUse(id="use-a", organisation="org-a", activity="act-a", category="cat-email")
    >>> activity = Activity(id="act-a", organisation="org-a", name="Push")
    >>> record = record_of(inventory_of([Organisation(id="org-a", name="A"), activity, use]), "org-a")
    >>> [cell.text for cell in record.activities[0].uses[0]][:2]
    ['— not recorded', 'Contact: E-mail address']
    """
    role, audience = Role(role), Audience(audience)
    seen = for_audience(inventory, audience)
    wording = wording_of(seen, language, audience, inventory.digest())
    served = Counter(line.id for use in seen.of(DataUse) for line in lines_served(wording, use))
    keeper = seen.get(Organisation, organisation)
    columns = columns_for(role, audience)
    item = "Art. 30(2)(a)" if role is Role.PROCESSOR else "Art. 30(1)(a)"
    panels = controller_panels(wording, keeper, as_of, item)
    blocks = tuple(block_of(wording, each, role, columns, served) for each in activities_of(seen, role))
    return Record(
        language=language,
        organisation=keeper.name,
        role=role.value,
        audience=audience.value,
        as_of=wording.cell(as_of),
        digest=wording.digest,
        panels=panels,
        columns=columns,
        activities=blocks,
        coverage=coverage_listing(wording, role, panels, blocks, columns),
        further=() if audience is Audience.PUBLIC else tuple(further_rows(wording)),
        **_behind(wording, _of_others(seen, blocks), findings),
        state=state,
    )


def _behind(wording: Wording, others: frozenset[str], findings: Sequence[Held]) -> dict[str, Listing]:
    """Return what stands behind the record, by the name of its field; without rows, unless for the organisation."""
    evidence = evidence_listing(wording, others)
    listings = (claims_listing(wording), rights_listing(wording), evidence, findings_listing(wording, findings))
    is_internal = wording.audience is Audience.INTERNAL
    return {each.key: each if is_internal else each._replace(rows=()) for each in listings}


def _of_others(inventory: Inventory, blocks: Iterable[ActivityBlock]) -> frozenset[str]:
    """Return the ids of the activities that are not in this record, and of what belongs to them."""
    shown = {block.id for block in blocks}
    others = {each.id for each in inventory.of(Activity)} - shown
    belonging: list[PurposeLine | DataUse] = [*inventory.of(PurposeLine), *inventory.of(DataUse)]
    return frozenset(others | {each.id for each in belonging if each.activity in others})
