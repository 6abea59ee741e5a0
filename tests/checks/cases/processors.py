"""Cases of the rules about the record of a processor."""

from typing import Any

from datamap.checks.examples import activity, date, organisation, party, transfer, use
from datamap.model import NONE, Activity, Record, YesNo
from tests.checks.table import Cases, given


def service(**more: Any) -> Activity:
    """An activity for the controller ``party-a``."""
    return activity(**({"role": "role-processor", "controllers": ("party-a",)} | more))


REACHED = party(contact="privacy@customer.example")


def abroad(country: str = "IN", home: str = "LU", *others: Record) -> list[Record]:
    """A processor at home, for a controller in a country."""
    return [organisation(country=home), service(), party(country=country), *others]


CASES = {
    "PRC-001": Cases(
        failing=[
            given(activity(role="role-processor")),
            given(service(), party(name="Our customers", is_category=YesNo.YES)),
            given(service(), activity("act-b", role="role-processor", controllers=("party-a",)), party()),
        ],
        passing=[
            given(service(), REACHED),
            given(activity(role="role-controller")),
            given(activity(role="role-controller", controllers=("party-a",)), party()),
        ],
        boundary=[
            (
                given(service(), party(contact="privacy@customer.example", is_category=YesNo.NO)),
                given(service(), party(contact="privacy@customer.example", is_category=YesNo.YES)),
            ),
            (given(service(), REACHED), given(service(controllers=NONE), REACHED)),
        ],
    ),
    "PRC-002": Cases(
        failing=[
            given(service()),
            given(service(processing=NONE), REACHED),
            given(service(processing=("hosting",)), activity("act-b", role="role-processor")),
        ],
        passing=[
            given(service(processing=("hosting",))),
            given(activity(role="role-controller")),
            given(activity()),
        ],
        boundary=[(given(service(processing=("hosting",))), given(service(processing=())))],
    ),
    "PRC-003": Cases(
        failing=[
            given(*abroad()),
            given(*abroad("US", "DE", transfer(origins=("act-a",), country="IN"))),
            given(*abroad(), use(transfers=NONE), use("use-b")),
        ],
        passing=[
            given(*abroad("FR")),
            given(service(), party(country="IN")),
            given(*abroad("IN", "US")),
            given(*abroad("IN", "LU", transfer(importers=("party-a",)))),
            given(*abroad(), use(transfers=NONE)),
        ],
        boundary=[
            (given(*abroad("GB"), on=date("2020-12-31")), given(*abroad("GB"), on=date("2021-01-01"))),
            (
                given(*abroad("IN", "LU", use(transfers=("transfer-a",)), transfer(country="IN"))),
                given(*abroad("IN", "LU", use(transfers=("transfer-a",)), transfer(country="US"))),
            ),
        ],
    ),
    "PRC-004": Cases(
        failing=[
            given(service()),
            given(service(measures=NONE)),
            given(service(note="No measures are stated.")),
        ],
        passing=[
            given(service(measures=("measure-encryption",))),
            given(service(measures=("measure-general",))),
            given(activity(role="role-controller")),
        ],
        boundary=[(given(service(measures=NONE, note="The controller runs the server.")), given(service(measures=())))],
    ),
    "PRC-007": Cases(
        failing=[
            given(service(role="role-controller"), party()),
            given(service(role="role-joint-controller"), party()),
            given(service(role=NONE), party()),
        ],
        passing=[
            given(service(), party()),
            given(activity(role="role-controller")),
            given(service(role="role-controller", controllers=NONE)),
        ],
        boundary=[(given(service()), given(service(role="role-controller")))],
    ),
}

OPEN: set[str] = set()
"""Codes of the catalogue that are still to be written."""
