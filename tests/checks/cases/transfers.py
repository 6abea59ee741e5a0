"""Cases of the rules about transfers to third countries."""

from typing import Any

from datamap.checks.examples import activity, date, document, evidence, organisation, party, system, transfer, use
from datamap.model import NONE, Record, Status, Transfer
from tests.checks.table import Cases, given


def certified(**more: Any) -> Transfer:
    """A transfer on the decision for the United States whose importer is certified."""
    shown: dict[str, Any] = {"importers": ("party-a",), "tool_date": date("2025-09-01")}
    return transfer(country="US", tool="tool-adequacy", **(shown | more))


def clauses(**more: Any) -> Transfer:
    """A transfer on the clauses of 2021."""
    shown: dict[str, Any] = {"tool_details": "Module 2", "tool_date": date("2023-01-01")}
    return transfer(country="IN", tool="tool-scc-commission", **(shown | more))


def told_of_recipients(field: str = "recipients") -> tuple[Record, ...]:
    """A notice that backs one field of a data use which names a transfer."""
    used = use(recipients=("party-a",), transfers=("transfer-a",))
    return activity(notice="doc-a"), document(), used, party(), evidence(record="use-a", field=field)


HOSTS = tuple(party(id=f"party-{number}", name=f"Host {number}") for number in range(5))
"""More parties than a sentence names."""

CASES = {
    "TRA-002": Cases(
        failing=[
            given(transfer(country="IN")),
            given(transfer(country="US", tool=NONE)),
            given(transfer(location="worldwide")),
            given(*HOSTS, transfer(country="IN", importers=tuple(each.id for each in HOSTS))),
        ],
        passing=[
            given(transfer(country="IN", tool="tool-scc-commission")),
            given(transfer(country="DE")),
            given(transfer(country="US", tool="tool-adequacy")),
        ],
        boundary=[
            (
                given(transfer(country="GB"), on=date("2020-12-31")),
                given(transfer(country="GB"), on=date("2021-01-01")),
            )
        ],
    ),
    "TRA-007": Cases(
        failing=[
            given(transfer(country="US", tool_details="EU-US Privacy Shield")),
            given(transfer(country="US", wording="We adhere to the U.S.-EU Safe Harbor.")),
            given(transfer(country="US", documentation="safe  harbour list")),
        ],
        passing=[
            given(transfer(country="US", tool_details="Data Privacy Framework")),
            given(transfer(country="US")),
            given(transfer(country="US", wording="privacy shields")),
            given(transfer(country="US", tool_details="Privacy Shield"), on=date("2016-07-11")),
        ],
        boundary=[
            (
                given(transfer(country="US", tool_details="Privacy Shield"), on=date("2020-07-15")),
                given(transfer(country="US", tool_details="Privacy Shield"), on=date("2020-07-16")),
            )
        ],
    ),
    "TRA-001": Cases(
        failing=[
            given(activity(), use(recipients=("party-a",)), party(country="IN")),
            given(activity(), use(recipients=NONE, systems=("system-a",), transfers=NONE), system(country="US")),
            given(activity(), use(recipients=("party-a",)), use("use-b", recipients=("party-a",)), party(country="US")),
        ],
        passing=[
            given(use(recipients=("party-a",)), party(country="IN"), transfer(importers=("party-a",))),
            given(organisation(country="US"), use(recipients=("party-a",)), party(country="US")),
            given(use(systems=("system-a",), transfers=("transfer-a",)), system(country="US"), transfer(country="US")),
        ],
        boundary=[
            (
                given(use(recipients=("party-a",)), party(country="GB"), on=date("2020-12-31")),
                given(use(recipients=("party-a",)), party(country="GB"), on=date("2021-01-01")),
            )
        ],
    ),
    "TRA-003": Cases(
        failing=[
            given(transfer(country="IN", tool="tool-adequacy")),
            given(transfer(country="JP", tool="tool-adequacy"), on=date("2019-01-22")),
            given(transfer(country="BR", tool="tool-adequacy"), on=date("2025-06-01")),
        ],
        passing=[
            given(transfer(country="CH", tool="tool-adequacy")),
            given(transfer(country="IN", tool="tool-scc-commission")),
            given(transfer(country="DE", tool="tool-adequacy")),
        ],
        boundary=[
            (
                given(transfer(country="US", tool="tool-adequacy"), on=date("2020-07-15")),
                given(transfer(country="US", tool="tool-adequacy"), on=date("2020-07-16")),
            ),
            (
                given(transfer(country="BR", tool="tool-adequacy"), on=date("2026-01-26")),
                given(transfer(country="BR", tool="tool-adequacy"), on=date("2026-01-25")),
            ),
        ],
    ),
    "TRA-004": Cases(
        failing=[
            given(transfer(country="US", tool="tool-adequacy")),
            given(certified(tool_date=NONE)),
            given(certified(), party(), use(transfers=("transfer-a",), people=("people-employee",))),
        ],
        passing=[
            given(certified()),
            given(
                certified(tool_details="HR and non-HR data"),
                use(transfers=("transfer-a",), people=("people-employee",)),
            ),
            given(transfer(country="CH", tool="tool-adequacy")),
        ],
        boundary=[
            (given(certified(tool_date=date("2025-02-01"))), given(certified(tool_date=date("2025-01-31")))),
            (
                given(transfer(country="US", tool="tool-adequacy"), on=date("2023-07-09")),
                given(transfer(country="US", tool="tool-adequacy"), on=date("2023-07-10")),
            ),
            (
                given(transfer(country="US", tool="tool-adequacy"), on=date("2020-07-16")),
                given(transfer(country="US", tool="tool-adequacy"), on=date("2020-07-15")),
            ),
        ],
    ),
    "TRA-005": Cases(
        failing=[
            given(transfer(country="CA", tool="tool-adequacy")),
            given(transfer(country="JP", tool="tool-adequacy", tool_details=NONE)),
            given(transfer(country="KR", tool="tool-adequacy")),
        ],
        passing=[
            given(transfer(country="CA", tool="tool-adequacy", tool_details="subject to PIPEDA")),
            given(transfer(country="CH", tool="tool-adequacy")),
            given(transfer(country="US", tool="tool-adequacy")),
        ],
        boundary=[
            (
                given(transfer(country="GB", tool="tool-adequacy"), on=date("2025-12-19")),
                given(transfer(country="GB", tool="tool-adequacy"), on=date("2025-12-18")),
            )
        ],
    ),
    "TRA-006": Cases(
        failing=[
            given(clauses(tool_details=NONE)),
            given(clauses(tool_details="Module 2", tool_date=NONE)),
            given(clauses(tool_details="Module 2, Decision 2010/87/EU", tool_date=date("2023-01-01"))),
        ],
        passing=[
            given(clauses()),
            given(transfer(country="IN", tool="tool-scc-authority")),
            given(clauses(tool_details="controller to processor")),
        ],
        boundary=[
            (
                given(clauses(tool_date=date("2021-06-26")), on=date("2022-12-27")),
                given(clauses(tool_date=date("2021-06-26")), on=date("2022-12-28")),
            )
        ],
    ),
    "TRA-008": Cases(
        failing=[
            given(transfer(country="IN", tool="tool-scc-commission")),
            given(transfer(country="US", tool="tool-bcr"), on=date("2023-07-09")),
            given(transfer(country="IN", tool="tool-code-of-conduct", impact_assessment=NONE)),
        ],
        passing=[
            given(transfer(country="IN", tool="tool-scc-commission", impact_assessment="TIA-1")),
            given(transfer(country="CH", tool="tool-scc-commission")),
            given(transfer(country="IN", tool="tool-derogation-consent")),
        ],
        boundary=[
            (
                given(transfer(country="JP", tool="tool-scc"), on=date("2019-01-23")),
                given(transfer(country="JP", tool="tool-scc"), on=date("2019-01-22")),
            )
        ],
    ),
    "TRA-009": Cases(
        failing=[
            given(transfer(country="IN", tool="tool-derogation-compelling-interests")),
            given(transfer(tool="tool-derogation-compelling-interests", documentation=NONE, location="abroad")),
            given(transfer(country="US", tool="tool-derogation-compelling-interests", tool_details="one time")),
        ],
        passing=[
            given(transfer(country="IN", tool="tool-derogation-compelling-interests", documentation="File 1")),
            given(transfer(country="IN", tool="tool-derogation-consent")),
            given(transfer(country="IN")),
        ],
        boundary=[
            (
                given(transfer(tool="tool-derogation-legal-claims")),
                given(transfer(tool="tool-derogation-compelling-interests")),
            )
        ],
    ),
    "TRA-010": Cases(
        failing=[
            given(activity(), transfer(country="IN", tool="tool-derogation-consent", origins=("act-a",))),
            given(activity(status=Status.ACTIVE), transfer(tool="tool-derogation-contract", origins=("act-a",))),
            given(
                transfer(tool="tool-derogation-contract"),
                use(transfers=("transfer-a",)),
                use("use-b", activity="act-b", transfers=("transfer-a",)),
            ),
        ],
        passing=[
            given(use(transfers=("transfer-a",)), transfer(tool="tool-derogation-consent")),
            given(activity(), transfer(tool="tool-scc-commission", origins=("act-a",))),
            given(party(), transfer(tool="tool-derogation-consent", origins=("party-a",))),
        ],
        boundary=[
            (
                given(activity(status=Status.ENDED), transfer(tool="tool-derogation-consent", origins=("act-a",))),
                given(activity(status=Status.PLANNED), transfer(tool="tool-derogation-consent", origins=("act-a",))),
            )
        ],
    ),
    "TRA-011": Cases(
        failing=[
            given(transfer(country="IN", tool="tool-bcr")),
            given(transfer(country="IN", tool="tool-bcr", tool_details=NONE)),
            given(transfer(country="IN", tool="tool-bcr", wording="our binding rules")),
        ],
        passing=[
            given(transfer(country="IN", tool="tool-bcr", tool_details="decision 12")),
            given(transfer(country="IN", tool="tool-bcr", documentation="intranet, page 3")),
            given(transfer(country="IN", tool="tool-scc-commission")),
        ],
        boundary=[(given(transfer(tool="tool-safeguards")), given(transfer(tool="tool-bcr")))],
    ),
    "TRA-013": Cases(
        failing=[
            given(party(country="FR", sub_processors=("party-b",)), party("party-b", country="IN")),
            given(party(sub_processors=("party-b",)), party("party-b", country="US")),
            given(
                party(sub_processors=("party-c",)),
                party("party-b", sub_processors=("party-c",)),
                party("party-c", country="IN"),
            ),
        ],
        passing=[
            given(party(country="US", sub_processors=("party-b",)), party("party-b", country="US")),
            given(
                party(sub_processors=("party-b",)),
                party("party-b", country="IN"),
                transfer(origins=("party-a",), country="IN"),
            ),
            given(party(sub_processors=("party-b",)), party("party-b")),
        ],
        boundary=[
            (
                given(party(sub_processors=("party-b",)), party("party-b", country="NO")),
                given(party(sub_processors=("party-b",)), party("party-b", country="CH")),
            )
        ],
    ),
    "TRA-014": Cases(
        failing=[
            given(*told_of_recipients(), transfer(country="IN")),
            given(*told_of_recipients(), transfer(country="IN"), evidence("evidence-b", record="act-a")),
            given(
                *told_of_recipients(),
                transfer(location="worldwide"),
                evidence("evidence-b", record="transfer-a", document="doc-b"),
            ),
        ],
        passing=[
            given(*told_of_recipients(), transfer(country="IN"), evidence("evidence-b", record="transfer-a")),
            given(activity(notice="doc-a"), document(), use(transfers=("transfer-a",)), transfer(country="IN")),
            given(activity(), document(), use(transfers=("transfer-a",)), transfer(country="IN")),
        ],
        boundary=[
            (
                given(*told_of_recipients("people"), transfer(country="IN")),
                given(*told_of_recipients("recipients"), transfer(country="IN")),
            )
        ],
    ),
    "TRA-015": Cases(
        failing=[
            given(transfer(country="GB", tool="tool-adequacy"), on=date("2031-12-27")),
            given(transfer(country="GB", tool="tool-adequacy"), on=date("2031-10-01")),
            given(
                transfer(country="GB", tool="tool-adequacy"),
                transfer("transfer-b", country="CH", tool="tool-adequacy"),
                on=date("2031-10-01"),
            ),
        ],
        passing=[
            given(transfer(country="CH", tool="tool-adequacy")),
            given(transfer(country="GB", tool="tool-adequacy"), on=date("2025-12-18")),
            given(transfer(country="GB", tool="tool-scc-commission"), on=date("2031-12-27")),
            given(transfer(country="US", tool="tool-adequacy"), on=date("2020-07-15")),
        ],
        boundary=[
            (
                given(transfer(country="GB", tool="tool-adequacy"), on=date("2031-06-30")),
                given(transfer(country="GB", tool="tool-adequacy"), on=date("2031-07-01")),
            )
        ],
    ),
    "TRA-016": Cases(
        failing=[
            given(transfer(location="worldwide")),
            given(system(location="in the Cloud")),
            given(transfer(location="our affiliates globally", importers=("party-a",)), party(location="globally")),
        ],
        passing=[
            given(transfer(location="worldwide", country="IN")),
            given(party(location="Frankfurt am Main")),
            given(system()),
        ],
        boundary=[(given(party(location="cloudy hills")), given(party(location="cloud")))],
    ),
    "TRA-017": Cases(
        failing=[
            given(transfer(country="IN", importers=("party-a",)), party(kind="kind-authority")),
            given(transfer(country="US", importers=("party-a",), tool=NONE), party(kind="kind-supervisory-authority")),
            given(
                transfer(country="US", importers=("party-a", "party-b")),
                party(kind="kind-authority"),
                party("party-b", kind="kind-authority"),
            ),
        ],
        passing=[
            given(
                transfer(country="IN", importers=("party-a",), tool="tool-international-agreement"),
                party(kind="kind-authority"),
            ),
            given(transfer(country="IN", importers=("party-a",)), party(kind="kind-processor")),
            given(transfer(location="outside your country", importers=("party-a",)), party(kind="kind-authority")),
        ],
        boundary=[
            (
                given(transfer(country="NO", importers=("party-a",)), party(kind="kind-authority")),
                given(transfer(country="CH", importers=("party-a",)), party(kind="kind-authority")),
            )
        ],
    ),
    "TRA-018": Cases(
        failing=[
            given(transfer(country="NO")),
            given(transfer(country="IS", tool="tool-scc-commission")),
            given(transfer(country="RE")),
        ],
        passing=[given(transfer(country="CH")), given(transfer(country="GL")), given(transfer(location="worldwide"))],
        boundary=[
            (
                given(transfer(country="GB"), on=date("2021-01-01")),
                given(transfer(country="GB"), on=date("2020-12-31")),
            )
        ],
    ),
    "TRA-019": Cases(
        failing=[
            given(transfer(country="CH", tool="tool-scc-commission")),
            given(transfer(country="NZ", tool="tool-bcr")),
            given(transfer(country="GB", tool="tool-derogation-consent")),
        ],
        passing=[
            given(transfer(country="CH", tool="tool-adequacy")),
            given(transfer(country="CA", tool="tool-scc-commission")),
            given(transfer(country="IN", tool="tool-scc-commission")),
        ],
        boundary=[
            (
                given(transfer(country="GB", tool="tool-scc"), on=date("2025-12-18")),
                given(transfer(country="GB", tool="tool-scc"), on=date("2025-12-19")),
            )
        ],
    ),
}

OPEN: set[str] = set()
"""Codes of the catalogue that are still to be written."""
