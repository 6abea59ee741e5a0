"""Cases of the rules about the register and the roles in it."""

from datamap.checks.examples import activity, date, organisation, party
from datamap.model import NONE
from tests.checks.table import Cases, given

CASES = {
    "REG-001": Cases(
        failing=[
            given(organisation()),
            given(organisation(website="https://acme.example", country="LU")),
            given(organisation(dpo_contact="dpo@acme.example")),
        ],
        passing=[
            given(organisation(email="privacy@acme.example")),
            given(organisation(address="1 Main Street, Luxembourg")),
            given(organisation(phone="+352 1")),
        ],
        boundary=[(given(organisation(phone="0")), given(organisation(phone=NONE)))],
    ),
    "REG-002": Cases(
        failing=[
            given(organisation(dpo_name="A. Weber")),
            given(organisation(dpo_name="A. Weber", email="info@acme.example")),
            given(organisation(dpo_name="A. Weber", dpo_contact=NONE, dpo_address=NONE)),
        ],
        passing=[
            given(organisation(dpo_name="A. Weber", dpo_contact="dpo@acme.example")),
            given(organisation()),
            given(organisation(dpo_name=NONE)),
        ],
        boundary=[
            (
                given(organisation(dpo_name="A. Weber", dpo_address="1 Main Street, Luxembourg")),
                given(organisation(dpo_name="A. Weber", address="1 Main Street, Luxembourg")),
            )
        ],
    ),
    "REG-005": Cases(
        failing=[
            given(organisation(country="US", regime="regime-eu-gdpr")),
            given(organisation(country="IN", regime="regime-eu-gdpr", representative_name=NONE)),
            given(organisation(country="CH", regime="regime-eu-gdpr", representative_contact="a@b.example")),
        ],
        passing=[
            given(organisation(country="US", regime="regime-eu-gdpr", representative_name="Acme Europe S.A.")),
            given(organisation(country="LU", regime="regime-eu-gdpr")),
            given(organisation(country="US", regime="regime-ccpa")),
        ],
        boundary=[
            (
                given(organisation(country="GB", regime="regime-eu-gdpr"), on=date("2020-12-31")),
                given(organisation(country="GB", regime="regime-eu-gdpr"), on=date("2021-01-01")),
            ),
            (given(organisation(country="US")), given(organisation(country="US", regime="regime-eu-gdpr"))),
        ],
    ),
    "REG-006": Cases(
        failing=[
            given(activity(role="role-joint-controller")),
            given(activity(role="role-joint-controller", joint_controllers=NONE)),
            given(activity(role="role-joint-controller", joint_controllers=())),
        ],
        passing=[
            given(activity(role="role-joint-controller", joint_controllers=("party-a",)), party()),
            given(activity(role="role-controller")),
            given(activity()),
        ],
        boundary=[(given(activity(role="role-controller")), given(activity(role="role-joint-controller")))],
    ),
    "REG-008": Cases(
        failing=[
            given(activity()),
            given(organisation(), activity(role=NONE)),
            given(activity(role="role-controller"), activity("act-b"), organisation()),
            given(activity(), activity("act-b"), organisation()),
        ],
        passing=[
            given(activity(role="role-controller")),
            given(activity(role="role-processor")),
            given(organisation()),
        ],
        boundary=[(given(activity(role="role-joint-controller")), given(activity(joint_controllers=("party-a",))))],
    ),
    "REG-010": Cases(
        failing=[
            given(organisation(country="LU")),
            given(organisation(country="US", regime="regime-eu-gdpr")),
            given(organisation(regime="regime-uk-gdpr", supervisory_authority=NONE)),
        ],
        passing=[
            given(organisation(country="LU", supervisory_authority="CNPD")),
            given(organisation(country="US")),
            given(organisation()),
        ],
        boundary=[
            (
                given(organisation(country="GB"), on=date("2021-01-01")),
                given(organisation(country="GB"), on=date("2020-12-31")),
            )
        ],
    ),
}

OPEN: set[str] = set()
"""Codes of the catalogue that are still to be written."""
