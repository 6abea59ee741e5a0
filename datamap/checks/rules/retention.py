"""Rules about time limits for erasure: whether each is recorded, and can be kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from datamap.checks.case import Case
from datamap.checks.finding import Place, Seen
from datamap.checks.once import places_of, tell_of_uses, tell_once
from datamap.checks.reasons import has_reason
from datamap.checks.rule import ERROR, NOTE, WARNING, Rule, Unanswered
from datamap.checks.rules import time_limits
from datamap.checks.words import phrase_in
from datamap.model import DataUse, Organisation, RetentionRule, recorded

VAGUE_KINDS = ("limit-unstated", "limit-endless", "limit-event-then-unstated", "limit-by-category")
"""Kinds of time limits from which nobody can tell the day."""


def check_limit(case: Case) -> Iterator[Seen]:
    """Return the data uses for which no time limit for erasure is recorded.

    Why: data are kept no longer than the purpose needs them; without a limit or criteria nobody can tell. The law asks
    for it where possible: where it is not, write none, and in the note why.
    Bad: a data use without a time limit.
        | activity(), use()
    Good: a data use with one.
        | activity(), use(retention=("keep-a",)), limit(longest="P3Y", starts="end of the contract")
    Law: Art. 30(1)(f), Art. 5(1)(e), Art. 13(2)(a).
    """

    def lacks(use: DataUse) -> bool:
        return not use.retention and not has_reason(use, "retention")

    hint = "name a retention rule: a period with its start, an event, or criteria"
    yield from tell_of_uses(case, lacks, "retention", "The time limit for erasure", hint)


def check_vague(case: Case) -> Iterator[Seen]:
    """Return the retention rules from whose words nobody can tell when the data are erased.

    Why: "as long as necessary" repeats the law and fixes nothing; neither people nor colleagues learn a day from it.
    Bad: a reasonable period.
        | limit(kind="limit-criteria", criteria="a reasonable period")
    Good: a period with its start.
        | limit(longest="P3Y", starts="end of the contract")
    Law: Art. 5(1)(e), Art. 13(2)(a); recital 39.
    """
    for each in case.inventory.of(RetentionRule):
        if each.longest:
            continue
        if each.kind in VAGUE_KINDS or _is_vague(each):
            yield Seen(
                each.id,
                "criteria" if each.criteria else "wording" if each.wording else "kind",
                f"From '{each.wording or each.criteria or each.name}' nobody seems to be able to tell when the data "
                "are erased.",
                "give the period and what starts it, or criteria from which the day can be told",
                (Place(each.id, "kind"),),
            )


def _is_vague(rule: RetentionRule) -> bool:
    """Return whether criteria begin with vague words, or nothing but vague words is recorded."""
    if rule.until:
        return False
    if isinstance(rule.criteria, str):
        phrase = phrase_in(rule.criteria, "vague-periods")
        return phrase is not None and rule.criteria.lower().startswith((phrase.words, f"a {phrase.words}"))
    return phrase_in(rule.wording, "vague-periods") is not None


def check_end(case: Case) -> Iterator[Seen]:
    """Return the retention rules that do not say what happens at the end.

    Why: a limit that nobody carries out erases nothing.
    Bad: a period, and then silence.
        | limit(longest="P3Y", starts="end of the contract")
    Good: who erases, and how.
        | limit(longest="P3Y", starts="end of the contract", at_end="erased by a nightly job of the IT department")
    Law: Art. 5(1)(e), Art. 5(2).
    """

    def lacks(rule: RetentionRule) -> bool:
        return not rule.at_end

    def of_rule(rule: RetentionRule) -> Seen:
        return Seen(
            rule.id,
            "at_end",
            f"What happens at the end of '{rule.name}' is not recorded.",
            "record who erases the data, and how",
        )

    def of_organisation(organisation: Organisation, rules: list[RetentionRule]) -> Seen:
        return Seen(
            organisation.id,
            "",
            f"{organisation.name} records of none of its {len(rules)} time limits what happens at the end.",
            "record in each rule who erases the data, and how",
            places_of(rules, "at_end"),
        )

    stored = (each for each in case.inventory.of(RetentionRule) if each.kind != "limit-not-stored")
    yield from tell_once(case, stored, lacks, of_rule, of_organisation)


FEW_CATEGORIES = 3
"""Up to how many categories of data one time limit for all of them is no wonder."""


def check_one_for_all(case: Case) -> Iterator[Seen]:
    """Return the organisations that keep all their many categories of data under one and the same time limit.

    Why: the law speaks of the different categories: what is needed for a tax return is rarely needed for a log file.
    Bad: four categories, one period.
        | organisation(), use(retention=("keep-a",)), use("use-b", category="cat-phone", retention=("keep-a",)),
        | use("use-c", category="cat-logs", retention=("keep-a",)), limit(),
        | use("use-d", category="cat-invoice", retention=("keep-a",))
    Good: another period for the log files.
        | organisation(), use(retention=("keep-a",)), use("use-b", category="cat-phone", retention=("keep-a",)),
        | use("use-c", category="cat-logs", retention=("keep-b",)), limit(), limit("keep-b"),
        | use("use-d", category="cat-invoice", retention=("keep-a",))
    Law: Art. 30(1)(f).
    """
    limits: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    categories: defaultdict[str, set[str]] = defaultdict(set)
    for use in case.inventory.of(DataUse):
        if kept := recorded(use.retention):
            limits[use.organisation].add(kept)
            categories[use.organisation].add(use.category)
    for each in case.organisations:
        if len(limits[each.id]) == 1 and len(categories[each.id]) > FEW_CATEGORIES:
            (rules,) = limits[each.id]
            yield Seen(
                each.id,
                "",
                f"All {len(categories[each.id])} categories of data with a time limit are kept under the same: "
                f"{case.names(rules)}.",
                "see whether each category is needed as long as the others",
                tuple(Place(rule) for rule in rules),
            )


RULES: tuple[Rule, ...] = (
    Rule(
        "RET-001",
        ERROR,
        "Art. 30(1)(f)",
        "no time limit for erasure",
        check_limit,
        ("data_use.retention", "activity.role"),
    ),
    Rule(
        "RET-002",
        WARNING,
        "Art. 5(1)(e), 13(2)(a)",
        "words that fix no time limit",
        check_vague,
        ("retention_rule.kind", "retention_rule.longest", "retention_rule.criteria", "retention_rule.wording"),
    ),
    *time_limits.RULES,
    Rule(
        "RET-006",
        WARNING,
        "Art. 5(1)(e), 5(2)",
        "nothing said of the end of a time limit",
        check_end,
        ("retention_rule.at_end",),
        ("RET-002",),
    ),
    Rule(
        "RET-009",
        NOTE,
        "Art. 30(1)(f)",
        "one time limit for all categories",
        check_one_for_all,
        ("data_use.retention", "data_use.category"),
    ),
)
"""The rules of this theme."""

UNANSWERED: tuple[Unanswered, ...] = (
    Unanswered("RET-005", "period below or above what the law asks for", "a dated table of statutory periods"),
    Unanswered("RET-007", "backups kept longer", "retention_rule.backups"),
)
"""The rules of this theme that the records cannot answer, and the fields that they would need."""
