"""Promises and general words of a document beside what the register says: erasure, legal bases, consent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from datamap.checks.against import Fact, clash, says, scope
from datamap.checks.case import Case
from datamap.checks.finding import Place, Seen
from datamap.checks.once import some
from datamap.checks.rule import WARNING, Rule
from datamap.model import (
    Claim,
    ClaimKind,
    PurposeLine,
    RetentionRule,
    RightsProcedure,
    recorded,
)
from datamap.vocabulary.lists import read_table

NO_DAY = ("limit-endless", "limit-unstated", "limit-event-then-unstated", "limit-by-category")
"""Kinds of time limits that come to no day."""


def check_erasure(case: Case) -> Iterator[Seen]:
    """Return the promises of erasure beside time limits that come to no day.

    Why: data that are erased "after such time" are never erased if the time is never over.
    Bad: deleted after a time that nobody fixed.
        | claim(kind=ClaimKind.ERASURE, summary="We delete it after that time."), use(retention=("keep-a",)),
        | limit(kind="limit-unstated")
    Good: deleted after three years.
        | claim(kind=ClaimKind.ERASURE, summary="We delete it after that time."), use(retention=("keep-a",)),
        | limit(longest="P3Y")
    Law: Art. 5(1)(a), Art. 5(1)(e), Art. 13(2)(a).
    """
    for claim in _claims(case, ClaimKind.ERASURE):
        if says(claim, "erasing") and not says(claim, "keeping-promise"):
            ids = dict.fromkeys(id for use in scope(case, claim) for id in recorded(use.retention))
            endless = [rule for rule in case.all(RetentionRule, tuple(ids)) if rule.kind in NO_DAY and not rule.longest]
            if endless:
                facts = [Fact(rule, _told_field(case, rule)) for rule in endless]
                tail = "time limits that come to no day: " + some(f"'{rule.name}'" for rule in endless)
                yield clash(case, claim, facts, tail, "fix the time after which data are erased")


def _told_field(case: Case, rule: RetentionRule) -> str:
    """Return the field of a time limit whose evidence shows best that it comes to no day."""
    backed = {cited.field for cited in case.evidence_by_record.get(rule.id, ())}
    return next((field for field in ("criteria", "wording", "starts", "until") if field in backed), "wording")


def check_basis(case: Case) -> Iterator[Seen]:
    """Return the purposes that rest on a basis which possibly cannot carry them.

    Why: a contract carries what it needs, and no advertising; consent carries no duty by law. The table of purposes
    that a basis hardly carries is data, each with its source.
    Bad: advertising on a contract.
        | line(purpose="purpose-advertising", legal_basis="basis-contract")
    Good: advertising on consent.
        | line(purpose="purpose-advertising", legal_basis="basis-consent")
    Law: Art. 6(1); EDPB Guidelines 2/2019 and 05/2020.
    """
    rows = read_table("unfit-bases")
    for line in case.inventory.of(PurposeLine):
        for row in rows:
            if line.legal_basis == row["basis"] and case.is_a(line.purpose, row["purpose"]):
                yield Seen(
                    line.id,
                    "legal_basis",
                    f"Possibly {case.name(line.legal_basis)} cannot carry '{case.name(line.purpose)}' in "
                    f"'{case.name(line.activity)}': {row['why']} ({row['source']}).",
                    "see which basis fits, and tell people of it",
                    (Place(line.id, "purpose"),),
                )
                break


def check_general_bases(case: Case) -> Iterator[Seen]:
    """Return the legal bases that a document names in general, and no purpose of the register rests on.

    Why: people are told the basis of each purpose; a list of bases leaves them to guess.
    Bad: consent is named, for nothing in particular.
        | claim(kind=ClaimKind.LEGAL_BASES, legal_bases=("basis-consent",)), line()
    Good: it is the basis of a purpose.
        | claim(kind=ClaimKind.LEGAL_BASES, legal_bases=("basis-consent",)), line(legal_basis="basis-consent")
    Law: Art. 13(1)(c), Art. 14(1)(c).
    """
    used: defaultdict[str, set[object]] = defaultdict(set)
    for line in case.inventory.of(PurposeLine):
        used[line.organisation].add(line.legal_basis)
    for claim in _claims(case, ClaimKind.LEGAL_BASES):
        loose = [basis for basis in recorded(claim.legal_bases) if basis not in used[claim.organisation]]
        if loose:
            yield Seen(
                claim.id,
                "legal_bases",
                f"“{claim.wording or claim.summary}” names {case.names(loose)}, but no recorded purpose rests on it.",
                "say which purpose rests on which basis",
                (Place(claim.id, "wording"),),
            )


def check_assumed(case: Case) -> Iterator[Seen]:
    """Return the claims that take consent from conduct, beside consent that people give or withdraw elsewhere.

    Why: consent is a clear act for a purpose, as easy to withdraw as to give; using a service is not.
    Bad: use counts as consent, which is withdrawn by letter.
        | claim(kind=ClaimKind.ASSUMED_CONSENT, summary="By using the service you consent."),
        | procedure(right="right-withdraw-consent", how="By written notice.")
    Good: consent is asked for, and nothing is taken for granted.
        | procedure(right="right-withdraw-consent", how="In the settings.")
    Law: Art. 4(11), Art. 7(3), recital 32.
    """
    ways: defaultdict[str, list[Fact]] = defaultdict(list)
    for procedure in case.inventory.of(RightsProcedure):
        if procedure.right == "right-withdraw-consent":
            ways[procedure.organisation].append(Fact(procedure, "how"))
    for line in case.inventory.of(PurposeLine):
        if line.legal_basis == "basis-consent":
            ways[line.organisation].append(Fact(line, "legal_basis"))
    for claim in _claims(case, ClaimKind.ASSUMED_CONSENT):
        facts = ways[claim.organisation]
        if facts and says(claim, "consent-words"):
            is_withdrawn = facts[0].field == "how"
            tail = "elsewhere consent can be withdrawn" if is_withdrawn else "elsewhere consent is asked for"
            yield clash(case, claim, facts, tail, "ask for consent by a clear act, for each purpose")


def _claims(case: Case, *kinds: ClaimKind) -> Iterator[Claim]:
    return (each for each in case.inventory.of(Claim) if each.kind in kinds)


RULES: tuple[Rule, ...] = (
    Rule(
        "CLM-007",
        WARNING,
        "Art. 5(1)(e), 13(2)(a)",
        "erasure promised after a time that never ends",
        check_erasure,
        ("claim.kind", "claim.summary", "data_use.retention", "retention_rule.kind"),
    ),
    Rule(
        "CLM-008",
        WARNING,
        "Art. 6(1)",
        "basis that hardly carries the purpose",
        check_basis,
        ("purpose_line.purpose", "purpose_line.legal_basis"),
        ("LAW-010",),
    ),
    Rule(
        "CLM-009",
        WARNING,
        "Art. 13(1)(c), 14(1)(c)",
        "basis named for no purpose",
        check_general_bases,
        ("claim.legal_bases", "purpose_line.legal_basis"),
    ),
    Rule(
        "CLM-010",
        WARNING,
        "Art. 4(11), 7(3)",
        "consent assumed, yet withdrawn elsewhere",
        check_assumed,
        ("claim.kind", "claim.summary", "rights_procedure.right", "purpose_line.legal_basis"),
    ),
)
"""The rules on promises, part of the theme of claims."""
