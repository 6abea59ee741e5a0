"""Cases of the rules about dates."""

from datamap.checks.examples import activity, date, organisation, party, transfer, use
from datamap.model import NONE, Status
from tests.checks.table import Cases, Given, given

PAST = date("2020-01-01")

CASES = {
    "TIM-001": Cases(
        failing=[
            given(activity(start=date("2024-05-02"), end=date("2024-05-01"))),
            given(activity(start=date("2025-01-01"), end=date("2024-12-31"))),
            given(activity(role="role-processor", start=date("2025-01-01"), end=date("2020-01-01"))),
        ],
        passing=[
            given(activity(start=date("2024-05-01"), end=date("2024-05-02"))),
            given(activity(start=date("2024-05-01"))),
            given(activity(end=date("2024-05-01"), start=NONE)),
        ],
        boundary=[
            (
                given(activity(start=date("2024-05-01"), end=date("2024-05-01"))),
                given(activity(start=date("2024-05-02"), end=date("2024-05-01"))),
            )
        ],
    ),
    "TIM-002": Cases(
        failing=[
            given(activity(status=Status.ACTIVE, end=date("2025-12-31"))),
            given(activity(status=Status.ENDED, end=date("2027-12-31"))),
            given(activity(status=Status.ACTIVE, end=PAST), use(recipients=("party-a",)), party()),
        ],
        passing=[
            given(activity(status=Status.ENDED, end=PAST)),
            given(activity(status=Status.ACTIVE)),
            given(activity(end=PAST)),
            given(activity(status=Status.ACTIVE, end=date("2099-12-31"))),
            given(activity(status=Status.ENDED, end=PAST), on=PAST),
            Given((activity(status=Status.ENDED, end=date("2099-12-31")), organisation()), None),
        ],
        boundary=[
            (
                given(activity(status=Status.ACTIVE, end=PAST), on=date("2020-01-01")),
                given(activity(status=Status.ACTIVE, end=PAST), on=date("2020-01-02")),
            )
        ],
    ),
    "TIM-003": Cases(
        failing=[
            given(party(contract_date=date("2027-02-01"))),
            given(transfer(tool_date=date("2026-02-01"))),
            given(activity(last_review=date("2026-03-01"), dpia_date=date("2025-03-01"))),
        ],
        passing=[
            given(party(contract_date=date("2025-02-01"))),
            given(activity(next_review=date("2027-01-01"))),
            given(party(contract_date=NONE)),
            Given((party(contract_date=date("2099-02-01")), organisation()), None),
        ],
        boundary=[
            (
                given(party(contract_date=PAST), on=date("2020-01-01")),
                given(party(contract_date=PAST), organisation(), on=date("2019-12-31")),
            ),
            (
                Given((party(contract_date=PAST), organisation(updated=PAST)), None),
                Given((party(contract_date=PAST), organisation(updated=date("2019-12-31"))), None),
            ),
        ],
    ),
}

OPEN: set[str] = set()
"""Codes of the catalogue that are still to be written."""
