"""The catalogue: every rule, and every rule that the records cannot answer, written out by theme."""

from __future__ import annotations

from datamap.checks.rule import Rule, Unanswered
from datamap.checks.rules import (
    automated,
    categories,
    claims,
    consent,
    governance,
    hidden,
    impact_assessment,
    interests,
    lawful_basis,
    notices,
    objection,
    people,
    processors,
    purposes,
    recipients,
    register,
    retention,
    rights,
    security,
    special,
    time,
    transfers,
    wording,
)

RULES: tuple[Rule, ...] = (
    *register.RULES,
    *purposes.RULES,
    *lawful_basis.RULES,
    *interests.RULES,
    *objection.RULES,
    *consent.RULES,
    *special.RULES,
    *hidden.RULES,
    *people.RULES,
    *categories.RULES,
    *recipients.RULES,
    *transfers.RULES,
    *retention.RULES,
    *security.RULES,
    *impact_assessment.RULES,
    *automated.RULES,
    *notices.RULES,
    *rights.RULES,
    *processors.RULES,
    *governance.RULES,
    *wording.RULES,
    *time.RULES,
    *claims.RULES,
)
"""All rules, in the order of the catalogue."""

UNANSWERED: tuple[Unanswered, ...] = (
    *register.UNANSWERED,
    *purposes.UNANSWERED,
    *lawful_basis.UNANSWERED,
    *consent.UNANSWERED,
    *special.UNANSWERED,
    *categories.UNANSWERED,
    *recipients.UNANSWERED,
    *transfers.UNANSWERED,
    *retention.UNANSWERED,
    *security.UNANSWERED,
    *impact_assessment.UNANSWERED,
    *automated.UNANSWERED,
    *notices.UNANSWERED,
    *rights.UNANSWERED,
    *processors.UNANSWERED,
    *governance.UNANSWERED,
    *time.UNANSWERED,
    *claims.UNANSWERED,
)
"""What the catalogue asks for and the records cannot answer yet."""


def rule_of(code: str) -> Rule | None:
    """Return the rule with this code, in any case of letters, None if there is none.

    >>> rule_of("pur-001").title
    'activity without purpose'
    """
    return next((rule for rule in RULES if rule.code == code.upper()), None)
