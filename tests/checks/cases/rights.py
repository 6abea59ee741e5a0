"""Cases of the rules about the rights of people, and breaches."""

from datamap.checks.examples import activity, line, organisation, procedure
from datamap.model import RightsProcedure
from tests.checks.table import Cases, given


def ways(*rights: str) -> tuple[RightsProcedure, ...]:
    """A procedure for each of these rights."""
    return tuple(procedure(f"procedure-{right}", right=f"right-{right}", how="Write to us.") for right in rights)


FOUR = ways("access", "rectification", "erasure", "restriction")

CASES = {
    "RGT-001": Cases(
        failing=[
            given(organisation(), activity()),
            given(organisation(), activity(), *FOUR[1:]),
            given(procedure()),
        ],
        passing=[
            given(organisation(), activity(), *FOUR),
            given(organisation(), activity(rights="Write to us.")),
            given(organisation(), activity(role="role-processor")),
        ],
        boundary=[
            (
                given(organisation(), activity(), *FOUR, line(legal_basis="basis-legal-obligation")),
                given(organisation(), activity(), *FOUR, line(legal_basis="basis-contract")),
            ),
            (
                given(procedure(right="right-choice-refuse")),
                given(procedure(right="right-choice-opt-out-marketing")),
            ),
        ],
    ),
}

OPEN: set[str] = set()
"""Codes of the catalogue that are still to be written."""
