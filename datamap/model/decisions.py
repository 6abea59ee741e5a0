"""What people decided about findings."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from datamap.model.facts import date, text
from datamap.model.record import KeptRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance(KeptRecord):
    """The decision to live with a finding until a day, and why (Art. 5(2), 24(1)).

    It holds for the facts on which it was taken: `datamap.checks.acceptance` says when it does. The finding is named
    by its key and not by a reference, so that a record may go without what was once decided about it.
    """

    finding: str = text("finding", "The key of the finding: code, record, field.", required=True)
    facts: str = text("facts", "The SHA-256 of the facts on which it was taken; the program writes it.", required=True)
    reason: str = text("reason", "Why the finding is accepted.", required=True)
    person: str = text("accepted by", "Who accepted it.", required=True)
    accepted: datetime.date = date("accepted on", "The day of the decision.", required=True)
    until: datetime.date = date("accepted until", "The last day on which it holds.", required=True)
