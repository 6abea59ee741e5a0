"""Cases of the rules about ways to object."""

from typing import Any

from datamap.checks.examples import activity, line, organisation, procedure
from datamap.model import NONE, Record
from tests.checks.table import Cases, given

INTERESTS = "basis-legitimate-interests"
MESSAGES = "purpose-marketing-communications"


def on(basis: str, purpose: str = "purpose-security", **more: Any) -> list[Record]:
    """An activity with one purpose on this basis."""
    return [activity(**more), line(legal_basis=basis, purpose=purpose)]


def marketing(**more: Any) -> list[Record]:
    """An activity of direct marketing."""
    return [activity(), line(**({"purpose": MESSAGES} | more))]


CASES = {
    "LAW-005": Cases(
        failing=[
            given(*on(INTERESTS)),
            given(*on("basis-public-task", rights=NONE), procedure(right="right-access")),
            given(*on(INTERESTS), procedure(right="right-object", activities=("act-b",))),
        ],
        passing=[
            given(*on(INTERESTS), procedure(right="right-object")),
            given(*on(INTERESTS, rights="Write to privacy@acme.example.")),
            given(*on("basis-consent")),
        ],
        boundary=[
            (
                given(*on(INTERESTS), procedure(right="right-object", activities=("act-a", "act-b"))),
                given(*on(INTERESTS), procedure(right="right-object", activities=("act-b",))),
            ),
            (given(*on(INTERESTS, MESSAGES)), given(*on(INTERESTS, "purpose-testimonials"))),
        ],
    ),
    "LAW-006": Cases(
        failing=[
            given(*marketing()),
            given(*marketing(purpose="purpose-targeted-advertising"), procedure(right="right-erasure")),
            given(*marketing(legal_basis="basis-consent"), line("line-b", purpose="purpose-promotions")),
            given(organisation(), *marketing(), activity("act-b"), line("line-b", activity="act-b", purpose=MESSAGES)),
        ],
        passing=[
            given(*marketing(), procedure(right="right-choice-opt-out-marketing")),
            given(*marketing(), procedure(right="right-object-marketing")),
            given(*marketing(purpose="purpose-advertising")),
        ],
        boundary=[
            (
                given(*marketing(legal_basis="basis-consent", consent_withdrawn="the link in each message")),
                given(*marketing(legal_basis=INTERESTS, consent_withdrawn="the link in each message")),
            ),
            (
                given(*marketing(legal_basis="basis-consent"), procedure(right="right-withdraw-consent")),
                given(*marketing(), procedure(right="right-withdraw-consent")),
            ),
        ],
    ),
}

OPEN: set[str] = set()
"""Codes of the catalogue that are still to be written."""
