"""Words of a document that lead nowhere, or apart: contacts, roles, lists and choices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby

from datamap.checks.against import Fact, clash, quote, says
from datamap.checks.case import Case
from datamap.checks.finding import Place, Seen
from datamap.checks.once import places_of
from datamap.checks.rule import NOTE, WARNING, Rule
from datamap.checks.words import mention
from datamap.model import (
    Activity,
    Claim,
    ClaimKind,
    Coverage,
    Evidence,
    NoFact,
    RightsProcedure,
    recorded,
)
from datamap.vocabulary.phrases import read_phrases


def check_contact(case: Case) -> Iterator[Seen]:
    """Return the rights procedures that point to a way of reaching the organisation which is nowhere recorded.

    Why: "by written notice" leads nowhere without an address. Procedures in the same words are told once.
    Bad: by written notice, and no postal address.
        | organisation(), procedure(how="By written notice.")
    Good: the address is recorded.
        | organisation(address="1 Main Street"), procedure(how="By written notice.")
    Law: Art. 12(2), Art. 13(1)(a).
    """
    for organisation in case.organisations:
        kept = case.procedures_by_organisation.get(organisation.id, ())
        silent = [each for each in kept if each.how and not each.contact]
        for how, group in groupby(sorted(silent, key=lambda each: str(each.how)), key=lambda each: str(each.how)):
            fields = [way.means for way in read_phrases("ways-to-reach") if mention(how, (way.words,))]
            missing = [field for field in fields if not getattr(organisation, field)]
            if missing and len(missing) == len(fields):
                first, *others = group
                more = f" and {len(others)} more" if others else ""
                what = {"address": "postal address", "email": "e-mail address", "phone": "telephone number"}[missing[0]]
                yield Seen(
                    first.id,
                    "how",
                    f"“{how.rstrip('.')}” is the way to use '{case.name(first.right)}'{more}, but no {what} is "
                    "recorded.",
                    "record where people turn to",
                    (Place(organisation.id, missing[0]), *places_of(others, "how")),
                )


def check_roles(case: Case) -> Iterator[Seen]:
    """Return the claims that the organisation controls the data, beside activities that it carries out as a processor.

    Why: who decides must be clear: people turn to the controller, and the contract binds the processor.
    Bad: all data are controlled by Acme, and it is a processor too.
        | organisation(), activity(role="role-processor"),
        | claim(kind=ClaimKind.APPLICABILITY, summary="The data are controlled by Acme.")
    Good: it is a controller throughout.
        | organisation(), activity(role="role-controller"),
        | claim(kind=ClaimKind.APPLICABILITY, summary="The data are controlled by Acme.")
    Law: Art. 4(7), 4(8), Art. 13(1)(a).
    """
    served: defaultdict[str, list[Activity]] = defaultdict(list)
    for activity in case.processed:
        served[activity.organisation].append(activity)
    for claim in _claims(case, ClaimKind.APPLICABILITY, ClaimKind.LIABILITY):
        activities = served[claim.organisation]
        organisation = case.organisation_of(claim)
        if not activities or claim.activities or organisation is None or not says(claim, "control"):
            continue
        if mention(claim.summary, (organisation.name,)) or mention(claim.wording, (organisation.name,)):
            facts = [Fact(activity, "role") for activity in activities]
            tail = f"'{activities[0].name}' is recorded as carried out for others who control the data"
            yield clash(
                case, claim, facts, tail, "say for which data the organisation decides, and for which others do"
            )


def check_lead_in(case: Case) -> Iterator[Seen]:
    """Return the lead-ins of a document behind which no list comes: the next thing is a heading, or nothing.

    Why: "we use data for the following purposes" and then nothing tells people nothing.
    Bad: a lead-in on line 4, a heading on line 5.
        | document(), coverage(line=4, phrase="the following purposes:", reason=NoFact.LEAD_IN),
        | coverage("cover-b", line=5, phrase="Security", reason=NoFact.HEADING)
    Good: a fact on line 5.
        | document(), coverage(line=4, phrase="the following purposes:", reason=NoFact.LEAD_IN),
        | evidence(line=5)
    Law: Art. 12(1), Art. 13.
    """
    passed = [each for each in case.inventory.of(Coverage) if isinstance(each.line, int)]
    leading = [each for each in passed if each.reason is NoFact.LEAD_IN]
    documents = {each.document for each in leading}
    lines: defaultdict[str, defaultdict[int, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for cited in case.inventory.of(Evidence) if leading else ():
        if isinstance(cited.line, int) and cited.document in documents:
            lines[cited.document][cited.line].append(True)
    for each in passed:
        lines[each.document][int(str(each.line))].append(each.reason is not NoFact.HEADING)
    ordered = {document: sorted(lines[document]) for document in documents}
    for each in leading:
        found, line = lines[each.document], int(str(each.line))
        following = next((found[later] for later in ordered[each.document] if later > line), [])
        is_list_there = len(found[line]) > 1 or any(following)
        if not is_list_there:
            yield Seen(
                each.id,
                "phrase",
                f"“{each.phrase}” (line {line}) leads to a list, but no list seems to follow.",
                "add the list to the document, or take the lead-in out",
            )


def check_announced(case: Case) -> Iterator[Seen]:
    """Return the choices that a document announces and does not describe.

    Why: a choice that nobody can find is none.
    Bad: choices are announced.
        | procedure(right="right-choice-announced")
    Good: what people do.
        | procedure(right="right-choice-announced", how="Switch it off in the settings.")
    Law: Art. 12(1), Art. 12(2).
    """
    for each in case.inventory.of(RightsProcedure):
        if each.right == "right-choice-announced" and not (each.how or each.contact):
            backing = case.evidence_by_record.get(each.id, ())
            cited = next((cited for cited in backing if cited.field == "right"), None)
            said = f" in {quote(cited)}" if cited else ""
            yield Seen(
                each.id,
                "how",
                f"A choice is announced{said} and seems to be described nowhere.",
                "describe what people can choose, and how",
                tuple(Place(id) for id in recorded(each.activities)),
            )


def _claims(case: Case, *kinds: ClaimKind) -> Iterator[Claim]:
    return (each for each in case.inventory.of(Claim) if each.kind in kinds)


RULES: tuple[Rule, ...] = (
    Rule(
        "CLM-011",
        WARNING,
        "Art. 12(2), 13(1)(a)",
        "way to a contact that is not given",
        check_contact,
        (
            "rights_procedure.how",
            "rights_procedure.contact",
            "organisation.address",
            "organisation.email",
            "organisation.phone",
        ),
        ("REG-001",),
    ),
    Rule(
        "CLM-012",
        WARNING,
        "Art. 4(7), 4(8), 13(1)(a)",
        "roles that disagree",
        check_roles,
        ("claim.summary", "activity.role"),
    ),
    Rule(
        "CLM-013",
        NOTE,
        "Art. 12(1)",
        "lead-in without a list",
        check_lead_in,
        ("coverage.reason", "coverage.line", "evidence.line"),
    ),
    Rule(
        "CLM-014",
        WARNING,
        "Art. 12(1), 12(2)",
        "choice announced, not described",
        check_announced,
        ("rights_procedure.right", "rights_procedure.how"),
    ),
)
"""The rules on words that lead nowhere, part of the theme of claims."""
