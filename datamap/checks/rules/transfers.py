"""Rules about transfers to third countries: whether each is recorded, and what people are told of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from datamap.checks.case import Case
from datamap.checks.finding import Place, Seen
from datamap.checks.once import places_of, some
from datamap.checks.rule import ERROR, NOTE, WARNING, Rule, Unanswered
from datamap.checks.rules import safeguards, transfer_tools
from datamap.checks.rules.transfer_tools import destination
from datamap.checks.words import phrase_in
from datamap.model import DataUse, Document, Party, System, Transfer, recorded

SOON = 180
"""How many days before its end a decision is worth a warning."""


def check_recorded(case: Case) -> Iterator[Seen]:
    """Return the recipients and systems in third countries that hold data which no transfer covers.

    Why: data that leave the EEA need something to rest on, and the record names the country. In the country of the
    organisation's own seat no border is crossed.
    Bad: a recipient in India, and no transfer.
        | activity(), use(recipients=("party-a",)), party(country="IN")
    Good: the transfer is recorded.
        | activity(), use(recipients=("party-a",)), party(country="IN"), transfer(importers=("party-a",), country="IN")
    Law: Art. 30(1)(e), Art. 44.
    """
    countries = {each.id: each.country for each in case.inventory.of(Transfer)}
    for there in _abroad(case):
        reaching = (case.uses_by_recipient if isinstance(there, Party) else case.uses_by_system).get(there.id, ())
        uses = [use for use in reaching if not _is_covered(case, use, there, countries)]
        if not uses:
            continue
        activities = some(case.name(id) for id in dict.fromkeys(use.activity for use in uses))
        what = "receives" if isinstance(there, Party) else "holds"
        yield Seen(
            there.id,
            "country",
            f"'{there.name}' ({case.name(there.country)}) {what} data of {activities}; no transfer is recorded.",
            "record the transfer, with its country and what it rests on",
            places_of(uses, "transfers"),
        )


def _abroad(case: Case) -> Iterator[Party | System]:
    """Yield what stands in a third country other than the organisation's own, and to whom no transfer is recorded."""
    placed: tuple[Party | System, ...] = (*case.inventory.of(Party), *case.inventory.of(System))
    for each in placed:
        home = getattr(case.organisation_of(each), "country", None)
        operator = each.operated_by if isinstance(each, System) else each.id
        is_abroad = each.country != home and case.is_third_country(each.country, case.on(each))
        if is_abroad and operator not in case.transfers_by_importer:
            yield each


def _is_covered(case: Case, use: DataUse, there: Party | System, countries: Mapping[str, object]) -> bool:
    """Return whether a transfer of a data use, or of all its activity, goes to the country of a party or system."""
    for id in recorded(use.transfers):
        if countries.get(id) == there.country:
            return True
    return any(each.country == there.country for each in case.transfers_by_origin.get(use.activity, ()))


def check_onward(case: Case) -> Iterator[Seen]:
    """Return the sub-processors in another third country than their processor, to which no transfer is recorded.

    Why: what protects the data must follow them to the end of the chain.
    Bad: a processor in France that engages one in India.
        | party(country="FR", sub_processors=("party-b",)), party("party-b", country="IN")
    Good: the transfer that the processor makes is recorded.
        | party(country="FR", sub_processors=("party-b",)), party("party-b", country="IN"),
        | transfer(importers=("party-b",), country="IN")
    Law: Art. 44, Art. 28(4).
    """
    told: set[str] = set()
    for processor in case.inventory.of(Party):
        onward = {transfer.country for transfer in case.transfers_by_origin.get(processor.id, ())}
        for each in case.all(Party, processor.sub_processors):
            is_onward = each.country != processor.country and case.is_third_country(each.country, case.on(each))
            is_covered = each.country in onward or each.id in case.transfers_by_importer or each.id in told
            if is_onward and not is_covered:
                told.add(each.id)
                yield Seen(
                    each.id,
                    "country",
                    f"{processor.name} engages {each.name} ({case.name(each.country)}); no onward transfer is "
                    "recorded.",
                    "record the transfer and what it rests on",
                    (Place(processor.id, "sub_processors"),),
                )


def check_notice(case: Case) -> Iterator[Seen]:
    """Return the transfers of which a notice that was gone through does not speak.

    Why: people are told that their data go abroad, where, and what protects them there. A notice counts as gone
    through if evidence in it backs another transfer, or the recipients of the same activity.
    Bad: the notice backs the recipients and says nothing of the transfer.
        | activity(notice="doc-a"), document(), use(recipients=("party-a",), transfers=("transfer-a",)), party(),
        | transfer(country="IN"), evidence(record="use-a", field="recipients")
    Good: the notice tells of the transfer.
        | activity(notice="doc-a"), document(), use(recipients=("party-a",), transfers=("transfer-a",)), party(),
        | transfer(country="IN"), evidence(record="use-a", field="recipients"), evidence("evidence-b",
        | record="transfer-a", field="country")
    Law: Art. 13(1)(f), Art. 14(1)(f).
    """
    notices = {each.id: str(each.notice) for each in case.activities if case.get(Document, each.notice)}
    if not notices:
        return
    for each in case.inventory.of(Transfer):
        backing = {cited.document for cited in case.evidence_by_record.get(each.id, ())}
        for use in case.uses_by_transfer.get(each.id, ()):
            notice = notices.get(use.activity)
            if notice is None:
                continue
            cited = {
                e.document for e in case.evidence_by_record.get(use.id, ()) if e.field in ("recipients", "transfers")
            }
            if notice in cited - backing:
                yield Seen(
                    each.id,
                    "",
                    f"The notice '{case.name(notice)}' seems to be silent about the transfer to "
                    f"{destination(case, each)}.",
                    "tell people of it, or add the evidence",
                    (Place(use.activity, "notice"),),
                )
                break


def check_place(case: Case) -> Iterator[Seen]:
    """Return the parties, systems and transfers whose place is given in words that name no country.

    Why: whether data leave the EEA, and what protects them, depends on the country. Where a transfer says the same
    of its recipient, it is told once, with the transfer.
    Bad: a transfer to somewhere.
        | transfer(location="worldwide")
    Good: a transfer to a country.
        | transfer(location="worldwide", country="IN")
    Law: Art. 30(1)(e), Art. 44.
    """
    told: set[str] = set()
    placed: tuple[Transfer | Party | System, ...] = (
        *case.inventory.of(Transfer),
        *case.inventory.of(Party),
        *case.inventory.of(System),
    )
    for each in placed:
        if each.country or each.id in told or not phrase_in(each.location, "vague-places"):
            continue
        if isinstance(each, Transfer):
            told.update(recorded(each.importers))
        yield Seen(
            each.id,
            "location",
            f"'{each.location}' names no country, so what the law asks for there cannot be told.",
            "name the countries, one by one",
            (Place(each.id, "country"),),
        )


def check_expiry(case: Case) -> Iterator[Seen]:
    """Return the transfers that rest on an adequacy decision which ends within 180 days, with none to follow.

    Why: on the day after, the transfer needs something else to rest on. What a court ended had no day to look ahead to.
    Bad: a transfer in the last months of the decision for the United Kingdom.
        | date("2031-12-01"), transfer(country="GB", tool="tool-adequacy")
    Good: a decision that holds.
        | transfer(country="CH", tool="tool-adequacy")
    Law: Art. 45(3).
    """
    for each in case.inventory.of(Transfer):
        on = case.on(each)
        decision = case.adequacy(each.country, on) if each.tool == "tool-adequacy" else None
        last = decision.span.last if decision in case.law.adequacy else None
        if decision and last and (last - on).days < SOON and not _follows(case, each, last):
            yield Seen(
                each.id,
                "tool",
                f"{decision.decision}, on which the transfer to {case.name(each.country)} rests, ends on {last}.",
                "see whether it is renewed, and what the transfer can rest on if it is not",
                (Place(each.id, "country"),),
            )


def _follows(case: Case, transfer: Transfer, last: datetime.date) -> bool:
    return case.adequacy(transfer.country, last + datetime.timedelta(days=1)) is not None


def check_inside(case: Case) -> Iterator[Seen]:
    """Return the transfers whose country belongs to the European Economic Area.

    Why: inside the EEA data move freely, and a list of transfers that holds others hides the real ones. Iceland,
    Liechtenstein and Norway are inside; Switzerland and the United Kingdom are not.
    Bad: a transfer to Norway.
        | transfer(country="NO")
    Good: a transfer to Switzerland.
        | transfer(country="CH")
    Law: Art. 44; Decision of the EEA Joint Committee No 154/2018.
    """
    for each in case.inventory.of(Transfer):
        if case.is_in_eea(each.country, case.on(each)):
            yield Seen(
                each.id,
                "country",
                f"{case.name(each.country)} belongs to the EEA, so this seems to be no transfer to a third country.",
                "record it as a recipient there, and take the transfer out",
            )


RULES: tuple[Rule, ...] = (
    Rule(
        "TRA-001",
        ERROR,
        "Art. 30(1)(e), 44",
        "data abroad, no transfer recorded",
        check_recorded,
        ("party.country", "system.country", "data_use.recipients", "data_use.systems", "data_use.transfers"),
    ),
    *transfer_tools.RULES,
    *safeguards.RULES,
    Rule(
        "TRA-013",
        WARNING,
        "Art. 44",
        "onward transfer not recorded",
        check_onward,
        ("party.sub_processors", "party.country", "transfer.origins", "transfer.importers"),
        ("TRA-001",),
    ),
    Rule(
        "TRA-014",
        WARNING,
        "Art. 13(1)(f), 14(1)(f)",
        "notice silent on a transfer",
        check_notice,
        ("activity.notice", "data_use.transfers", "evidence.record", "evidence.document"),
    ),
    Rule(
        "TRA-015",
        WARNING,
        "Art. 45(3)",
        "adequacy decision about to end",
        check_expiry,
        ("transfer.country", "transfer.tool"),
    ),
    Rule(
        "TRA-016",
        WARNING,
        "Art. 30(1)(e), 44",
        "place that names no country",
        check_place,
        ("transfer.location", "party.location", "system.location"),
        ("TRA-002",),
    ),
    Rule("TRA-018", NOTE, "Art. 44", "transfer inside the EEA", check_inside, ("transfer.country",)),
)
"""The rules of this theme."""

UNANSWERED: tuple[Unanswered, ...] = (
    Unanswered("TRA-012", "access from a third country not recorded", "system.access_from"),
)
"""The rules of this theme that the records cannot answer, and the fields that they would need."""
