"""Rules about transfers that rest on safeguards or on a derogation."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from datamap.checks.case import Case
from datamap.checks.finding import Place, Seen
from datamap.checks.rule import ERROR, WARNING, Rule
from datamap.checks.rules.transfer_tools import destination
from datamap.checks.words import mention, phrase_in
from datamap.model import Activity, Party, Status, Transfer


def check_clauses(case: Case) -> Iterator[Seen]:
    """Return the transfers on standard clauses whose set no longer held, or whose module or day is not recorded.

    Why: the sets of 2001, 2004 and 2010 could be relied on until 27 December 2022; of the set of 2021 one of four
    modules fits the roles of the two sides.
    Bad: clauses, neither module nor day.
        | transfer(country="IN", tool="tool-scc-commission")
    Good: the module and the day of signature.
        | transfer(country="IN", tool="tool-scc-commission", tool_details="Module 2", tool_date=date("2023-05-01"))
    Law: Art. 46(2)(c); Implementing Decision (EU) 2021/914.
    """
    for each in case.inventory.of(Transfer):
        if each.tool in ("tool-scc", "tool-scc-commission"):
            fault = _old_set(case, each) or _not_told(each)
            if fault:
                yield Seen(
                    each.id,
                    fault[0],
                    f"The transfer to {destination(case, each)} rests on standard clauses, but {fault[1]}.",
                    "sign the set in force, and record the module and the day",
                    (Place(each.id, "tool"),),
                )


def _old_set(case: Case, transfer: Transfer) -> tuple[str, str] | None:
    on = case.on(transfer)
    for clauses in case.law.standard_clauses:
        if not clauses.span.last or clauses.span.holds(on):
            continue
        for name in ("tool_details", "documentation", "wording"):
            if mention(getattr(transfer, name), clauses.spellings):
                return name, f"{clauses.name} could be relied on until {clauses.span.last} only"
    newest = max(each.span.first for each in case.law.standard_clauses)
    ended = [each.span.last for each in case.law.standard_clauses if each.span.last and each.span.last < on]
    if ended and isinstance(transfer.tool_date, datetime.date) and transfer.tool_date < newest:
        return "tool_date", f"on {transfer.tool_date} only sets could be signed that ended on {max(ended)}"
    return None


def _not_told(transfer: Transfer) -> tuple[str, str] | None:
    module = bool(phrase_in(transfer.tool_details, "clause-modules"))
    if module and transfer.tool_date:
        return None
    missing = [
        word
        for word, is_there in (("the module", module), ("the day of signature", transfer.tool_date))
        if not is_there
    ]
    field = "tool_date" if module else "tool_details"
    return field, f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} not recorded"


def check_assessment(case: Case) -> Iterator[Seen]:
    """Return the transfers on safeguards without a transfer impact assessment.

    Why: clauses bind the importer, not the authorities of its country; whether they can be kept there is looked into.
    Where an adequacy decision holds for the country, that question is settled.
    Bad: clauses, and no assessment.
        | transfer(country="IN", tool="tool-scc-commission")
    Good: the reference of the assessment.
        | transfer(country="IN", tool="tool-scc-commission", impact_assessment="TIA-3")
    Law: Art. 46(1); Court of Justice, C-311/18.
    """
    for each in case.inventory.of(Transfer):
        on = case.on(each)
        is_settled = case.is_in_eea(each.country, on) or case.adequacy(each.country, on)
        if case.rests_on(each, "tool-safeguards") and not (is_settled or each.impact_assessment):
            yield Seen(
                each.id,
                "impact_assessment",
                f"The transfer to {destination(case, each)} rests on safeguards ({case.name(each.tool)}); no "
                "transfer impact assessment is recorded.",
                "record where the assessment stands",
                (Place(each.id, "tool"),),
            )


def check_compelling(case: Case) -> Iterator[Seen]:
    """Return the transfers on compelling legitimate interests whose assessment and safeguards are not documented.

    Why: the record itself must hold the documentation of suitable safeguards for these transfers.
    Bad: compelling interests, no documentation.
        | transfer(country="IN", tool="tool-derogation-compelling-interests")
    Good: where the documentation stands.
        | transfer(country="IN", tool="tool-derogation-compelling-interests", documentation="File 12")
    Law: Art. 49(1) second subparagraph, Art. 49(6), Art. 30(1)(e).
    """
    for each in case.inventory.of(Transfer):
        if each.tool == "tool-derogation-compelling-interests" and not each.documentation:
            yield Seen(
                each.id,
                "documentation",
                f"The transfer to {destination(case, each)} rests on '{case.name(each.tool)}'; neither the assessment "
                "nor the safeguards are recorded.",
                "record where they stand, and when authority and people were told",
                (Place(each.id, "tool"),),
            )


def check_derogation(case: Case) -> Iterator[Seen]:
    """Return the transfers on a derogation that seem to happen time and again.

    Why: derogations are for specific situations; what goes on all the time needs safeguards. A transfer seems to be
    repeated if all data of an activity that goes on are sent, or those of several activities.
    Bad: all data of an activity go abroad on consent.
        | activity(), transfer(country="IN", tool="tool-derogation-consent", origins=("act-a",))
    Good: one data use does, where the person asks for it.
        | activity(), use(transfers=("transfer-a",)), transfer(country="IN", tool="tool-derogation-consent")
    Law: Art. 49(1), recital 111; EDPB Guidelines 2/2018.
    """
    for each in case.inventory.of(Transfer):
        if case.rests_on(each, "tool-derogation"):
            whole = [act for act in case.all(Activity, each.origins) if act.status is not Status.ENDED]
            activities = {use.activity for use in case.uses_by_transfer.get(each.id, ())}
            if whole or len(activities) > 1:
                yield Seen(
                    each.id,
                    "tool",
                    f"The transfer to {destination(case, each)} rests on a derogation "
                    f"({case.name(each.tool)}), but seems to be repeated: it "
                    + (f"takes all data of '{whole[0].name}'." if whole else f"serves {len(activities)} activities."),
                    "see whether safeguards can carry it",
                    tuple(Place(act.id, "") for act in whole) or (Place(each.id, "origins"),),
                )


def check_binding_rules(case: Case) -> Iterator[Seen]:
    """Return the transfers on binding corporate rules without a reference of their approval.

    Why: binding rules carry transfers once the competent authority has approved them.
    Bad: binding rules, no approval.
        | transfer(country="IN", tool="tool-bcr")
    Good: the reference of the approval.
        | transfer(country="IN", tool="tool-bcr", tool_details="approved by the CNPD, decision 12")
    Law: Art. 47(1).
    """
    for each in case.inventory.of(Transfer):
        if each.tool == "tool-bcr" and not (each.tool_details or each.documentation):
            yield Seen(
                each.id,
                "tool_details",
                f"The transfer to {destination(case, each)} rests on binding corporate rules; their approval is not "
                "recorded.",
                "record which authority approved them, and when",
                (Place(each.id, "tool"),),
            )


def check_foreign_order(case: Case) -> Iterator[Seen]:
    """Return the transfers to authorities of a third country for which nothing is recorded that they rest on.

    Why: an order of a foreign court or authority carries a transfer only on an international agreement, or if the
    transfer can rest on something else in Chapter V.
    Bad: data for an authority in India.
        | transfer(country="IN", importers=("party-a",)), party(kind="kind-authority")
    Good: the agreement that the order rests on.
        | transfer(country="IN", importers=("party-a",), tool="tool-international-agreement"),
        | party(kind="kind-authority")
    Law: Art. 48.
    """
    for each in case.inventory.of(Transfer):
        importers = case.all(Party, each.importers)
        is_authority = bool(importers) and all(case.is_kind(party, "kind-authority") for party in importers)
        if is_authority and not each.tool and case.is_third_country(each.country, case.on(each)):
            yield Seen(
                each.id,
                "tool",
                f"Data seem to go to {case.names(party.id for party in importers)} ({case.name(each.country)}) on its "
                "order alone: nothing else is recorded.",
                "record the international agreement, or what else in Chapter V the transfer rests on",
                (Place(each.id, "importers"),),
            )


RULES: tuple[Rule, ...] = (
    Rule(
        "TRA-006",
        ERROR,
        "Art. 46(2)(c)",
        "standard clauses: old set, or module or day missing",
        check_clauses,
        ("transfer.tool", "transfer.tool_details", "transfer.tool_date", "transfer.documentation", "transfer.wording"),
    ),
    Rule(
        "TRA-008",
        WARNING,
        "Art. 46; C-311/18",
        "safeguards without transfer impact assessment",
        check_assessment,
        ("transfer.tool", "transfer.impact_assessment"),
    ),
    Rule(
        "TRA-009",
        ERROR,
        "Art. 49(1), 30(1)(e)",
        "compelling interests not documented",
        check_compelling,
        ("transfer.tool", "transfer.documentation"),
    ),
    Rule(
        "TRA-010",
        WARNING,
        "Art. 49",
        "derogation for a repeated transfer",
        check_derogation,
        ("transfer.tool", "transfer.origins", "data_use.transfers"),
    ),
    Rule(
        "TRA-011",
        WARNING,
        "Art. 47",
        "binding rules without approval",
        check_binding_rules,
        ("transfer.tool", "transfer.tool_details", "transfer.documentation"),
    ),
    Rule(
        "TRA-017",
        ERROR,
        "Art. 48",
        "foreign authority, order alone",
        check_foreign_order,
        ("transfer.importers", "transfer.country", "transfer.tool", "party.kind"),
    ),
)
"""The rules on safeguards and derogations, part of the theme of transfers."""
