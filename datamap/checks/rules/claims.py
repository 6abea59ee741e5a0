"""Claims against facts: what a document denies, limits or promises, beside what the same organisation does.

Nothing here is more than possible: a claim is read as it stands, and an exception may stand in words that the records
do not hold.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator

from datamap.checks.against import Exceptions, Fact, approvals_in, clash, says, scope
from datamap.checks.case import Case
from datamap.checks.finding import Seen
from datamap.checks.once import some
from datamap.checks.rule import WARNING, Rule, Unanswered
from datamap.checks.rules import loose_ends, promises
from datamap.checks.words import phrase_in
from datamap.model import Category, Claim, ClaimKind, DataUse, Party, RetentionRule, YesNo, recorded
from datamap.vocabulary.lists import read_table

NO_THIRD_PARTY = ("kind-internal", "kind-other-user", "kind-processor")
"""Recipients that are no third parties (Art. 4(10)), or to whom the users themselves send their data."""


def check_disclosure(case: Case) -> Iterator[Seen]:
    """Return the claims that data are never shared, beside third parties that receive or hold such data.

    Why: people rely on "never"; a single tool of a third party makes it untrue. A system that has the name of a party,
    or that a party runs, counts as that party. What people approve themselves is left out.
    Bad: never shared, and a recipient.
        | claim(), use(recipients=("party-a",)), party()
    Good: never shared, and nobody receives anything.
        | claim(), use(recipients=NONE), party()
    Law: Art. 5(1)(a), Art. 13(1)(e).
    """
    claims = _claims(case, ClaimKind.NO_DISCLOSURE)
    yield from _against_parties(case, ((claim, NO_THIRD_PARTY) for claim in claims))


def check_insiders(case: Case) -> Iterator[Seen]:
    """Return the claims that only employees see data, or that data are used internally only, beside other recipients.

    Why: whoever else receives the data sees them too.
    Bad: employees only, and a recipient.
        | claim(kind=ClaimKind.LIMITED_ACCESS, summary="Only employees have access."), use(recipients=("party-a",)),
        | party()
    Good: employees only, and the sales department.
        | claim(kind=ClaimKind.LIMITED_ACCESS, summary="Only employees have access."), use(recipients=("party-a",)),
        | party(kind="kind-internal")
    Law: Art. 5(1)(a), Art. 13(1)(e).
    """
    inside = ("kind-internal", "kind-other-user")
    claims = (
        (claim, (*inside, "kind-processor", "kind-service-provider") if says(claim, "insiders-with-agents") else inside)
        for claim in _claims(case, ClaimKind.LIMITED_ACCESS, ClaimKind.LIMITED_USE)
        if says(claim, "insiders") and says(claim, "exclusive")
    )
    yield from _against_parties(case, claims)


def _against_parties(case: Case, claims: Iterable[tuple[Claim, tuple[str, ...]]]) -> Iterator[Seen]:
    """Yield what stands against claims that nobody outside receives data, each with the kinds of parties left out."""
    approvals = approvals_in(case)
    for claim, left_out in claims:
        found = _outsiders(case, claim, left_out, approvals)
        if found:
            found.sort(key=lambda each: (each[0].is_category is not YesNo.NO, each[1].field == "systems"))
            tail = "recorded as receiving or holding such data: " + some(f"'{party.name}'" for party, _fact in found)
            hint = "correct the claim, name the exceptions, or end the disclosure"
            yield clash(case, claim, [fact for _party, fact in found], tail, hint)


def _outsiders(
    case: Case, claim: Claim, left_out: tuple[str, ...], approvals: Container[object]
) -> list[tuple[Party, Fact]]:
    """Return the parties outside that have data of which a claim speaks, each with the field that says so.

    Many data uses have the same recipients and systems, so that these are looked at once.
    """
    exceptions = Exceptions(case, claim, approvals)
    known: dict[object, list[tuple[Party, str, str]]] = {}
    found = []
    for use in scope(case, claim):
        if exceptions.has_use(use):
            continue
        key = (use.recipients, use.systems)
        if key not in known:
            known[key] = [
                each
                for each in _disclosures(case, use)
                if not case.is_kind(each[0], *left_out) and not exceptions.has_party(each[0])
            ]
        found += [(party, Fact(use, field, name)) for party, field, name in known[key]]
    return found


def _disclosures(case: Case, use: DataUse) -> Iterator[tuple[Party, str, str]]:
    """Yield the parties that receive a data use or hold it in a system, with the field and the name that says so."""
    for party in case.recipients_of(use):
        yield party, "recipients", party.name
    for system in case.systems_of(use):
        holder = case.holder_of(system)
        if holder:
            yield holder, "systems", system.name


def check_sale(case: Case) -> Iterator[Seen]:
    """Return the claims that data are never sold, beside operations that sell or rent data.

    Why: a sale that was denied is the end of trust.
    Bad: never sold, and sold.
        | claim(kind=ClaimKind.NO_SALE, summary="Never sold."), use(operations=("sold to list brokers",))
    Good: never sold, and shared.
        | claim(kind=ClaimKind.NO_SALE, summary="Never sold."), use(operations=("shared with partners",))
    Law: Art. 5(1)(a).
    """

    def is_against(use: DataUse) -> bool:
        return any(phrase_in(each, "selling") for each in recorded(use.operations))

    yield from _against_uses(case, _claims(case, ClaimKind.NO_SALE), is_against, "operations", "sold or rented")


def check_identity(case: Case) -> Iterator[Seen]:
    """Return the claims that certain data are not personal or identify nobody, beside identifiers among these data.

    Why: an identifier, or a link to what identifies people, makes data personal. Claims that name neither activity nor
    category, or that make exceptions, are left out: it cannot be told which data they mean.
    Bad: cookies that identify nobody, and an identifier in them.
        | claim(kind=ClaimKind.NOT_PERSONAL, summary="Holds no personal data.", activities=("act-a",)),
        | use(category="cat-cookie-identifier")
    Good: no identifier.
        | claim(kind=ClaimKind.NOT_PERSONAL, summary="Holds no personal data.", activities=("act-a",)),
        | use(category="cat-statistics")
    Law: Art. 4(1), recital 26, recital 30.
    """
    identifying = case.below(Category, *(row["category"] for row in read_table("identifying-categories")))

    def is_against(use: DataUse) -> bool:
        return use.category in identifying or any(phrase_in(each, "linking") for each in recorded(use.operations))

    kinds = (ClaimKind.NOT_PERSONAL, ClaimKind.NO_COLLECTION, ClaimKind.SEPARATION)
    claims = (
        claim
        for claim in _claims(case, *kinds)
        if says(claim, "identity") and not claim.condition and (claim.activities or claim.categories)
    )
    yield from _against_uses(case, claims, is_against, "category", "able to identify people")


def check_other_uses(case: Case) -> Iterator[Seen]:
    """Return the claims that data are used for one thing only, beside other activities that use the same data.

    Why: "only" binds; a second use needs its own words. Only claims that name both their data and their activities are
    looked at.
    Bad: debug logs for support only, and again elsewhere.
        | claim(kind=ClaimKind.LIMITED_USE, summary="Only for support.", activities=("act-a",),
        | categories=("cat-debug-logs",)), use(activity="act-b", category="cat-debug-logs"), activity("act-b")
    Good: for support only.
        | claim(kind=ClaimKind.LIMITED_USE, summary="Only for support.", activities=("act-a",),
        | categories=("cat-debug-logs",)), use(activity="act-a", category="cat-debug-logs"), activity()
    Law: Art. 5(1)(b).
    """
    for claim in _claims(case, ClaimKind.LIMITED_USE):
        activities, categories = recorded(claim.activities), recorded(claim.categories)
        if not (activities and says(claim, "exclusive")):
            continue
        uses = case.uses_by_organisation.get(claim.organisation, ())
        others = [use for use in uses if use.activity not in activities and case.is_a(use.category, *categories)]
        if others:
            facts = [Fact(use, "category") for use in others]
            where = some(f"'{case.name(use.activity)}'" for use in others)
            tail = f"such data are recorded in {where} too"
            yield clash(case, claim, facts, tail, "widen the claim, or end the other use")


def check_storage(case: Case) -> Iterator[Seen]:
    """Return the claims that data are not stored, beside a time limit for them or operations that store them.

    Why: what has a time limit is stored.
    Bad: not stored, and kept for three years.
        | claim(kind=ClaimKind.NO_STORAGE, summary="Not stored."), use(retention=("keep-a",)), limit(longest="P3Y")
    Good: not stored.
        | claim(kind=ClaimKind.NO_STORAGE, summary="Not stored."), use(retention=("keep-a",)),
        | limit(kind="limit-not-stored")
    Law: Art. 5(1)(a), Art. 5(1)(e).
    """

    def is_against(use: DataUse) -> bool:
        is_kept = any(rule.kind != "limit-not-stored" for rule in case.all(RetentionRule, use.retention))
        stores = (each for each in recorded(use.operations) if phrase_in(each, "storing"))
        return is_kept or any(not phrase_in(each, "not-storing") for each in stores)

    yield from _against_uses(case, _claims(case, ClaimKind.NO_STORAGE), is_against, "retention", "stored")


def _against_uses(
    case: Case, claims: Iterable[Claim], is_against: Callable[[DataUse], bool], field: str, what: str
) -> Iterator[Seen]:
    for claim in claims:
        against = [use for use in scope(case, claim) if is_against(use)]
        if against:
            categories = some(f"{case.name(use.category)} in '{case.name(use.activity)}'" for use in against)
            tail = f"{what}, by the record: {categories}"
            facts = [Fact(use, field) for use in against]
            yield clash(case, claim, facts, tail, "correct the claim, or what the register says of these data")


def _claims(case: Case, *kinds: ClaimKind) -> Iterator[Claim]:
    return (each for each in case.inventory.of(Claim) if each.kind in kinds)


_FIELDS = ("claim.kind", "claim.summary", "claim.activities", "claim.categories")

RULES: tuple[Rule, ...] = (
    Rule(
        "CLM-001",
        WARNING,
        "Art. 5(1)(a), 13(1)(e)",
        "never shared, yet others receive data",
        check_disclosure,
        (*_FIELDS, "claim.condition", "data_use.recipients", "system.operated_by"),
    ),
    Rule(
        "CLM-002",
        WARNING,
        "Art. 5(1)(a), 13(1)(e)",
        "insiders only, yet others receive data",
        check_insiders,
        (*_FIELDS, "claim.condition", "data_use.recipients", "system.operated_by"),
    ),
    Rule("CLM-003", WARNING, "Art. 5(1)(a)", "never sold, yet sold", check_sale, (*_FIELDS, "data_use.operations")),
    Rule(
        "CLM-004",
        WARNING,
        "Art. 4(1), 5(1)(a)",
        "identifies nobody, yet holds identifiers",
        check_identity,
        (*_FIELDS, "data_use.category", "data_use.operations"),
    ),
    Rule(
        "CLM-005",
        WARNING,
        "Art. 5(1)(b)",
        "for one use only, yet used elsewhere",
        check_other_uses,
        (*_FIELDS, "data_use.category", "data_use.activity"),
    ),
    Rule(
        "CLM-006",
        WARNING,
        "Art. 5(1)(a), 5(1)(e)",
        "not stored, yet kept",
        check_storage,
        (*_FIELDS, "data_use.retention", "data_use.operations"),
    ),
    *promises.RULES,
    *loose_ends.RULES,
)
"""The rules of this theme."""

UNANSWERED: tuple[Unanswered, ...] = ()
"""The rules of this theme that the records cannot answer, and the fields that they would need."""
