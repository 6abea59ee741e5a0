"""Cases of the rules about words that stand where a fact should."""

from datamap.checks.examples import (
    activity,
    category,
    evidence,
    limit,
    line,
    organisation,
    party,
    procedure,
    system,
    use,
)
from tests.checks.table import Cases, given

LINK = "https://intranet.acme.example/policy"

CASES = {
    "GOV-006": Cases(
        failing=[
            given(activity(description=LINK)),
            given(activity(), use(elements=("name", "www.acme.example/data"))),
            given(limit(criteria=f" {LINK} ")),
        ],
        passing=[
            given(activity(description=f"A newsletter is sent; see {LINK}")),
            given(activity(dpia_reference=LINK), party(contact=LINK, contract=LINK)),
            given(line(interest_assessment=LINK)),
        ],
        boundary=[(given(procedure(how=f"Go to {LINK}")), given(procedure(how=LINK)))],
    ),
    "GOV-007": Cases(
        failing=[
            given(activity(description="Data are kept in the QXR.")),
            given(activity(), use(elements=("QXR score",)), use("use-b", elements=("name", "QXR score"))),
            given(activity(), category(label="Data of the QXR")),
        ],
        passing=[
            given(activity(description="Data are kept in the quality register (QXR)."), use(elements=("QXR score",))),
            given(activity(description="The IP address is kept.")),
            given(activity(name="QXR reports"), system(name="QXR")),
            given(organisation(name="QXR Inc."), activity(name="QXR reports")),
        ],
        boundary=[
            (given(activity(name="QXR (quality register)")), given(activity(name="QXR, quality register"))),
            (
                given(activity(name="QXR"), system(name="QXR")),
                given(activity(name="QXR"), system(name="QXR", organisation="org-b")),
            ),
        ],
    ),
    "GOV-008": Cases(
        failing=[
            given(activity(owner="TBD")),
            given(line(law="to be confirmed with counsel")),
            given(activity(), use(elements=("name", "xxx"))),
        ],
        passing=[
            given(activity(owner="Head of marketing")),
            given(activity(note="TBD: ask the owner"), evidence(phrase="TBD")),
            given(line(law="Act on the use of unknown substances")),
        ],
        boundary=[(given(activity(department="N/A Division")), given(activity(department="n/a")))],
    ),
}

OPEN: set[str] = set()
"""Codes of the catalogue that are still to be written."""
