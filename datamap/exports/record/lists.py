"""The lists behind the record: general claims, how rights are exercised, and the evidence for each fact."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from datamap.checks.acceptance import Held, decision_in_words
from datamap.exports.record.cells import Cell, Standing
from datamap.exports.record.wording import Wording
from datamap.model import Claim, ClaimKind, Evidence, RightsProcedure, facts_of

DENIALS = (
    ClaimKind.NO_DISCLOSURE,
    ClaimKind.NO_SALE,
    ClaimKind.NO_COLLECTION,
    ClaimKind.NO_STORAGE,
    ClaimKind.NOT_PERSONAL,
    ClaimKind.LIMITED_DISCLOSURE,
    ClaimKind.LIMITED_USE,
    ClaimKind.LIMITED_ACCESS,
)
"""The kinds of claim that deny or limit something; they come first, to be held against the rows of the record."""


class Listing(NamedTuple):
    """A plain table: the key of its title, the key and the width in pixels of each column, and its rows."""

    key: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[Cell, ...], ...]


_CLAIM = (
    ("claim.kind", 120),
    ("claim.claim", 255),
    ("claim.wording", 255),
    ("claim.condition", 160),
    ("claim.covers", 235),
    ("claim.source", 215),
)
_RIGHT = (
    ("right.right", 120),
    ("right.how", 255),
    ("right.limits", 255),
    ("right.contact", 160),
    ("right.covers", 235),
    ("right.source", 215),
)
_FINDING = (
    ("finding.code", 110),
    ("finding.record", 270),
    ("finding.message", 460),
    ("finding.hint", 300),
    ("finding.article", 100),
    ("finding.accepted", 200),
)
_EVIDENCE = (
    ("evidence.record", 330),
    ("evidence.field", 130),
    ("evidence.document", 110),
    ("evidence.section", 200),
    ("evidence.line", 45),
    ("evidence.phrase", 425),
)


def claims_listing(wording: Wording) -> Listing:
    """Return the general claims of the documents, denials and limits first, each with its words and its place.

    >>> from datamap.exports.record.wording import wording_of
    >>> from datamap.model import inventory_of
    >>> claim = Claim(id="claim-a", organisation="org-a", document="doc-a", kind=ClaimKind.NO_SALE, summary="Not sold")
    >>> claims_listing(wording_of(inventory_of([claim]), "en")).rows[0][1].text
    'Not sold'
    """
    order = {kind: rank for rank, kind in enumerate(DENIALS)}
    claims = sorted(wording.inventory.of(Claim), key=lambda claim: (order.get(claim.kind, len(order)), claim.id))
    places = _places(wording)
    rows = [
        (
            wording.cell(claim.kind),
            Cell(claim.summary),
            wording.stated(claim.wording),
            wording.cell(claim.condition),
            _covers(
                wording,
                [
                    *wording.if_recorded("claim.activities", claim.activities, wording.name),
                    *wording.if_recorded("claim.categories", claim.categories, wording.name),
                    *wording.if_recorded("claim.legal_bases", claim.legal_bases, wording.term),
                ],
            ),
            Cell("\n".join(places.get(claim.id, [wording.name(claim.document)]))),
        )
        for claim in claims
    ]
    return Listing("claims", _CLAIM, tuple(rows))


def rights_listing(wording: Wording) -> Listing:
    """Return how people exercise each right: what they do, where they turn to, what is asked of them, and the limits.

    >>> from datamap.exports.record.wording import wording_of
    >>> from datamap.model import inventory_of
    >>> procedure = RightsProcedure(id="procedure-a", organisation="org-a", right="right-access", how="by e-mail")
    >>> [cell.text for cell in rights_listing(wording_of(inventory_of([procedure]), "en")).rows[0]][:2]
    ['Right of access (Art. 15)', 'by e-mail']
    """
    places = _places(wording)
    rows = []
    for each in wording.inventory.of(RightsProcedure):
        answered = wording.if_recorded("right.answered", each.answered_within, wording.period)
        proof = wording.if_recorded("right.proof", each.proof)
        rows.append((
            Cell(wording.term(each.right)),
            wording.all_of([wording.cell(each.how), *proof, *answered]),
            wording.cell(each.limits),
            wording.cell(each.contact),
            _covers(wording, wording.if_recorded("claim.activities", each.activities, wording.name)),
            wording.all_of([Cell(place) for place in places.get(each.id, ())]),
        ))  # fmt: skip
    return Listing("rights", _RIGHT, tuple(rows))


def evidence_listing(wording: Wording, without: frozenset[str] = frozenset()) -> Listing:
    """Return what backs each fact: the record and field, and where the phrase stands in which document.

    Args:
        wording: the words.
        without: the ids of records whose evidence is left out.

    >>> from datamap.exports.record.wording import wording_of
    >>> from datamap.model import inventory_of
    >>> evidence = Evidence(
    ...     id="evidence-a",
    ...     organisation="org-a",
    ...     record="doc-a",
    ...     field="title",
    ...     document="doc-a",
    ...     line=3,
    ...     phrase="Privacy Policy",
    ... )
    >>> [cell.text for cell in evidence_listing(wording_of(inventory_of([evidence]), "en")).rows[0]][-2:]
    ['3', '“Privacy Policy”']
    """
    rows = []
    backed = (each for each in wording.inventory.of(Evidence) if each.record not in without)
    for each in sorted(backed, key=lambda each: (each.record, each.field, each.id)):
        record = wording.inventory.records.get(each.record)
        fact = facts_of(type(record)).get(each.field) if record else None
        rows.append((
            Cell(f"{wording.name(each.record)}\n{each.record}"),
            Cell(fact.title if fact else each.field),
            Cell(wording.name(each.document)),
            wording.cell(each.section),
            wording.cell(each.line),
            Cell(f"“{each.phrase}”"),
        ))  # fmt: skip
    return Listing("evidence", _EVIDENCE, tuple(rows))


def findings_listing(wording: Wording, findings: Iterable[Held]) -> Listing:
    """Return what the checks found: where, what seems so, and how to mend it; what was accepted comes last.

    >>> from datamap.exports.record.wording import wording_of
    >>> from datamap.model import inventory_of
    >>> findings_listing(wording_of(inventory_of([]), "en"), ()).rows
    ()
    """
    rows = []
    for held in sorted(findings, key=lambda held: not held.is_open):
        each = held.finding
        place = f"{wording.name(each.record)}\n{each.record}"
        told = (each.message, each.hint, each.article, decision_in_words(held))
        words = (f"{each.severity}: {each.code}", place, *told)
        rows.append(tuple(Cell(text) for text in words))
    return Listing("findings", _FINDING, tuple(rows))


def _covers(wording: Wording, cells: list[Cell]) -> Cell:
    """Return what a claim or procedure covers; where nothing is named, it holds in general."""
    return wording.all_of(cells) if cells else Cell(wording.labels["covers.everything"], Standing.RECORDED)


def _places(wording: Wording) -> dict[str, list[str]]:
    """Return where the evidence of each record stands, each place once: document, section and line."""
    places: dict[str, dict[str, None]] = {}
    for each in wording.inventory.of(Evidence):
        section = f", {each.section}" if isinstance(each.section, str) else ""
        line = f", {wording.labels['line']} {each.line}" if isinstance(each.line, int) else ""
        places.setdefault(each.record, {})[f"{wording.name(each.document)}{section}{line}"] = None
    return {record: list(found) for record, found in places.items()}
