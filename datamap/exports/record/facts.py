"""What holds for an organisation or an activity as a whole: label, item of Art. 30(1), and cell."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from datamap.exports.record.audience import Audience
from datamap.exports.record.cells import Cell, led_by, stack
from datamap.exports.record.columns import BEYOND
from datamap.exports.record.parties import party_cell
from datamap.exports.record.wording import Value, Wording
from datamap.model import NOT_RECORDED, Absent, Activity, Measure, Organisation, Party


class Fact(NamedTuple):
    """One fact: the key of its label, the item of Art. 30 it answers (or `BEYOND`, or ""), and its cell."""

    key: str
    article: str
    cell: Cell


_CONTACT = ("address", "country", "email", "phone")
_OFFICERS = (
    "dpo_name",
    "dpo_address",
    "dpo_contact",
    "representative_name",
    "representative_address",
    "representative_contact",
)
_PANELS: tuple[tuple[str, ...], ...] = (
    ("name", "legal_form", *_CONTACT, "website"),
    _OFFICERS,
    ("supervisory_authority", "regime", "updated"),
)
"""The contact block: the fields of the organisation in three panels, the officer and representative in one."""

ASKED = frozenset(("name", *_CONTACT, *_OFFICERS))
"""The fields of an organisation that Art. 30 asks for in item (a): names and contact details."""


def controller_panels(
    wording: Wording, keeper: Organisation, as_of: datetime.date | Absent, item: str = "Art. 30(1)(a)"
) -> tuple[tuple[Fact, ...], ...]:
    """Return the contact block: who keeps the record, officer and representative, and the record itself.

    >>> from datamap.exports.record.wording import wording_of
    >>> from datamap.model import inventory_of
    >>> panels = controller_panels(wording_of(inventory_of([]), "en"), Organisation(id="org-a", name="A"), NOT_RECORDED)
    >>> panels[0][0].key, panels[0][0].cell.text, panels[1][0].cell.text
    ('organisation.name', 'A', '— not recorded')
    """
    panels = [tuple(_of_keeper(wording, keeper, field, item) for field in panel) for panel in _PANELS]
    made_from = (Fact("as-of", "", wording.cell(as_of)), Fact("digest", "", Cell(wording.digest[:12])))
    return (*panels[:-1], (*panels[-1], *made_from))


def _of_keeper(wording: Wording, keeper: Organisation, field: str, item: str) -> Fact:
    word = wording.name if field in ("country", "regime") else None
    return Fact(f"organisation.{field}", item if field in ASKED else BEYOND, wording.cell(getattr(keeper, field), word))


def activity_facts(wording: Wording, activity: Activity) -> tuple[Fact, ...]:
    r"""Return what is recorded about an activity as a whole, gaps included.

    >>> from datamap.exports.record.wording import wording_of
    >>> from datamap.model import inventory_of
    >>> activity = Activity(id="act-a", organisation="org-a", name="Push", department="Sales")
    >>> facts = activity_facts(wording_of(inventory_of([activity]), "en"), activity)
    >>> facts[1].cell.text
    'Role: — not recorded\nJoint controller: — not recorded\nDepartment: Sales'
    """
    return (
        Fact("activity.description", BEYOND, wording.cell(activity.description)),
        Fact("activity.role", "Art. 30(1)(a)", wording.all_of(list(_role(wording, activity)))),
        Fact("activity.measures", "Art. 30(1)(g)", measures_cell(wording, activity)),
        Fact("activity.assessments", BEYOND, wording.all_of(list(_assessments(wording, activity)))),
        Fact("activity.rights", BEYOND, wording.all_of(list(_rights(wording, activity)))),
    )


def processor_facts(wording: Wording, activity: Activity) -> tuple[Fact, ...]:
    r"""Return what Art. 30(2) asks about an activity as a whole, and what is recorded beyond.

    >>> from datamap.exports.record.wording import wording_of
    >>> from datamap.model import inventory_of
    >>> activity = Activity(id="act-a", organisation="org-a", name="Hosting", processing=("hosting", "backup"))
    >>> facts = processor_facts(wording_of(inventory_of([activity]), "en"), activity)
    >>> [(fact.article, fact.cell.text) for fact in facts][:2]
    [('Art. 30(2)(a)', '— not recorded'), ('Art. 30(2)(b)', 'hosting\nbackup')]
    """
    return (
        Fact("activity.controllers", "Art. 30(2)(a)", controllers_cell(wording, activity)),
        Fact("processing", "Art. 30(2)(b)", wording.cell(activity.processing)),
        Fact("activity.measures", "Art. 30(2)(d)", measures_cell(wording, activity)),
        Fact("activity.description", BEYOND, wording.cell(activity.description)),
        Fact("activity.role", BEYOND, wording.all_of(list(_role(wording, activity, is_processor=True)))),
        Fact("activity.assessments", BEYOND, wording.all_of(list(_assessments(wording, activity)))),
        Fact("activity.rights", BEYOND, wording.all_of(list(_rights(wording, activity)))),
    )


def measures_cell(wording: Wording, activity: Activity) -> Cell:
    """Return the security measures of an activity; the public is not told.

    >>> from datamap.exports.record.wording import wording_of
    >>> from datamap.model import inventory_of
    >>> activity = Activity(id="act-a", organisation="org-a", name="Push", measures=("measure-backup",))
    >>> measures_cell(wording_of(inventory_of([activity]), "en"), activity).text
    'Backup'
    """
    if wording.audience is Audience.PUBLIC:
        return wording.withheld()
    if not isinstance(activity.measures, tuple):
        return wording.cell(activity.measures)
    return wording.all_of([measure_cell(wording, id) for id in activity.measures])


def controllers_cell(wording: Wording, activity: Activity) -> Cell:
    """Return each controller that a processor serves with its contact (Art. 30(2)(a)).

    >>> from datamap.exports.record.wording import wording_of
    >>> from datamap.model import inventory_of
    >>> party = Party(id="party-a", organisation="org-a", name="Shop", contact="shop@example.org")
    >>> activity = Activity(id="act-a", organisation="org-a", name="Hosting", controllers=("party-a",))
    >>> controllers_cell(wording_of(inventory_of([party, activity]), "en"), activity).text.splitlines()
    ['Shop (Kind: — not recorded; Country: — not recorded)', 'Contact: shop@example.org']
    """
    return _with_contacts(wording, activity.controllers)


def joint_controllers_cell(wording: Wording, activity: Activity) -> Cell:
    """Return each joint controller of an activity with its contact (Art. 26, 30(1)(a)).

    >>> from datamap.exports.record.wording import wording_of
    >>> from datamap.model import NONE, inventory_of
    >>> activity = Activity(id="act-a", organisation="org-a", name="Push", joint_controllers=NONE)
    >>> joint_controllers_cell(wording_of(inventory_of([activity]), "en"), activity).text
    'none'
    """
    return _with_contacts(wording, activity.joint_controllers)


def _with_contacts(wording: Wording, value: tuple[str, ...] | Absent) -> Cell:
    if not isinstance(value, tuple):
        return wording.absent(value)
    cells = []
    for id in value:
        party = wording.inventory.records.get(id)
        contact = party.contact if isinstance(party, Party) else NOT_RECORDED
        told = wording.audience is not Audience.PUBLIC
        cells += [party_cell(wording, id), *([wording.labelled("party.contact", contact)] if told else [])]
    return stack(cells)


def _role(wording: Wording, activity: Activity, *, is_processor: bool = False) -> Iterator[Cell]:
    """Yield the role, who else decides or is served (Art. 26, 30(2)(a)), and who in the organisation does it."""
    yield wording.labelled("role", activity.role, wording.name)
    if activity.joint_controllers is not NOT_RECORDED or not is_processor:
        yield led_by(f"{wording.labels['joint-controllers']}: ", joint_controllers_cell(wording, activity))
    if not is_processor and activity.controllers is not NOT_RECORDED:
        yield led_by(f"{wording.labels['controllers']}: ", controllers_cell(wording, activity))
    if not is_processor:
        yield from wording.if_recorded("processing", activity.processing)
    for field in ("department", "owner", "status", "start", "end", "last_review", "next_review"):
        yield from wording.if_recorded(f"activity.{field}", getattr(activity, field))


def measure_cell(wording: Wording, id: str) -> Cell:
    """Return a security measure: its name and what is told of it."""
    measure = wording.inventory.records.get(id)
    told = measure.description if isinstance(measure, Measure) else NOT_RECORDED
    name = wording.name(id)
    return Cell(f"{name}: {told}" if isinstance(told, str) and told != name else name)


def _assessments(wording: Wording, activity: Activity) -> Iterator[Cell]:
    """Yield what is recorded on automated decisions (Art. 22) and on the impact assessment (Art. 35)."""
    yield wording.labelled("automated_decisions", activity.automated_decisions)
    yield from wording.if_recorded("automated_logic", activity.automated_logic)
    yield wording.labelled("dpia_required", activity.dpia_required)
    for field in ("dpia_status", "dpia_date", "dpia_reference"):
        value: Value = getattr(activity, field)
        yield from wording.if_recorded(field, value)


def _rights(wording: Wording, activity: Activity) -> Iterator[Cell]:
    """Yield how rights are exercised here and the notice; procedures that hold everywhere are listed once for all."""
    own = wording.procedures.get(activity.id, ())
    if activity.rights is not NOT_RECORDED or not own:
        yield wording.cell(activity.rights)
    for each in own:
        how = f": {each.how}" if isinstance(each.how, str) else ""
        yield Cell(f"{wording.name(each.right)}{how}")
    yield wording.labelled("notice", activity.notice, wording.name)
