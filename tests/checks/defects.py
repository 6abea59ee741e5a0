"""Defects that are planted into clean registers: for each rule, what is done to records so that it must speak once.

A defect takes another record at each place, as far as the register has several that it fits.
"""

import datetime
from collections.abc import Callable
from typing import Any, NamedTuple

from datamap.checks import examples as made
from datamap.checks.examples import date
from datamap.model import NONE, NOT_RECORDED, Activity, DataUse, Status, YesNo
from tests.checks.clean import ON, Clean
from tests.checks.whole import activity, consent, lead_in, line, party, system, use

Plant = Callable[[Clean, int], None]
GONE = NOT_RECORDED


class Defect(NamedTuple):
    """How a defect is planted at a place, and the day on which it shows."""

    plant: Plant
    on: datetime.date = ON


def change(*names: str, **fields: Any) -> Defect:
    """Other values of fields of one of these records."""
    return Defect(lambda clean, place: clean.change(names[place % len(names)], **fields))


def drop(*names: str) -> Defect:
    """One of these records is missing."""
    return Defect(lambda clean, place: clean.drop(names[place % len(names)]))


def add(record: Callable[[], Any]) -> Defect:
    """One record too many."""
    return Defect(lambda clean, _place: clean.add(record()))


def several(*steps: Defect) -> Defect:
    """Several changes that make one defect together."""

    def plant(clean: Clean, place: int) -> None:
        for step in steps:
            step.plant(clean, place)

    return Defect(plant)


def either(*ways: Defect) -> Defect:
    """Several ways to the same defect, in turns."""
    return Defect(lambda clean, place: ways[place % len(ways)].plant(clean, place // len(ways)))


def every(kind: type[Activity | DataUse], **fields: Any) -> Defect:
    """Other values of fields of all records of a kind."""

    def plant(clean: Clean, _place: int) -> None:
        for name, record in clean.records.items():
            if isinstance(record, kind):
                clean.change(name, **fields)

    return Defect(plant)


def acts(*names: str) -> tuple[str, ...]:
    return tuple(f"act-{name}" for name in names)


def lines(*names: str) -> tuple[str, ...]:
    return tuple(f"line-{name}" for name in names)


def uses(*names: str) -> tuple[str, ...]:
    return tuple(f"use-{name}" for name in names)


SIMPLE = ("newsletter", "website", "magazine", "delivery", "contacts", "guard")
"""Activities with one purpose and one data use, about nothing special."""
INTEREST = {
    "legal_basis": "basis-legitimate-interests",
    "legitimate_interest": "To reach customers.",
    "interest_assessment": "LIA-8",
}
SIX = ("purpose-events", "purpose-feedback", "purpose-payment", "purpose-orders", "purpose-personalisation")
UNASSESSED = {"dpia_status": GONE, "dpia_date": GONE, "dpia_reference": GONE}
ALLOWED = {"consent_given": "A parent agrees freely.", "consent_withdrawn": "By e-mail."}


def too_many_purposes(clean: Clean, place: int) -> None:
    name = SIMPLE[place % 3]
    for purpose in SIX:
        told = {"activity": f"act-{name}", "purpose": purpose, "legal_basis": "basis-consent"}
        clean.add(line(f"{name}-{purpose}", **told, **consent()))


def twin(clean: Clean, _place: int) -> None:
    more = {"people": ("people-prospect",), "recipients": ("party-mailer", "party-alp", "party-shogun")}
    based = {"purpose": "purpose-marketing-communications", "legal_basis": "basis-consent"}
    clean.add(activity("twin"), line("twin", **based, **consent()), use("twin", **more))


def second_line(**fields: Any) -> Defect:
    def plant(clean: Clean, place: int) -> None:
        name = SIMPLE[place % 2 * 2]
        clean.add(line("second", activity=f"act-{name}", purpose=clean.records[f"line-{name}"].purpose, **fields))  # type: ignore[attr-defined]

    return Defect(plant)


def only_for(procedure: str, other: str) -> Defect:
    return change(f"procedure-{procedure}", activities=(f"act-{other}",))


def silent(prefix: str, field: str, *names: str) -> Defect:
    """The notice does not state a field."""
    return drop(*(f"evidence-{prefix}-{name}-{field}" for name in names))


PLANTED: dict[str, Defect] = {
    "REG-001": change("org", address=GONE, email=GONE),
    "REG-002": change("org", dpo_contact=GONE),
    "REG-005": either(change("org", country="US"), change("org", country="IN"), change("org", country="GB")),
    "REG-006": change("act-fair", joint_controllers=GONE),
    "REG-008": change(*acts(*SIMPLE, "payroll", "care", "credit"), role=GONE),
    "REG-010": change("org", supervisory_authority=GONE),
    "PUR-001": drop(*lines("newsletter", "website", "school", "contacts", "delivery", "magazine")),
    "PUR-002": change(*lines(*SIMPLE), wording="for business purposes"),
    "PUR-003": add(lambda: made.purpose("purpose-idle", organisation="org", label="To do nothing at all")),
    "PUR-004": either(
        add(lambda: line("idle", activity="act-orders", purpose="purpose-events", legal_basis="basis-contract")),
        add(lambda: line("idle", activity="act-payroll", purpose="purpose-events", legal_basis="basis-contract")),
    ),
    "PUR-006": Defect(too_many_purposes),
    "PUR-007": Defect(twin),
    "LAW-001": change(*lines(*SIMPLE, "payroll", "leave", "canteen"), legal_basis=GONE),
    "LAW-002": second_line(**INTEREST),
    "LAW-003": change("line-guard", legitimate_interest=GONE),
    "LAW-004": change("line-guard", interest_assessment=GONE),
    "LAW-005": only_for("object", "orders"),
    "LAW-006": several(
        change(*lines("newsletter", "magazine", "adverts"), **INTEREST),
        only_for("marketing", "orders"),
        only_for("object", "guard"),
    ),
    "LAW-007": change("org", legal_form="Municipality"),
    "LAW-008": several(
        change(*lines("website", "contacts", "raffle", "goodwill"), consent_withdrawn=GONE),
        only_for("withdraw-consent", "school"),
    ),
    "LAW-010": several(
        change(*uses("fair", "newsletter", "website"), people=("people-employee",)),
        change(*lines("fair", "newsletter", "website"), consent_given="Ticks a box."),
    ),
    "LAW-011": change(*lines("payroll", "leave", "hiring"), law=GONE),
    "LAW-013": change(*uses("orders", "delivery"), people=("people-visitor",)),
    "LAW-014": change(*lines("orders", "delivery", "canteen"), legal_basis="basis-vital-interests"),
    "LAW-015": several(change("line-website", consent_given=GONE), change("line-website", **INTEREST)),
    "LAW-016": change("line-school", consent_given="Ticks a box, or refuses freely."),
    "SPC-001": change("line-leave", conditions=GONE),
    "SPC-002": change(*lines("care", "credit"), consent_given="freely, by using the service"),
    "SPC-003": change("line-leave", legal_basis="basis-contract", law=GONE),
    "SPC-005": change("line-hiring", legal_basis="basis-consent", law=GONE, conditions=GONE, **consent()),
    "SPC-006": change(*uses("canteen", "orders", "newsletter", "fair"), elements=("dietary needs",)),
    "SPC-007": change("line-payroll", legal_basis="basis-contract", law=GONE),
    "SPC-008": change(*lines("newsletter", "website", "fair"), conditions=("condition-explicit-consent",)),
    "SPC-010": change(*uses("canteen", "orders", "newsletter"), elements=("fingerprint",)),
    "SPC-011": change("use-delivery", necessity=GONE),
    "SUB-001": change(*uses("newsletter", "website", "delivery", "guard", "orders", "payroll"), people=GONE),
    "SUB-002": drop(*uses("newsletter", "magazine", "delivery", "school")),
    "SUB-003": several(
        change("use-school", condition=GONE), change("line-school", consent_given="Age is asked; refused freely.")
    ),
    "SUB-004": change("act-school", dpia_reference=GONE),
    "SUB-005": add(lambda: made.people("people-idle", organisation="org", label="Nobody")),
    "SUB-006": add(lambda: made.category("cat-idle", organisation="org", label="Nothing")),
    "SUB-007": change(*uses(*SIMPLE), elements=("name", "other information")),
    "SUB-008": change("use-contacts", sources=GONE),
    "SUB-009": change(*uses("advance", "number", "credit"), purposes=NONE),
    "REC-001": change(*uses("newsletter", "website", "delivery", "guard", "credit", "fair"), recipients=GONE),
    "REC-002": change("party-mailer", "party-host", contract=GONE, contract_date=GONE),
    "REC-004": change("party-centre", contract=GONE, contract_date=GONE),
    "REC-005": change("party-host", sub_processors=GONE),
    "REC-006": change("party-partner", contract=GONE),
    "REC-008": change("party-bank", "party-alp", "party-shogun", acts_for=("org",)),
    "REC-010": change(*acts(*SIMPLE), department=GONE),
    "REC-012": either(*(change("system-server", operated_by=f"party-{name}") for name in ("bank", "mailer", "maple"))),
    "REC-013": add(lambda: party("idle")),
    "TRA-001": drop("transfer-swiss", "transfer-japan"),
    "TRA-002": change("transfer-swiss", "transfer-japan", "transfer-group", "transfer-urgent", tool=GONE),
    "TRA-003": change("transfer-group", "transfer-urgent", "transfer-asked", tool="tool-adequacy"),
    "TRA-004": change("transfer-us", tool_date=GONE),
    "TRA-005": change("transfer-canada", "transfer-japan", tool_details=GONE),
    "TRA-006": either(change("transfer-india", tool_date=GONE), change("transfer-return", tool_details=GONE)),
    "TRA-007": either(
        change("transfer-us", tool_details="EU-US Privacy Shield"),
        change("transfer-india", documentation="Under Safe Harbor"),
    ),
    "TRA-008": change("transfer-india", "transfer-return", "transfer-group", impact_assessment=GONE),
    "TRA-009": change("transfer-urgent", documentation=GONE),
    "TRA-010": change("transfer-asked", "transfer-urgent", origins=acts("website")),
    "TRA-011": change("transfer-group", tool_details=GONE),
    "TRA-013": several(
        add(lambda: party("remote", country="KE", contract="C-9")),
        change("party-host", sub_processors=("party-remote",)),
    ),
    "TRA-014": drop("evidence-transfer-india-country"),
    "TRA-015": Defect(lambda _clean, _place: None, date("2031-12-01")),
    "TRA-016": either(
        change("party-bank", country=GONE, location="worldwide"),
        change("system-server", country=GONE, location="in the cloud"),
    ),
    "TRA-017": change("transfer-order", tool=GONE),
    "TRA-018": change("transfer-group", "transfer-urgent", "transfer-asked", country="NO"),
    "TRA-019": change("transfer-group", "transfer-urgent", "transfer-asked", country="CH"),
    "RET-001": change(*uses("newsletter", "school", "delivery", "guard", "orders", "leave"), retention=GONE),
    "RET-002": change("keep-end", kind="limit-criteria", criteria="a reasonable period", until=GONE),
    "RET-003": change("keep-years", "keep-books", "keep-year", starts=GONE),
    "RET-004": several(
        change("keep-books", starts="last order"), change("use-payroll", retention=("keep-years", "keep-books"))
    ),
    "RET-006": change("keep-years", "keep-books", "keep-year", "keep-end", at_end=GONE),
    "RET-008": change("use-raffle", systems=("system-cellar",)),
    "RET-009": several(
        every(DataUse, retention=("keep-years",)),
        *(drop(f"keep-{name}") for name in ("books", "end", "short", "year")),
        drop("claim-stored"),
    ),
    "RET-010": change("keep-years", "keep-books", "keep-year", wording="for 5 years"),
    "SEC-001": change(*acts(*SIMPLE, "care", "credit"), measures=GONE),
    "SEC-002": change(*acts(*SIMPLE), measures=("measure-general",)),
    "SEC-003": change(*acts("care", "hiring", "credit"), measures=("measure-training",)),
    "SEC-004": several(
        every(Activity, measures=("measure-encryption", "measure-lock")), change("system-cellar", description=GONE)
    ),
    "SEC-007": either(
        change("system-server", "system-cellar", country=GONE),
        change("system-server", "system-cellar", operated_by=GONE),
    ),
    "DPI-001": change("act-credit", **UNASSESSED),
    "DPI-002": change("use-delivery", people=("people-employee",)),
    "DPI-003": either(change("act-credit", dpia_date=GONE), change("act-credit", dpia_reference=GONE)),
    "DPI-004": change("act-credit", dpia_date=date("2022-08-01")),
    "DPI-009": change(*acts(*SIMPLE), dpia_required=GONE),
    "ADM-001": change("line-credit", **INTEREST),
    "ADM-003": change("line-credit", conditions=("condition-legal-claims",)),
    "ADM-004": change("act-credit", automated_logic=GONE),
    "ADM-005": several(
        change("use-adverts", people=("people-child",)),
        change("line-adverts", **ALLOWED),
        change("act-adverts", dpia_reference="Screening 9"),
    ),
    "NOT-001": change(*acts(*SIMPLE), notice=GONE),
    "NOT-002": silent("line", "purpose", *SIMPLE),
    "NOT-003": silent("line", "legal_basis", *SIMPLE),
    "NOT-004": silent("use", "recipients", *SIMPLE),
    "NOT-005": silent("procedure", "right", "access", "erasure", "object"),
    "NOT-009": change(*acts(*SIMPLE), start=date("2025-01-01")),
    "RGT-001": either(
        change("procedure-access", "procedure-erasure", "procedure-object", how=GONE),
        drop("procedure-rectification", "procedure-portability", "procedure-restriction"),
    ),
    "PRC-001": either(
        change("party-client", "party-abroad", contact=GONE),
        change("party-client", "party-abroad", is_category=YesNo.YES),
    ),
    "PRC-002": change("act-hosting", processing=GONE),
    "PRC-003": several(drop("transfer-return"), change("use-hosting", transfers=GONE)),
    "PRC-004": change("act-hosting", measures=GONE),
    "PRC-007": change(*acts(*SIMPLE), controllers=("party-client",)),
    "GOV-001": change(*acts(*SIMPLE), next_review=date("2026-08-04")),
    "GOV-002": change(*acts("orders", "payroll"), owner=GONE, department=GONE),
    "GOV-005": either(change("doc-notice", sha256=GONE), change("doc-notice", file=GONE)),
    "GOV-006": change(*acts(*SIMPLE), description="https://intranet.acme.example/x"),
    "GOV-007": change(*acts(*SIMPLE), description="Data are kept in the ZZQ."),
    "GOV-008": change(*acts(*SIMPLE), owner="TBD"),
    "GOV-010": change(*uses("delivery", "emergency", "adverts"), recipients=NONE, systems=NONE),
    "GOV-011": add(lambda: system("idle", name="Idle", operated_by="org", country="LU")),
    "GOV-013": add(lambda: made.measure("measure-idle", organisation="org", label="A dog")),
    "TIM-001": change("act-raffle", start=date("2021-01-01")),
    "TIM-002": either(change("act-raffle", status=Status.ACTIVE), change(*acts(*SIMPLE), end=date("2026-08-04"))),
    "TIM-003": either(
        change("party-mailer", "party-host", contract_date=date("2026-08-06")),
        change("transfer-india", "transfer-us", tool_date=date("2026-08-06")),
        change(*acts(*SIMPLE), last_review=date("2026-08-06")),
    ),
    "CLM-001": change("claim-shared", activities=acts("credit", "fair", "magazine")),
    "CLM-002": change("claim-access", activities=acts("credit", "fair", "magazine")),
    "CLM-003": change(*uses(*SIMPLE), operations=("sold to list brokers",)),
    "CLM-004": change("claim-anonymous", activities=acts("canteen", "contacts")),
    "CLM-005": change(*uses("newsletter", "fair", "adverts"), category="cat-logs"),
    "CLM-006": change("claim-stored", activities=acts("orders")),
    "CLM-007": change("keep-end", kind="limit-event-then-unstated"),
    "CLM-008": change(*lines("website", "newsletter", "adverts"), legal_basis="basis-contract"),
    "CLM-009": change("claim-bases", legal_bases=("basis-public-task",)),
    "CLM-010": change("claim-used", summary="By using the service you consent."),
    "CLM-011": change("org", address=GONE),
    "CLM-012": change("claim-ours", activities=GONE),
    "CLM-013": add(lambda: lead_in("end", line=10_000)),
    "CLM-014": change("procedure-announced", how=GONE),
}
"""The defect of each rule."""

CONSEQUENCES: dict[str, tuple[str, ...]] = {
    # A time limit that comes to no day is hard to defend by itself, and makes a promise of erasure untrue.
    "CLM-007": ("RET-002",),
}
"""What a defect brings with it that is a finding of its own."""
