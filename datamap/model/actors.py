"""Who and what data meet: organisations, parties, systems, and transfers to third countries."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from datamap.model.absent import Absent
from datamap.model.facts import YesNo, choice, date, reference, text
from datamap.model.record import KeptRecord, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Record):
    """A legal entity that keeps a record of processing activities (Art. 30(1)(a))."""

    name: str = text("name", "The full name of the legal entity.", required=True, article="Art. 30(1)(a)")
    legal_form: str | Absent = text("legal form", "Such as S.A. or Inc., as stated.")
    address: str | Absent = text("address", "The postal address.", article="Art. 30(1)(a)")
    country: str | Absent = reference(
        "country", "country", help="The country of its seat.", article="Art. 30(1)(a)", relation="located_in"
    )
    email: str | Absent = text("e-mail", "An address for data protection questions.", article="Art. 30(1)(a)")
    phone: str | Absent = text("telephone", "A number for data protection questions.", article="Art. 30(1)(a)")
    website: str | Absent = text("website", "The organisation's own site.")
    dpo_name: str | Absent = text("data protection officer", "The officer's name.", article="Art. 30(1)(a)")
    dpo_address: str | Absent = text("officer's address", "A postal address.", article="Art. 30(1)(a)")
    dpo_contact: str | Absent = text("officer's contact", "E-mail or telephone.", article="Art. 30(1)(a)")
    representative_name: str | Absent = text("representative", "The name (Art. 27).", article="Art. 30(1)(a)")
    representative_address: str | Absent = text("representative's address", article="Art. 30(1)(a)")
    representative_contact: str | Absent = text("representative's contact", article="Art. 30(1)(a)")
    supervisory_authority: str | Absent = text("supervisory authority", "The authority in charge (Art. 51).")
    regime: str | Absent = reference("regime", "regime", help="The law that the organisation says it keeps to.")
    updated: datetime.date | Absent = date("record last updated", "When this record was last brought up to date.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Party(KeptRecord):
    """A recipient or another actor: a named one, or a category of them (Art. 4(9), 30(1)(d))."""

    name: str = text("name", "The name, or the words for the category.", required=True, article="Art. 30(1)(d)")
    kind: str | Absent = reference(
        "kind", "party_kind", help="What it is to the organisation; only if it is stated.", article="Art. 30(1)(d)"
    )
    is_category: YesNo | Absent = choice("a category", YesNo, "Yes for a category of recipients, no for a named one.")
    description: str | Absent = text("description", "What it does for or with the organisation.")
    parent: str | Absent = reference("part of", "party", help="The group it belongs to.", relation="part_of")
    acts_for: tuple[str, ...] | Absent = reference(
        "acts for",
        "organisation",
        "party",
        help="Whom it processes data for, if it is a processor (Art. 28).",
        many=True,
        relation="acts_for",
    )
    sub_processors: tuple[str, ...] | Absent = reference(
        "sub-processors",
        "party",
        help="Whom it engages for the same data (Art. 28(2)); none, if it says that it engages nobody.",
        many=True,
        relation="sub_processor_of",
        inverse=True,
    )
    country: str | Absent = reference(
        "country", "country", help="Where it is established.", article="Art. 30(1)(e)", relation="located_in"
    )
    location: str | Absent = text("location as stated", "Words of the source that name no single country.")
    contact: str | Absent = text("contact", "Address, e-mail, telephone or page of its own notice.")
    contract: str | Absent = text("contract", "Reference of the contract (Art. 28(3)).")
    contract_date: datetime.date | Absent = date("contract date", "The day of the contract.")


@dataclass(frozen=True, slots=True, kw_only=True)
class System(KeptRecord):
    """Where data rest or pass: a server, a database, a device, a filing cabinet."""

    name: str = text("name", "What people call it.", required=True)
    description: str | Absent = text("description", "What it is and does.")
    operated_by: str | Absent = reference(
        "operated by", "organisation", "party", help="Who runs it.", relation="operated_by"
    )
    country: str | Absent = reference("country", "country", help="Where it stands.", relation="located_in")
    location: str | Absent = text("location as stated", "Words of the source that name no single country.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer(KeptRecord):
    """A transfer to a third country or an international organisation (Art. 30(1)(e), Chapter V)."""

    origins: tuple[str, ...] | Absent = reference(
        "from",
        "activity",
        "party",
        help="The activity all of whose data go there, or the party that sends them on.",
        many=True,
        relation="transferred_to",
        inverse=True,
    )
    importers: tuple[str, ...] | Absent = reference(
        "importers", "party", help="Who receives the data there.", many=True, relation="disclosed_to"
    )
    country: str | Absent = reference(
        "country", "country", help="The third country.", article="Art. 30(1)(e)", relation="located_in"
    )
    location: str | Absent = text("destination as stated", "Words of the source that name no single country.")
    tool: str | Absent = reference(
        "tool", "transfer_tool", help="What it rests on.", article="Art. 30(1)(e)", relation="on_basis"
    )
    tool_details: str | Absent = text("details of the tool", "Module of the clauses, derogation, certificate.")
    tool_date: datetime.date | Absent = date("date of the tool", "The day of signature or certification.")
    documentation: str | Absent = text("documentation", "Where the safeguards stand.", article="Art. 30(1)(e)")
    impact_assessment: str | Absent = text("impact assessment", "Reference of the transfer impact assessment.")
    wording: str | Absent = text("as stated", "The source's own words.")
