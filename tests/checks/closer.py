"""Cases that look closer: each is there because rules could be broken in one place without any other case that noticed.

Each gives the code of a rule, records, and where the rule finds something in them: the record and its field.
"""

from datamap.checks.examples import (
    activity,
    category,
    date,
    document,
    evidence,
    limit,
    line,
    measure,
    organisation,
    party,
    procedure,
    purpose,
    source,
    system,
    transfer,
    use,
)
from datamap.model import NONE, YesNo
from tests.checks.closer_outward import OUTWARD
from tests.checks.table import Given, given

YES, NO = YesNo.YES, YesNo.NO
ACT, ORG = activity(), organisation()
DECIDING = activity(automated_decisions=YES)
HEALTH = {"category": "cat-special-health"}
EMPLOYEE = use(category="cat-precise-location", people=("people-employee",))
UNSTATED = limit(kind="limit-unstated")
HELD = use(retention=("keep-a",), systems=("system-a",))
TOLD = (activity(notice="doc-a"), document())
OPEN_USE = use(category="cat-unspecified")
INTERESTS = {"purpose": "purpose-analytics", "legal_basis": "basis-legitimate-interests"}

CLOSER: list[tuple[str, Given, list[str]]] = [
    # On which bases, conditions, kinds and purposes rules speak, and on which they do not.
    ("ADM-001", given(DECIDING), ["act-a automated_decisions"]),
    ("ADM-001", given(DECIDING, line(legal_basis="basis-legal-obligation")), []),
    ("ADM-001", given(DECIDING, line(legal_basis="basis-public-task")), []),
    ("ADM-003", given(DECIDING, line(conditions=("condition-substantial-public-interest",)), use(**HEALTH)), []),
    (
        "ADM-005",
        given(
            ACT,
            line(purpose="purpose-targeted-advertising"),
            line("line-b", purpose="purpose-security"),
            use(purposes=("line-b",), people=("people-child",)),
        ),
        [],
    ),
    (
        "LAW-013",
        given(ACT, line(legal_basis="basis-contract"), use(people=("people-supplier-staff",))),
        ["line-a legal_basis"],
    ),
    ("LAW-015", given(ACT, line(**INTERESTS | {"purpose": "purpose-security"}), use(category="cat-cookies")), []),
    ("LAW-015", given(ACT, line(**INTERESTS | {"purpose": "purpose-unspecified"}), use(category="cat-cookies")), []),
    ("PUR-002", given(ACT, line(purpose="purpose-internal-use")), ["line-a purpose"]),
    ("PUR-002", given(ACT, line(purpose="purpose-unspecified")), ["line-a purpose"]),
    ("PUR-002", given(ACT, line(purpose="purpose-gone")), []),
    ("PUR-002", given(ACT, line(purpose="purpose-own"), purpose(label="Mail server"), system()), ["line-a purpose"]),
    (
        "PUR-002",
        given(ACT, line(purpose="purpose-own", wording="to plan the shifts of drivers"), purpose(label="Planning")),
        [],
    ),
    ("RET-002", given(limit(kind="limit-event-then-unstated")), ["keep-a kind"]),
    ("RET-002", given(UNSTATED), ["keep-a kind"]),
    ("RET-002", given(limit(kind="limit-criteria", criteria="the contract, then as long as necessary")), []),
    ("SEC-003", given(activity(measures=("measure-anonymisation",)), use(**HEALTH)), []),
    ("SEC-003", given(activity(measures=("measure-pseudonymisation",)), use(**HEALTH)), []),
    (
        "SEC-002",
        given(activity(measures=("measure-own",)), measure(label="Appropriate measures", parent="measure-encryption")),
        [],
    ),
    ("SEC-004", given(ORG, activity(measures=("measure-own",)), measure(label="Tapes", parent="measure-backup")), []),
    ("SEC-004", given(ORG, activity(measures=("measure-own",)), measure(label="Tapes", parent="measure-recovery")), []),
    ("SPC-001", given(line(activity="act-gone"), use(activity="act-gone", **HEALTH)), []),
    (
        "SPC-008",
        given(
            ACT,
            line(conditions=("condition-legal-claims",)),
            use(category="cat-own"),
            category(label="Codes", special="Art. 9(1)"),
        ),
        [],
    ),
    # What is told at which record, and how often.
    (
        "LAW-001",
        given(ORG, ACT, line(), line("line-b"), line("line-c", legal_basis="basis-consent")),
        ["line-a legal_basis", "line-b legal_basis"],
    ),
    ("LAW-001", given(ORG, ACT, line(), line("line-b")), ["act-a"]),
    (
        "LAW-001",
        given(ACT, activity("act-b"), line(), line("line-b", activity="act-b")),
        ["line-a legal_basis", "line-b legal_basis"],
    ),
    ("SUB-007", given(ACT, use(elements=("other data", "etc."))), ["use-a elements"]),
    ("SUB-007", given(ACT, use(elements=("etc.",)), use("use-b", elements=("etc.",))), ["use-a elements"]),
    (
        "PUR-007",
        given(
            *(
                record
                for name in "ab"
                for record in (
                    activity(f"act-{name}"),
                    use(f"use-{name}", activity=f"act-{name}"),
                    line(f"line-{name}", activity=f"act-{name}", purpose="purpose-unspecified"),
                    line(f"line-{name}2", activity=f"act-{name}", purpose="purpose-internal-use"),
                )
            )
        ),
        [],
    ),
    (
        "PRC-001",
        given(
            *(
                activity(f"act-{name}", name=name.title(), role="role-processor", controllers=("party-a",))
                for name in ("one", "two", "three", "four")
            ),
            party(),
        ),
        ["party-a contact"],
    ),
    (
        "TIM-002",
        given(
            activity(status="active", end=date("2025-12-31")),
            use(recipients=NONE),
            use("use-b", recipients=("party-a",)),
        ),
        ["act-a status"],
    ),
    ("NOT-001", given(ACT, use(people=("people-customer",))), ["act-a notice"]),
    ("NOT-005", given(*TOLD, line(), evidence(record="line-a", field="purpose"), procedure()), []),
    ("GOV-013", given(source()), ["source-own"]),
    ("GOV-007", given(activity(description="DATA IN THE QXR")), []),
    # What is said to serve no purpose serves none; what is silent serves all of its activity.
    ("PUR-004", given(ACT, line(), use(purposes=NONE)), ["line-a"]),
    ("PUR-004", given(ACT, line(), use()), []),
    ("SPC-001", given(ACT, line(), use(purposes=NONE, **HEALTH)), []),
    (
        "SPC-006",
        given(ACT, line(conditions=("condition-legal-claims",)), use(purposes=NONE, elements=("dietary needs",))),
        ["use-a elements"],
    ),
    ("SUB-007", given(ACT, OPEN_USE, use("use-b", category="cat-unspecified")), ["use-a category"]),
    ("SUB-007", given(ORG, ACT, OPEN_USE, use("use-b", category="cat-unspecified")), ["use-a category"]),
    (
        "SUB-007",
        given(ORG, ACT, OPEN_USE, activity("act-b"), use("use-b", activity="act-b", category="cat-unspecified")),
        ["org-a"],
    ),
    (
        "SUB-007",
        given(ACT, OPEN_USE, activity("act-b"), use("use-b", activity="act-b", category="cat-unspecified")),
        ["use-a category"],
    ),
    ("SUB-007", given(ACT, use(category="cat-unspecified", elements=("name",))), []),
    ("SUB-007", given(activity(role="role-processor"), OPEN_USE), []),
    (
        "SEC-007",
        given(ORG, HELD, use("use-b", systems=("system-b",)), system(), system("system-b", country="LU")),
        ["org-a"],
    ),
    (
        "SEC-007",
        given(
            ORG,
            HELD,
            use("use-b", systems=("system-b",)),
            system(),
            system("system-b", operated_by="org-a", country="LU"),
        ),
        ["system-a operated_by"],
    ),
    ("SEC-007", given(ORG, HELD, system(operated_by="org-a")), ["system-a country"]),
    ("SEC-007", given(ORG, HELD, system(), system("system-b")), ["system-a operated_by"]),
    ("TRA-002", given(transfer(location="worldwide")), ["transfer-a tool"]),
    ("TRA-002", given(transfer(country="JP")), ["transfer-a tool"]),
    # Rights, people and assessments.
    *(
        ("RGT-001", given(ORG, ACT, line(legal_basis=f"basis-{basis}")), ["org-a"])
        for basis in ("consent", "contract", "public-task")
    ),
    ("RGT-001", given(procedure(contact="privacy@acme.example")), []),
    (
        "SUB-004",
        given(activity(dpia_required=NO), use(people=("people-customer", "people-child"))),
        ["act-a dpia_reference"],
    ),
    ("SUB-008", given(ACT, use(category="cat-contacts-book", people=("people-customer",))), ["use-a sources"]),
    ("DPI-002", given(DECIDING, use(people=("people-child",))), ["act-a dpia_required"]),
    ("DPI-002", given(ACT, EMPLOYEE, use("use-b", category="cat-current-location")), ["act-a dpia_required"]),
    ("DPI-002", given(activity(note="Not looked at."), EMPLOYEE), ["act-a dpia_required"]),
    ("DPI-002", given(activity(dpia_required=YES), EMPLOYEE), []),
    *OUTWARD,
]
