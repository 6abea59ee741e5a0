"""Cases that look closer at what goes outward: processors, transfers, time limits, and claims of documents."""

from datamap.checks.examples import (
    activity,
    claim,
    coverage,
    date,
    document,
    evidence,
    limit,
    organisation,
    party,
    procedure,
    system,
    transfer,
    use,
)
from datamap.model import NONE, ClaimKind, YesNo
from tests.checks.table import Given, given

YES, NO = YesNo.YES, YesNo.NO
ACT, ORG = activity(), organisation()
CONTROLLED = {"kind": ClaimKind.APPLICABILITY, "summary": "The data are controlled by Acme."}
SERVING = activity(role="role-processor")
ANONYMOUS = {"kind": ClaimKind.NOT_PERSONAL, "summary": "Holds no personal data."}
ONLY = {"kind": ClaimKind.LIMITED_USE, "summary": "Only for this."}
INSIDE = {"kind": ClaimKind.LIMITED_ACCESS, "summary": "Only employees have access."}
ERASED = {"kind": ClaimKind.ERASURE, "summary": "We delete it after that time."}
UNSTATED = limit(kind="limit-unstated")
KEPT = use(retention=("keep-a",))
OVER = activity(end=date("2020-06-30"))
HELD = use(retention=("keep-a",), systems=("system-a",))
TOLD = (activity(notice="doc-a"), document())
SENT = use(recipients=("party-a",), transfers=("transfer-a",))
SCC = {"country": "IN", "tool": "tool-scc-commission"}

OUTWARD: list[tuple[str, Given, list[str]]] = [
    # Processors and recipients.
    ("REC-002", given(party(kind="kind-sub-processor")), []),
    (
        "REC-004",
        given(
            party(kind="kind-processor", sub_processors=("party-b",)),
            party("party-b", contract_date=date("2024-05-01")),
        ),
        [],
    ),
    (
        "REC-012",
        given(SERVING, use(recipients=NONE, systems=("system-a",)), system(operated_by="party-a"), party()),
        [],
    ),
    (
        "REC-012",
        given(
            ACT,
            use(recipients=("party-b",), systems=("system-a",)),
            system(operated_by="party-a"),
            party(parent="party-c"),
            party("party-b", parent="party-d"),
            party("party-c"),
            party("party-d"),
        ),
        ["system-a operated_by"],
    ),
    ("REC-013", given(party(parent="party-b"), party("party-b", parent="party-a")), ["party-a", "party-b"]),
    ("REC-013", given(party(name="Push Service"), system(name="push service")), []),
    ("REC-013", given(party(name="Push Service"), system(name="Push Service", organisation="org-b")), ["party-a"]),
    ("REC-013", given(use(recipients=("party-a",)), party(parent="party-b"), party("party-b", parent="party-a")), []),
    # Transfers.
    (
        "TRA-001",
        given(ACT, use(recipients=("party-a",)), party(country="IN"), transfer(origins=("act-a",), country="IN")),
        [],
    ),
    (
        "TRA-001",
        given(ACT, use(recipients=("party-a",)), party(country="IN"), transfer(origins=("act-a",), country="KE")),
        ["party-a country"],
    ),
    ("TRA-002", given(transfer()), ["transfer-a tool"]),
    ("TRA-002", given(transfer(location="worldwide", importers=("party-a",)), party()), ["transfer-a tool"]),
    ("TRA-004", given(transfer(country="US", tool="tool-scc")), []),
    (
        "TRA-004",
        given(
            transfer(country="US", tool="tool-adequacy", importers=("party-a",), tool_date=date("2025-09-01")),
            party(),
            use(transfers=("transfer-a",), people=("people-applicant",)),
        ),
        ["transfer-a tool_details"],
    ),
    ("TRA-005", given(transfer(country="CA", tool="tool-adequacy", documentation="File 3")), []),
    ("TRA-006", given(transfer(country="IN", tool="tool-scc")), ["transfer-a tool_details"]),
    ("TRA-006", given(transfer(tool_details="Module 2", tool_date=date("2021-06-27"), **SCC)), []),
    ("TRA-006", given(transfer(tool_details="2021/914, Module 2", tool_date=date("2023-05-01"), **SCC)), []),
    (
        "TRA-006",
        given(transfer(tool_details="2010/87, module 2", tool_date=date("2020-05-01"), **SCC), on=date("2022-12-27")),
        [],
    ),
    (
        "TRA-006",
        given(transfer(tool_details="2021/914, module 2", tool_date=date("2021-06-05"), **SCC), on=date("2021-06-05")),
        [],
    ),
    ("TRA-008", given(transfer(country="NO", tool="tool-scc")), []),
    (
        "TRA-014",
        given(*TOLD, SENT, party(), transfer(country="IN"), evidence(record="use-a", field="transfers")),
        ["transfer-a"],
    ),
    (
        "TRA-014",
        given(
            activity(notice="doc-a"),
            SENT,
            party(),
            transfer(country="IN"),
            evidence(record="use-a", field="recipients"),
        ),
        [],
    ),
    ("TRA-017", given(transfer(country="IN")), []),
    # Time limits.
    (
        "RET-004",
        given(
            use(retention=("keep-a", "keep-b", "keep-c", "keep-d")),
            limit(longest="P1Y"),
            limit("keep-b", longest="P3Y", kind="limit-event-then-period"),
            limit("keep-c", kind="limit-until-event"),
            limit("keep-d", longest="P5Y"),
        ),
        ["use-a retention"],
    ),
    (
        "RET-004",
        given(
            use(retention=("keep-a", "keep-b")),
            limit(longest="P1Y"),
            limit("keep-b", longest="P3Y", kind="limit-event-or-period"),
        ),
        [],
    ),
    ("RET-008", given(OVER, HELD, system(), limit(longest="P1Y", criteria="as the law asks")), []),
    ("RET-008", given(OVER, HELD, system(), limit(longest="P1Y", kind="limit-event-or-period")), []),
    ("RET-008", given(OVER, HELD, system(), limit()), []),
    (
        "RET-008",
        given(
            OVER,
            use(retention=("keep-a", "keep-b"), systems=("system-a",)),
            system(),
            limit(longest="P1Y"),
            limit("keep-b"),
        ),
        [],
    ),
    ("RET-010", given(limit(wording="kept for 5 years")), []),
    # Claims.
    ("CLM-001", given(claim(), use(recipients=("party-a",)), party(kind="kind-other-user")), []),
    (
        "CLM-001",
        given(
            claim(),
            use(recipients=("party-a",), systems=("system-a",)),
            use("use-b", recipients=("party-b",)),
            party(is_category=YES),
            party("party-b", name="Bank", is_category=NO),
            party("party-c", name="Host", is_category=NO),
            system(operated_by="party-c"),
        ),
        ["claim-a summary"],
    ),
    ("CLM-002", given(claim(**INSIDE), use(recipients=("party-a",)), party(kind="kind-other-user")), []),
    (
        "CLM-002",
        given(
            claim(**INSIDE | {"summary": "Only employees and agents have access."}),
            use(recipients=("party-a",)),
            party(kind="kind-service-provider"),
        ),
        [],
    ),
    (
        "CLM-002",
        given(claim(**INSIDE | {"summary": "Employees have access."}), use(recipients=("party-a",)), party()),
        [],
    ),
    ("CLM-004", given(claim(categories=("cat-email",), **ANONYMOUS), use()), ["claim-a summary"]),
    ("CLM-004", given(claim(activities=("act-a",), kind=ClaimKind.NOT_PERSONAL, summary="Just figures."), use()), []),
    ("CLM-005", given(claim(categories=("cat-email",), **ONLY), use()), []),
    ("CLM-005", given(claim(activities=("act-b",), **ONLY), use()), []),
    ("CLM-006", given(claim(kind=ClaimKind.NO_STORAGE, summary="Not stored."), use(operations=("passed on",))), []),
    *(
        (
            "CLM-007",
            given(
                claim(**ERASED),
                KEPT,
                UNSTATED,
                *(evidence(f"evidence-{field}", record="keep-a", field=field) for field in fields),
            ),
            ["claim-a summary"],
        )
        for fields in (("criteria",), ("starts",), ("until",), ("starts", "wording"))
    ),
    ("CLM-007", given(claim(**ERASED), KEPT, limit(kind="limit-unstated", longest="P3Y")), []),
    ("CLM-007", given(claim(kind=ClaimKind.ERASURE, summary="We take care of it."), KEPT, UNSTATED), []),
    (
        "CLM-009",
        given(claim(kind=ClaimKind.LEGAL_BASES, wording="on consent", legal_bases=("basis-consent",))),
        ["claim-a legal_bases"],
    ),
    ("CLM-011", given(ORG, procedure(how="By telephone.")), ["procedure-a how"]),
    ("CLM-012", given(ORG, SERVING, claim(**CONTROLLED | {"kind": ClaimKind.NO_DISCLOSURE})), []),
    ("CLM-012", given(ORG, SERVING, claim(kind=ClaimKind.APPLICABILITY, summary="This is the notice of Acme.")), []),
    ("CLM-012", given(SERVING, claim(**CONTROLLED)), []),
    ("CLM-013", given(document(), coverage()), []),
    ("CLM-013", given(document(), coverage(line=4), evidence(), evidence("evidence-b", line=5)), []),
    (
        "CLM-014",
        given(
            procedure(right="right-choice-announced"),
            evidence(record="procedure-a", field="limits", line=3),
            evidence("evidence-b", record="procedure-a", field="right", line=7),
        ),
        ["procedure-a how"],
    ),
]
