"""Inventories made by rule: the same for the same size, with the shape of real ones, and as large as wanted.

Each organisation keeps ten activities of ten data uses, with its own parties, systems, rules and evidence, so that
all of these grow with the size; categories, purposes, people and countries are shared by all of them. Organisations
differ in how their records are linked, by a rule that repeats every few rows.
"""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from datamap.model import (
    NONE,
    NOT_RECORDED,
    Activity,
    Category,
    DataUse,
    Document,
    Evidence,
    Inventory,
    Measure,
    Organisation,
    Party,
    PurposeLine,
    Record,
    RetentionRule,
    System,
    Transfer,
    inventory_of,
)

ACTIVITIES = 10
"""Activities of one organisation."""
USES = 10
"""Data uses of one activity."""
PARTIES = 8
SYSTEMS = 6
OWN_CATEGORIES = 4

SHARED_CATEGORIES = ("cat-contact", "cat-email", "cat-payment", "cat-analytics", "cat-contacts-book", "cat-location")
PURPOSES = ("purpose-service-provision", "purpose-security", "purpose-payment", "purpose-marketing")
BASES = ("basis-consent", "basis-contract", "basis-legitimate-interests", "basis-legal-obligation")
PEOPLE = ("people-customer", "people-employee", "people-visitor")
COUNTRIES = ("DE", "US", "FR", "JP", "LU", "IN")

T = TypeVar("T")


def synthetic_inventory(uses: int) -> Inventory:
    """An inventory of so many data uses, in organisations of a hundred each."""
    return inventory_of(record for number in range(uses // (ACTIVITIES * USES)) for record in organisation(number))


def group(entities: int, activities: int, uses: int) -> Inventory:
    """An inventory of so many organisations, each with so many activities of so many data uses."""
    return inventory_of(record for number in range(entities) for record in organisation(number, activities, uses))


def organisation(number: int, activities: int = ACTIVITIES, uses: int = USES) -> Iterator[Record]:
    """All records of one organisation."""
    name = f"o{number}"
    yield Organisation(id=f"org-{name}", name=f"Company {number}, Ltd.", country=pick(COUNTRIES, number))
    yield Document(id=f"doc-{name}", organisation=f"org-{name}", title="Privacy policy", file=f"{name}.txt")
    yield from catalogues(name, number)
    for index in range(activities):
        yield from activity(name, number, index, uses)


def catalogues(name: str, number: int) -> Iterator[Record]:
    """What the activities of one organisation point into."""
    org = f"org-{name}"
    for i in range(PARTIES):
        below = (f"party-{name}-{i + 1}",) if i % 3 == 0 else NONE
        yield Party(
            id=f"party-{name}-{i}",
            organisation=org,
            name=f"Provider {i} of {number}",
            country=pick(COUNTRIES, number + i),
            sub_processors=below,
            contract=f"C-{number}-{i}",
        )
    for i in range(SYSTEMS):
        yield System(
            id=f"system-{name}-{i}",
            organisation=org,
            name=f"Server {i}",
            description="Where the service keeps what its users enter: a database with a copy elsewhere.",
            operated_by=f"party-{name}-{i}",
            country=pick(COUNTRIES, number + 2 * i),
        )
    for i in range(OWN_CATEGORIES):
        yield Category(id=f"cat-{name}-{i}", organisation=org, label=f"Own {i}", parent=pick(SHARED_CATEGORIES, i))
    yield RetentionRule(id=f"keep-{name}-0", organisation=org, name="Days", kind="limit-fixed-period", longest="P30D")
    yield RetentionRule(id=f"keep-{name}-1", organisation=org, name="Account", kind="limit-until-event")
    yield Measure(id=f"measure-{name}-0", organisation=org, label="Locked area")
    yield Transfer(id=f"transfer-{name}-0", organisation=org, importers=(f"party-{name}-1",), country="US")


def activity(name: str, number: int, index: int, uses: int = USES) -> Iterator[Record]:
    """One activity with its purposes, data uses and evidence."""
    org, id = f"org-{name}", f"act-{name}-{index}"
    yield Activity(
        id=id,
        organisation=org,
        name=f"Activity {index} of company {number}",
        description="Customers' data are collected, stored and used to run the service that they asked for.",
        role="role-controller",
        measures=("measure-access-control", f"measure-{name}-0"),
    )
    for i in range(2):
        yield PurposeLine(
            id=f"line-{name}-{index}-{i}",
            organisation=org,
            activity=id,
            purpose=pick(PURPOSES, index + i),
            legal_basis=pick(BASES, number + i),
            wording="to provide, maintain and improve the service: as stated",
        )
    for i in range(uses):
        yield data_use(name, index, i)
        yield Evidence(
            id=f"evidence-{name}-{index}-{i}",
            organisation=org,
            record=f"use-{name}-{index}-{i}",
            field="category",
            document=f"doc-{name}",
            line=10 * index + i + 1,
            phrase="we collect the information that you give us",
        )


def data_use(name: str, index: int, i: int) -> DataUse:
    """One data use; every third leaves its purposes out, which stands for all of the activity's."""
    own = i % 5 == 0
    return DataUse(
        id=f"use-{name}-{index}-{i}",
        organisation=f"org-{name}",
        activity=f"act-{name}-{index}",
        category=f"cat-{name}-{index % OWN_CATEGORIES}" if own else pick(SHARED_CATEGORIES, i),
        elements=tuple(f"element {j}" for j in range(1 + i % 4)),
        people=PEOPLE[: 1 + i % 2],
        sources=("source-data-subject",),
        purposes=NOT_RECORDED if i % 3 == 0 else (f"line-{name}-{index}-{i % 2}",),
        operations=("collected", "stored"),
        recipients=tuple(f"party-{name}-{(index + i + j) % PARTIES}" for j in range(1 + i % 2)),
        systems=(f"system-{name}-{(index + i) % SYSTEMS}",),
        retention=(f"keep-{name}-{i % 2}",),
        transfers=(f"transfer-{name}-0",) if i % 4 == 0 else NONE,
    )


def pick(among: Sequence[T], number: int) -> T:
    """The entry that comes round at this number."""
    return among[number % len(among)]
