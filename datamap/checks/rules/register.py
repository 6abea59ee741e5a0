"""Rules about the register and the roles in it."""

from __future__ import annotations

from collections.abc import Iterator

from datamap.checks.case import Case
from datamap.checks.finding import Place, Seen
from datamap.checks.once import places_of, tell_once
from datamap.checks.rule import ERROR, NOTE, WARNING, Rule, Unanswered
from datamap.model import NONE, Activity, Organisation

EU_GDPR, UK_GDPR = "regime-eu-gdpr", "regime-uk-gdpr"
JOINT_CONTROLLER = "role-joint-controller"


def check_contact(case: Case) -> Iterator[Seen]:
    """Return the organisations of which the register gives neither an address nor an e-mail nor a telephone number.

    Why: people and the authority must be able to reach who answers for the processing.
    Bad: a name and nothing else.
        | organisation()
    Good: one way to reach it.
        | organisation(email="privacy@acme.example")
    Law: Art. 30(1)(a).
    """
    for each in case.organisations:
        if not (each.address or each.email or each.phone):
            yield Seen(
                each.id,
                "email",
                f"No way to reach {each.name} is recorded: neither address nor e-mail nor telephone.",
                "record the address, or an e-mail address or telephone number for data protection questions",
                (Place(each.id, "address"), Place(each.id, "phone")),
            )


def check_officer(case: Case) -> Iterator[Seen]:
    """Return the organisations that name a data protection officer and no way to reach the officer.

    Why: people and the authority turn to the officer; a name alone does not let them.
    Bad: an officer with a name only.
        | organisation(dpo_name="A. Weber")
    Good: the officer with an e-mail address.
        | organisation(dpo_name="A. Weber", dpo_contact="dpo@acme.example")
    Law: Art. 30(1)(a), Art. 37(7), Art. 38(4).
    """
    for each in case.organisations:
        if each.dpo_name and not (each.dpo_contact or each.dpo_address):
            yield Seen(
                each.id,
                "dpo_contact",
                f"{each.name} names a data protection officer, {each.dpo_name}, and no way to reach the officer.",
                "record an e-mail address, a telephone number or a postal address of the officer",
                (Place(each.id, "dpo_name"), Place(each.id, "dpo_address")),
            )


def check_representative(case: Case) -> Iterator[Seen]:
    """Return the organisations outside the EEA that say they keep to the EU GDPR and name no representative.

    Why: people and authorities in the Union need somebody there to turn to. Whether Art. 3(2) applies is not for the
    program to say: the rule looks only at organisations that themselves record the EU GDPR as their regime. Where it is
    recorded that there is no representative, an exemption of Art. 27(2) may be the reason, so that is a warning.
    Bad: a company in the United States under the EU GDPR, without a representative.
        | organisation(country="US", regime="regime-eu-gdpr")
    Good: the same company with one.
        | organisation(country="US", regime="regime-eu-gdpr", representative_name="Acme Europe S.A.")
    Law: Art. 27(1), Art. 3(2), Art. 30(1)(a).
    """
    for each in case.organisations:
        is_outside = case.is_third_country(each.country, case.on(each))
        if is_outside and each.regime == EU_GDPR and not each.representative_name:
            is_denied = each.representative_name is NONE
            what = "says that it has no representative" if is_denied else "names no representative"
            yield Seen(
                each.id,
                "representative_name",
                f"{each.name} ({case.name(each.country)}) keeps to the EU GDPR and {what} in the Union.",
                "record the representative, or why Art. 27(2) asks for none when you accept this finding",
                (Place(each.id, "country"), Place(each.id, "regime")),
                severity=WARNING if is_denied else None,
            )


def check_joint_controllers(case: Case) -> Iterator[Seen]:
    """Return the activities carried out as joint controller for which no other controller is named.

    Why: people may turn to each of the joint controllers, and the record names them all.
    Bad: a joint controller alone.
        | activity(role="role-joint-controller")
    Good: the activity with the other controller.
        | activity(role="role-joint-controller", joint_controllers=("party-a",)), party()
    Law: Art. 26(1), Art. 30(1)(a).
    """
    for each in case.activities:
        if each.role == JOINT_CONTROLLER and not each.joint_controllers:
            yield Seen(
                each.id,
                "joint_controllers",
                f"'{each.name}' is carried out as joint controller, and no other controller is named.",
                "name each joint controller, or correct the role",
                (Place(each.id, "role"),),
            )


def check_role(case: Case) -> Iterator[Seen]:
    """Return the activities of which the register does not say in which role they are carried out.

    Why: a controller and a processor answer for different things, and keep different records. Where none of several
    activities has a role, the organisation is told once.
    Bad: an activity without a role.
        | activity()
    Good: an activity of a controller.
        | activity(role="role-controller")
    Law: Art. 30(1), Art. 30(2), Art. 4(7), Art. 4(8).
    """
    yield from tell_once(case, case.activities, lambda each: not each.role, _without_role, _all_without_role)


def _without_role(activity: Activity) -> Seen:
    message = f"In which role '{activity.name}' is carried out is not recorded."
    return Seen(activity.id, "role", message, "record controller, joint controller or processor")


def _all_without_role(organisation: Organisation, activities: list[Activity]) -> Seen:
    return Seen(
        organisation.id,
        "",
        f"For none of the {len(activities)} activities of {organisation.name} is its role in them recorded.",
        "record controller, joint controller or processor in each activity",
        places_of(activities, "role"),
    )


def check_authority(case: Case) -> Iterator[Seen]:
    """Return the organisations that seem to be under the GDPR and name no supervisory authority.

    Why: the authority may ask for this register at any time; who that is should be known before it asks. Asked only
    of organisations in the EEA, and of others that record the EU GDPR or the UK GDPR as their regime.
    Bad: a company in Luxembourg without an authority.
        | organisation(country="LU")
    Good: the same company with its authority.
        | organisation(country="LU", supervisory_authority="CNPD")
    Law: Art. 30(4), Art. 31, Art. 55.
    """
    for each in case.organisations:
        is_under_gdpr = each.regime in (EU_GDPR, UK_GDPR) or case.is_in_eea(each.country, case.on(each))
        if is_under_gdpr and not each.supervisory_authority:
            fact = "country" if each.country else "regime"
            yield Seen(
                each.id,
                "supervisory_authority",
                f"Which authority may ask {each.name} for this register is not recorded.",
                "record the supervisory authority in charge",
                (Place(each.id, fact),),
            )


RULES: tuple[Rule, ...] = (
    Rule(
        "REG-001",
        ERROR,
        "Art. 30(1)(a)",
        "organisation without contact details",
        check_contact,
        ("organisation.address", "organisation.email", "organisation.phone"),
    ),
    Rule(
        "REG-002",
        ERROR,
        "Art. 30(1)(a), 37(7)",
        "officer without contact details",
        check_officer,
        ("organisation.dpo_name", "organisation.dpo_contact", "organisation.dpo_address"),
    ),
    Rule(
        "REG-005",
        ERROR,
        "Art. 27(1), 30(1)(a)",
        "outside the EEA without representative",
        check_representative,
        ("organisation.country", "organisation.regime", "organisation.representative_name"),
    ),
    Rule(
        "REG-006",
        ERROR,
        "Art. 26(1), 30(1)(a)",
        "joint controller not named",
        check_joint_controllers,
        ("activity.role", "activity.joint_controllers"),
    ),
    Rule("REG-008", ERROR, "Art. 30(1), 30(2)", "activity without a role", check_role, ("activity.role",)),
    Rule(
        "REG-010",
        NOTE,
        "Art. 30(4), 31",
        "no supervisory authority",
        check_authority,
        ("organisation.supervisory_authority", "organisation.country", "organisation.regime"),
    ),
)
"""The rules of this theme."""

UNANSWERED: tuple[Unanswered, ...] = (
    Unanswered("REG-003", "officer seems mandatory", "organisation.public_body, activity.large_scale"),
    Unanswered("REG-004", "officer not notified to the authority", "organisation.dpo_notified"),
    Unanswered("REG-007", "no lead authority of a group", "organisation.lead_authority"),
    Unanswered("REG-009", "exemption from the record does not fit", "organisation.exemption"),
)
"""The rules of this theme that the records cannot answer, and the fields that they would need."""
