"""From raw records to an inventory: every record structured, every reference followed, every fault gathered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from datamap.model.facts import facts_of
from datamap.model.inventory import Inventory
from datamap.model.kinds import Kind, kind_of
from datamap.model.raw import Origin, RawRecord, structure
from datamap.model.record import Record
from datamap.model.references import Absence, cycle_problems, reference_problems
from datamap.model.shipped import shipped_terms
from datamap.model.sources import LONGEST_PHRASE, Coverage, Evidence
from datamap.model.values import shorten
from datamap.problems import Problem, Report
from datamap.text import did_you_mean


def assemble(raws: Iterable[RawRecord], incomplete: Iterable[tuple[Kind, str]] = ()) -> tuple[Inventory, Report]:
    """Return the inventory of all raw records, and everything that is wrong with them.

    Records at fault are left out of the inventory, and what refers to them is not reported again: a cascade is cut
    at its root.

    Args:
        raws: the raw records, from all files.
        incomplete: the kinds, each with the id of an organisation, of which some records could not even be read.

    >>> from datamap.model.kinds import kind_named
    >>> from datamap.model.raw import Words
    >>> from datamap.problems import TextLocation
    >>> cells = {"id": (Words("org-a", 1, 7),), "name": (Words("Acme", 2, 9),), "country": (Words("DX", 3, 12),)}
    >>> raw = RawRecord(
    ...     kind_named("organisation"), cells, {"country": (3, 12)}, (1, 3), lambda *at: TextLocation("a.yaml", *at)
    ... )
    >>> inventory, report = assemble([raw])
    >>> print(report.problems[0].location, report.problems[0].message)
    a.yaml:3:12 country: country 'DX' is not known
    """
    problems: list[Problem] = []
    records: dict[str, Record] = {}
    origins: dict[str, Origin] = {}
    sources: dict[str, RawRecord] = {}
    left_out: list[RawRecord] = []
    absence = Absence(incomplete)
    for id, (term, origin) in shipped_terms().items():
        records[id], origins[id] = term, origin
    for raw in raws:
        record, faults = structure(raw)
        problems += faults
        if record is None:
            absence.add(raw)
            left_out.append(raw)
        elif record.id in records:
            problems.append(_twice(raw, record.id, origins[record.id]))
            absence.faulty.add(record.id)
        else:
            records[record.id], sources[record.id] = record, raw
            origins[record.id] = Origin(raw.locate, raw.place, raw.places)
    inventory = Inventory(records, origins)
    problems += reference_problems(inventory, sources, left_out, absence)
    problems += cycle_problems(inventory)
    problems += _evidence_problems(inventory)
    return inventory, Report(problems)


def _twice(raw: RawRecord, id: str, first: Origin) -> Problem:
    return Problem(
        code="IDS-002",
        message=f"the id '{id}' is given twice",
        location=raw.locate(*raw.places.get("id", raw.place)),
        hint="give one of the two another id, or delete it",
        record=id,
        related=(first.of("id"),),
    )


def _evidence_problems(inventory: Inventory) -> Iterator[Problem]:
    """Yield evidence for fields that do not exist, and phrases that copy more of a document than a place needs."""
    for evidence in inventory.of(Evidence):
        backed = inventory.records.get(evidence.record)
        if backed is not None and evidence.field not in facts_of(type(backed)):
            yield Problem(
                code="EVD-001",
                message=f"{kind_of(backed).title} '{backed.id}' has no field {shorten(evidence.field)} to back",
                location=inventory.location_of(evidence.id, "field"),
                hint=did_you_mean(evidence.field, facts_of(type(backed))),
                record=evidence.id,
            )
    cited_everywhere: tuple[Evidence | Coverage, ...] = (*inventory.of(Evidence), *inventory.of(Coverage))
    for cited in cited_everywhere:
        if len(cited.phrase.split()) > LONGEST_PHRASE:
            yield Problem(
                code="EVD-002",
                message=f"phrase of {len(cited.phrase.split())} words, at most {LONGEST_PHRASE} are allowed",
                location=inventory.location_of(cited.id, "phrase"),
                hint="cite only the words that show the fact",
                record=cited.id,
            )
