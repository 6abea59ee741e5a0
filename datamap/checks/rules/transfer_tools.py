"""Rules about transfers that rest on nothing recorded, or on a decision of adequacy."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from datamap.checks.case import Case
from datamap.checks.finding import Place, Seen
from datamap.checks.once import some
from datamap.checks.periods import YEAR, months_between
from datamap.checks.rule import ERROR, NOTE, WARNING, Rule
from datamap.checks.words import mention, phrase_in
from datamap.model import Transfer, recorded


def destination(case: Case, transfer: Transfer) -> str:
    """Return where a transfer goes: the country, else the words of the source in quotes."""
    if transfer.country:
        return case.name(transfer.country)
    return f"'{transfer.location}'" if transfer.location else "a place not recorded"


def check_tool(case: Case) -> Iterator[Seen]:
    """Return the transfers to a third country for which nothing is recorded that they rest on.

    Why: outside the EEA data may go only on an adequacy decision, on safeguards, or on a derogation. Which one it is
    must be recorded, also where a decision is in force, since it may cover only some recipients.
    Bad: a transfer to India without a tool.
        | transfer(country="IN")
    Good: the same transfer on standard clauses.
        | transfer(country="IN", tool="tool-scc-commission")
    Law: Art. 44 to 49, Art. 30(1)(e).
    """
    for each in case.inventory.of(Transfer):
        on = case.on(each)
        if not each.tool and not case.is_in_eea(each.country, on):
            decision = case.adequacy(each.country, on)
            hint = "record the adequacy decision, the safeguards or the derogation"
            if decision:
                whom = " if it covers these recipients" if decision.is_partial else ""
                hint = f"{decision.decision} covers {decision.scope}: record it{whom}"
            elif not each.country:
                hint = f"name the country, or each of them, and {hint}"
            yield Seen(
                each.id,
                "tool",
                f"What the transfer to {destination(case, each)}{_importers(case, each)} rests on is not recorded"
                f"{'' if each.country else ', nor in which country it ends'}.",
                hint,
                (Place(each.id, "country"),),
            )


def _importers(case: Case, transfer: Transfer) -> str:
    """Return who receives the data in brackets, which tells transfers to one place apart; "" if nobody is named."""
    named = some((case.name(id) for id in recorded(transfer.importers)), most=3)
    return f" ({named})" if named else ""


def check_ended_framework(case: Case) -> Iterator[Seen]:
    """Return the transfers that name a framework which a court had ended by the day.

    Why: Safe Harbor and the Privacy Shield carry no transfer any more.
    Bad: a transfer that names the Privacy Shield.
        | transfer(country="US", tool="tool-adequacy", tool_details="EU-US Privacy Shield")
    Good: a transfer that names the framework in force.
        | transfer(country="US", tool="tool-adequacy", tool_details="EU-US Data Privacy Framework")
    Law: Art. 45; Court of Justice, C-362/14 and C-311/18.
    """
    for each in case.inventory.of(Transfer):
        on = case.on(each)
        for framework in case.law.ended_frameworks:
            for name in ("tool_details", "documentation", "wording"):
                if mention(getattr(each, name), framework.spellings) and framework.span.is_over(on):
                    yield Seen(
                        each.id,
                        name,
                        f"The transfer to {destination(case, each)} seems to rest on {framework.name}, which has "
                        f"ended ({framework.ended_by}).",
                        "record what the transfer rests on now",
                        (Place(each.id, "tool"),),
                        detail=framework.name.replace(" ", "-").lower(),
                    )


def check_adequacy(case: Case) -> Iterator[Seen]:
    """Return the transfers said to rest on an adequacy decision in a country for which none held on the day.

    Why: without a decision the data need safeguards or a derogation.
    Bad: adequacy claimed for India.
        | transfer(country="IN", tool="tool-adequacy")
    Good: adequacy claimed for Japan.
        | transfer(country="JP", tool="tool-adequacy")
    Law: Art. 45.
    """
    for each in case.inventory.of(Transfer):
        on = case.on(each)
        is_claimed = each.tool == "tool-adequacy" and case.is_third_country(each.country, on)
        if is_claimed and not case.adequacy(each.country, on):
            yield Seen(
                each.id,
                "tool",
                f"The transfer is said to rest on an adequacy decision, but none for {case.name(each.country)} is "
                f"known to have held on {on}.",
                "record what the transfer rests on",
                (Place(each.id, "country"),),
            )


def check_certified(case: Case) -> Iterator[Seen]:
    """Return the transfers to the United States on the adequacy decision, whose importer's certification is not shown.

    Why: the decision covers organisations on a list only: the Data Privacy Framework List, and until 15 July 2020 the
    Privacy Shield List. They certify again each year, and whether data of staff are covered is marked on the list.
    Bad: no importer, and no certification.
        | transfer(country="US", tool="tool-adequacy")
    Good: the importer, and the day of its certification.
        | transfer(country="US", tool="tool-adequacy", importers=("party-a",), tool_date=date("2025-09-01")), party()
    Law: Art. 45; Implementing Decisions (EU) 2016/1250 and 2023/1795.
    """
    for each in case.inventory.of(Transfer):
        on = case.on(each)
        decision = case.adequacy("US", on)
        if decision and each.tool == "tool-adequacy" and each.country == "US":
            missing = _uncertified(case, each, on)
            if missing:
                yield Seen(
                    each.id,
                    missing[0],
                    f"The transfer to the United States rests on an adequacy decision for {decision.scope}, but "
                    f"{missing[1]}.",
                    "look the importer up on that list, and record its name, the day of its certification and whose "
                    "data it covers",
                    (Place(each.id, "importers"), Place(each.id, "tool_date")),
                )


def _uncertified(case: Case, transfer: Transfer, on: datetime.date) -> tuple[str, str] | None:
    """Return the field in which a certification falls short, and how; None if it does not."""
    if not transfer.importers:
        return "importers", "no importer is recorded"
    if not isinstance(transfer.tool_date, datetime.date):
        return "tool_date", "no day of a certification is recorded"
    if months_between(transfer.tool_date, on) >= YEAR:
        return "tool_date", f"the certification of {transfer.tool_date} is more than a year old"
    uses = case.uses_by_transfer.get(transfer.id, ())
    staff = any(case.is_a(id, "people-employee", "people-applicant") for use in uses for id in recorded(use.people))
    if staff and not phrase_in(transfer.tool_details, "staff-data"):
        return "tool_details", "whether the certification covers data of staff is not recorded"
    return None


def check_scope(case: Case) -> Iterator[Seen]:
    """Return the transfers on a decision that covers some recipients only, without a word on why this is one of them.

    Why: outside its scope a decision carries nothing. For the United States see TRA-004.
    Bad: adequacy for Canada, and nothing on the importer.
        | transfer(country="CA", tool="tool-adequacy")
    Good: why the decision covers the importer.
        | transfer(country="CA", tool="tool-adequacy", tool_details="commercial organisation subject to PIPEDA")
    Law: Art. 45(1), 45(3).
    """
    for each in case.inventory.of(Transfer):
        decision = case.adequacy(each.country, case.on(each)) if each.tool == "tool-adequacy" else None
        if decision and decision.is_partial and each.country != "US" and not (each.tool_details or each.documentation):
            yield Seen(
                each.id,
                "tool_details",
                f"For {case.name(each.country)}, {decision.decision} covers {decision.scope}; that the importer is "
                "covered is not recorded.",
                "record why the decision covers this importer and these data",
                (Place(each.id, "country"), Place(each.id, "tool")),
            )


def check_needless(case: Case) -> Iterator[Seen]:
    """Return the transfers with safeguards to a country that an adequacy decision covers as a whole.

    Why: the decision carries the transfer; safeguards are worth keeping as what it falls back on, and marked as such.
    Bad: clauses for Switzerland.
        | transfer(country="CH", tool="tool-scc-commission", tool_details="Module 2", tool_date=date("2023-05-01"))
    Good: the decision for Switzerland.
        | transfer(country="CH", tool="tool-adequacy")
    Law: Art. 45(1), Art. 46(1).
    """
    for each in case.inventory.of(Transfer):
        decision = case.adequacy(each.country, case.on(each))
        if decision and not decision.is_partial and case.rests_on(each, "tool-safeguards", "tool-derogation"):
            yield Seen(
                each.id,
                "tool",
                f"{decision.decision} covers {decision.scope} ({case.name(each.country)}), so "
                f"'{case.name(each.tool)}' seems not to be needed.",
                "record the adequacy decision, and the other tool as what it falls back on",
                (Place(each.id, "country"),),
            )


RULES: tuple[Rule, ...] = (
    Rule(
        "TRA-002",
        ERROR,
        "Art. 44 to 49",
        "transfer without a tool",
        check_tool,
        ("transfer.country", "transfer.location", "transfer.tool"),
        ("TRA-017",),
    ),
    Rule(
        "TRA-003",
        ERROR,
        "Art. 45",
        "adequacy claimed, no decision in force",
        check_adequacy,
        ("transfer.country", "transfer.tool"),
        ("TRA-007",),
    ),
    Rule(
        "TRA-004",
        ERROR,
        "Art. 45",
        "certification for the US decision not shown",
        check_certified,
        ("transfer.country", "transfer.tool", "transfer.importers", "transfer.tool_date", "transfer.tool_details"),
        ("TRA-007",),
    ),
    Rule(
        "TRA-005",
        WARNING,
        "Art. 45",
        "decision that covers some recipients only",
        check_scope,
        ("transfer.country", "transfer.tool", "transfer.tool_details", "transfer.documentation"),
    ),
    Rule(
        "TRA-007",
        ERROR,
        "Art. 45",
        "ended framework named",
        check_ended_framework,
        ("transfer.tool_details", "transfer.documentation", "transfer.wording"),
    ),
    Rule(
        "TRA-019",
        NOTE,
        "Art. 45, 46",
        "safeguards where a decision holds",
        check_needless,
        ("transfer.country", "transfer.tool"),
    ),
)
"""The rules on decisions of adequacy, part of the theme of transfers."""
