"""Cases of the rules about automated decisions."""

from datamap.checks.examples import activity, category, line, use
from datamap.model import NONE, YesNo
from tests.checks.table import Cases, given

DECIDING = activity(automated_decisions=YesNo.YES)

CASES = {
    "ADM-001": Cases(
        failing=[
            given(DECIDING, line(legal_basis="basis-legitimate-interests")),
            given(DECIDING, line()),
            given(DECIDING, line(legal_basis="basis-vital-interests"), line("line-b", legal_basis=NONE)),
        ],
        passing=[
            given(DECIDING, line(legal_basis="basis-contract")),
            given(activity(), line(legal_basis="basis-legitimate-interests")),
            given(activity(automated_decisions=YesNo.NO), line()),
        ],
        boundary=[
            (
                given(DECIDING, line(), line("line-b", legal_basis="basis-consent")),
                given(DECIDING, line(), line("line-b", activity="act-b", legal_basis="basis-consent")),
            )
        ],
    ),
    "ADM-003": Cases(
        failing=[
            given(DECIDING, line(), use(category="cat-special-health")),
            given(DECIDING, line(conditions=("condition-health-care",)), use(category="cat-special")),
            given(DECIDING, use(category="cat-own"), category(parent="cat-special-genetic")),
        ],
        passing=[
            given(
                DECIDING,
                line(conditions=("condition-explicit-consent",)),
                use(category="cat-special-health"),
            ),
            given(DECIDING, line(), use()),
            given(activity(), line(), use(category="cat-special-health")),
        ],
        boundary=[
            (
                given(DECIDING, use(category="cat-criminal")),
                given(DECIDING, use(category="cat-special-biometric")),
            )
        ],
    ),
    "ADM-004": Cases(
        failing=[
            given(DECIDING),
            given(activity(automated_decisions=YesNo.YES, automated_logic=NONE)),
            given(DECIDING, line(wording="a score decides")),
        ],
        passing=[
            given(activity(automated_decisions=YesNo.YES, automated_logic="A score of past payments.")),
            given(activity()),
            given(activity(role="role-processor", automated_decisions=YesNo.YES)),
        ],
        boundary=[(given(activity(automated_decisions=YesNo.NO)), given(DECIDING))],
    ),
    "ADM-005": Cases(
        failing=[
            given(DECIDING, use(people=("people-child",))),
            given(
                activity(), line(purpose="purpose-targeted-advertising"), use(people=("people-user", "people-child"))
            ),
            given(DECIDING, use(people=("people-child",)), use("use-b", people=("people-user",))),
        ],
        passing=[
            given(activity(), line(), use(people=("people-child",))),
            given(DECIDING, use(people=("people-user",))),
            given(DECIDING, use()),
        ],
        boundary=[
            (
                given(activity(), line(purpose="purpose-advertising"), use(people=("people-child",))),
                given(activity(), line(purpose="purpose-targeted-advertising"), use(people=("people-child",))),
            )
        ],
    ),
}

OPEN: set[str] = set()
"""Codes of the catalogue that are still to be written."""
