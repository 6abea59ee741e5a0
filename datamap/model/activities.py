"""The centre of the model: activities, the purposes they serve, and the data uses that link everything."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from datamap.model.absent import Absent
from datamap.model.facts import YesNo, choice, date, reference, text
from datamap.model.record import KeptRecord


class Status(StrEnum):
    """Whether an activity is carried out."""

    PLANNED = "planned"
    ACTIVE = "active"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity(KeptRecord):
    """One purpose-bound processing activity (Art. 30(1), 30(2))."""

    organisation: str = reference(
        "organisation",
        "organisation",
        help="The organisation that keeps this record.",
        required=True,
        from_folder=True,
        relation="part_of",
    )
    name: str = text("name", "A short name that colleagues know.", required=True)
    description: str | Absent = text("description", "What is done, in a sentence or two.")
    role: str | Absent = reference("role", "role", help="The organisation's role in it.", article="Art. 30(1)")
    joint_controllers: tuple[str, ...] | Absent = reference(
        "joint controllers", "party", help="Who decides with it (Art. 26).", many=True, article="Art. 30(1)(a)"
    )
    controllers: tuple[str, ...] | Absent = reference(
        "controllers served",
        "party",
        help="For a processor: each controller it acts for.",
        many=True,
        article="Art. 30(2)(a)",
        relation="acts_for",
    )
    processing: tuple[str, ...] | Absent = text(
        "categories of processing", "For a processor: what it does for them.", many=True, article="Art. 30(2)(b)"
    )
    department: str | Absent = text("department", "The part of the organisation that does it.")
    owner: str | Absent = text("owner", "Who answers for it.")
    status: Status | Absent = choice("status", Status, "Planned, active or ended.")
    start: datetime.date | Absent = date("start", "First day.")
    end: datetime.date | Absent = date("end", "Last day.")
    last_review: datetime.date | Absent = date("last review", "When somebody last checked this activity.")
    next_review: datetime.date | Absent = date("next review", "When somebody checks it next.")
    measures: tuple[str, ...] | Absent = reference(
        "security measures",
        "measure",
        help="What protects the data.",
        many=True,
        article="Art. 30(1)(g)",
        relation="protected_by",
    )
    automated_decisions: YesNo | Absent = choice("automated decisions", YesNo, "Decisions under Art. 22.")
    automated_logic: str | Absent = text("logic of the decisions", "The logic involved (Art. 13(2)(f)).")
    dpia_required: YesNo | Absent = choice("impact assessment required", YesNo, "Whether Art. 35 asks for one.")
    dpia_status: str | Absent = text("impact assessment, status", "How far it is.")
    dpia_date: datetime.date | Absent = date("impact assessment, date", "When it was done.")
    dpia_reference: str | Absent = text("impact assessment, reference", "Where it stands.")
    notice: str | Absent = reference("notice", "document", help="The notice that tells people (Art. 13, 14).")
    rights: str | Absent = text("how rights are exercised", "What people do to use their rights here.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PurposeLine(KeptRecord):
    """One purpose of one activity, with the legal basis it rests on (Art. 30(1)(b), 6(1))."""

    activity: str = reference("activity", "activity", required=True, relation="part_of")
    purpose: str = reference("purpose", "purpose", required=True, article="Art. 30(1)(b)", relation="for")
    wording: str | Absent = text("purpose as stated", "The source's own words for the purpose.")
    legal_basis: str | Absent = reference(
        "legal basis",
        "legal_basis",
        help="Only what is stated; never guessed.",
        article="Art. 6(1)",
        relation="on_basis",
    )
    basis_wording: str | Absent = text("basis as stated", "The source's own words for the basis.")
    legitimate_interest: str | Absent = text("legitimate interest", "The interest pursued (Art. 13(1)(d)).")
    interest_assessment: str | Absent = text("interest assessment", "Reference of the balancing test.")
    consent_given: str | Absent = text("how consent is given", "What people do to consent (Art. 7).")
    consent_withdrawn: str | Absent = text("how consent is withdrawn", "What people do to withdraw it (Art. 7(3)).")
    law: str | Absent = text("law relied on", "The law behind a legal obligation or public task (Art. 6(3)).")
    conditions: tuple[str, ...] | Absent = reference(
        "condition", "condition", help="For special categories or criminal data.", many=True, article="Art. 9(2), 10"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DataUse(KeptRecord):
    """In one activity, one category of data about these people: where from, what for, who gets it, how long.

    This is the link that regulators miss in most records: everything that belongs together stands in one row.
    """

    activity: str = reference("activity", "activity", required=True, relation="part_of")
    category: str = reference("category of data", "category", required=True, article="Art. 30(1)(c)", relation="uses")
    elements: tuple[str, ...] | Absent = text("elements", "The single fields, one by one.", many=True)
    people: tuple[str, ...] | Absent = reference(
        "people", "people", help="Whom the data are about.", many=True, article="Art. 30(1)(c)", relation="about"
    )
    sources: tuple[str, ...] | Absent = reference(
        "sources",
        "source",
        "party",
        help="Where the data come from (Art. 14(2)(f)).",
        many=True,
        relation="obtained_from",
    )
    purposes: tuple[str, ...] | Absent = reference(
        "purposes",
        "purpose_line",
        help="Which of the activity's purposes; left out, it is all of them.",
        many=True,
        article="Art. 30(1)(b)",
        relation="for",
    )
    operations: tuple[str, ...] | Absent = text(
        "operations", "What is done with the data: collected, uploaded, stored ... (Art. 4(2)).", many=True
    )
    recipients: tuple[str, ...] | Absent = reference(
        "recipients",
        "party",
        help="Who receives the data.",
        many=True,
        article="Art. 30(1)(d)",
        relation="disclosed_to",
    )
    systems: tuple[str, ...] | Absent = reference(
        "systems", "system", help="Where the data rest or pass.", many=True, relation="held_in"
    )
    retention: tuple[str, ...] | Absent = reference(
        "time limits for erasure",
        "retention_rule",
        help="When the data are erased.",
        many=True,
        article="Art. 30(1)(f)",
        relation="kept_under",
    )
    transfers: tuple[str, ...] | Absent = reference(
        "transfers",
        "transfer",
        help="To which third countries these data go; none, if they go to none.",
        many=True,
        article="Art. 30(1)(e)",
        relation="transferred_to",
    )
    condition: str | Absent = text("only if", "Under which circumstances, if not always.")
    necessity: str | Absent = text("necessity", "Why the purpose needs these data (Art. 5(1)(c)).")
