"""Time limits for erasure in words: the structured reading first, then the source's own words (Art. 30(1)(f))."""

from __future__ import annotations

from datamap.exports.record.cells import Cell, detailed, led_by, stack
from datamap.exports.record.parties import INDENT
from datamap.exports.record.wording import Wording
from datamap.model import DataUse, RetentionRule


def period_words(wording: Wording, rule: RetentionRule) -> str:
    """Return the length of a time limit in words, or "" if the rule states none.

    >>> from datamap.exports.record.wording import wording_of
    >>> from datamap.model import inventory_of
    >>> rule = RetentionRule(
    ...     id="keep-a", organisation="org-a", name="Push", kind="limit-fixed-period", shortest="P3D", longest="P6D"
    ... )
    >>> period_words(wording_of(inventory_of([]), "en"), rule)
    '3 days to 6 days'
    """
    shortest = wording.period(rule.shortest) if isinstance(rule.shortest, str) else ""
    longest = wording.period(rule.longest) if isinstance(rule.longest, str) else ""
    if shortest and longest:
        return shortest if shortest == longest else f"{shortest} {wording.labels['to']} {longest}"
    if shortest:
        return f"{wording.labels['at-least']} {shortest}"
    return f"{wording.labels['at-most']} {longest}" if longest else ""


def rule_cell(wording: Wording, id: str) -> Cell:
    """Return a time limit in words: its kind, its length, what starts and ends it, and how it is stated.

    >>> from datamap.exports.record.wording import wording_of
    >>> from datamap.model import inventory_of
    >>> rule = RetentionRule(
    ...     id="keep-a",
    ...     organisation="org-a",
    ...     name="Push",
    ...     kind="limit-fixed-period",
    ...     longest="P6D",
    ...     wording="for 3-6 days",
    ... )
    >>> print(rule_cell(wording_of(inventory_of([rule]), "en"), "keep-a").text)
    Fixed period: at most 6 days
    · “for 3-6 days”
    """
    return wording.once("rule", id, lambda: _rule_cell(wording, id))


def _rule_cell(wording: Wording, id: str) -> Cell:
    rule = wording.inventory.records.get(id)
    if not isinstance(rule, RetentionRule):
        return Cell(wording.name(id))
    period = period_words(wording, rule)
    kind = wording.name(rule.kind)
    details = [
        *wording.if_recorded("rule.starts", rule.starts),
        *wording.if_recorded("rule.until", rule.until),
        *wording.if_recorded("rule.criteria", rule.criteria),
        *wording.if_recorded("rule.legal_reference", rule.legal_reference),
        *wording.if_recorded("rule.at_end", rule.at_end),
    ]
    head = Cell(f"{kind}: {period}" if period else kind)
    return stack([detailed(head, details), *(led_by(INDENT, words) for words in wording.quoted(rule.wording))])


def limits_cell(wording: Wording, use: DataUse) -> Cell:
    """Return the time limits for erasure of a data use.

    >>> from datamap.exports.record.wording import wording_of
    >>> from datamap.model import inventory_of
    >>> use = DataUse(id="use-a", organisation="org-a", activity="act-a", category="cat-email")
    >>> limits_cell(wording_of(inventory_of([use]), "en"), use).text
    '— not recorded'
    """
    if not isinstance(use.retention, tuple):
        return wording.absent(use.retention)
    retention = use.retention
    return wording.once("limits", retention, lambda: wording.all_of([rule_cell(wording, id) for id in retention]))
