"""What the text twin says about an arrow: the columns of its table beyond the number and the two ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

COLUMNS = (
    "categories", "people", "purpose", "basis", "recipient", "country", "protection", "period", "condition", "evidence",
)  # fmt: skip
"""The facts of an arrow in the order of the table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """What travels along an arrow and under which rules, in full; "" where the question does not arise.

    `lines` says only where the evidence stands, for tables without room for its words.

    >>> Particulars(categories="E-mail address").in_order()["categories"]
    'E-mail address'
    """

    categories: str = ""
    people: str = ""
    purpose: str = ""
    basis: str = ""
    recipient: str = ""
    country: str = ""
    protection: str = ""
    period: str = ""
    condition: str = ""
    evidence: str = ""
    lines: str = ""

    def in_order(self) -> Mapping[str, str]:
        """Return the facts by the name of their column, in the order of the table."""
        return {name: getattr(self, name) for name in COLUMNS}
