"""A small shop whose record has every case: facts, stated absences, gaps, special data, transfers, a second role."""

from datamap.model import (
    NONE,
    Activity,
    DataUse,
    Inventory,
    Organisation,
    Party,
    PurposeLine,
    RightsProcedure,
    System,
    Transfer,
    YesNo,
    inventory_of,
)
from datamap.model.rules import RetentionRule

ORG = "org-shop"


def shop() -> Inventory:
    return inventory_of([
        Organisation(
            id=ORG,
            name="Shop & Söhne S.A.",
            address="1 Rue Haute, Luxembourg",
            country="LU",
            email="post@shop.example",
            dpo_name="A. Officer",
            dpo_contact="dpo@shop.example",
            representative_name=NONE,
        ),
        Activity(
            id="act-orders",
            organisation=ORG,
            name="Orders",
            description="Orders are taken and delivered.",
            role="role-controller",
            department="Sales",
            owner="B. Owner",
            joint_controllers=NONE,
            measures=("measure-encryption-at-rest", "measure-logging"),
            dpia_required=YesNo.NO,
        ),
        PurposeLine(
            id="line-orders", organisation=ORG, activity="act-orders", purpose="purpose-orders",
            legal_basis="basis-contract",
        ),
        PurposeLine(id="line-stats", organisation=ORG, activity="act-orders", purpose="purpose-analytics"),
        DataUse(
            id="use-name", organisation=ORG, activity="act-orders", category="cat-name", people=("people-customer",),
            recipients=("party-post", "party-host"), retention=("keep-orders",), sources=("source-data-subject",),
            systems=("system-shop",), transfers=NONE, purposes=("line-orders",),
        ),
        DataUse(
            id="use-address", organisation=ORG, activity="act-orders", category="cat-postal-address",
            people=("people-customer",), recipients=("party-post", "party-host"), retention=("keep-orders",),
            sources=("source-data-subject",), systems=("system-shop",), transfers=NONE, purposes=("line-orders",),
        ),
        DataUse(
            id="use-health", organisation=ORG, activity="act-orders", category="cat-special-health",
            elements=("allergies",), people=("people-customer", "people-child"), recipients=NONE,
            transfers=("transfer-us",), purposes=("line-stats",),
        ),
        Activity(id="act-bare", organisation=ORG, name="Newsletter"),
        Activity(
            id="act-hosting", organisation=ORG, name="Hosting for other shops", role="role-processor",
            controllers=("party-client",), processing=("storing", "sending"),
        ),
        Party(id="party-post", organisation=ORG, name="Post", is_category=YesNo.NO, country="LU"),
        Party(id="party-host", organisation=ORG, name="Host", kind="kind-processor", country="DE", contract="C-7"),
        Party(id="party-client", organisation=ORG, name="Client Ltd.", contact="client@example.org"),
        System(id="system-shop", organisation=ORG, name="Shop server", country="DE", operated_by="party-host"),
        Transfer(
            id="transfer-us", organisation=ORG, importers=("party-host",), country="US", tool="tool-scc-commission",
            documentation="folder 3",
        ),
        RetentionRule(id="keep-orders", organisation=ORG, name="Orders", kind="limit-fixed-period", longest="P10Y"),
        RightsProcedure(id="procedure-access", organisation=ORG, right="right-access", how="write to us"),
    ])  # fmt: skip
