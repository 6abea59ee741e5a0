"""What the text twin says about the data uses that travel along one arrow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from datamap.exports.diagrams.kinds.scope import Scope
from datamap.exports.diagrams.particulars import Particulars
from datamap.model import NONE, NOT_RECORDED, Absent, Activity, DataUse, Document, Evidence, Party, System, recorded

JOINT = "; "
COLLECTED = ("category", "elements", "people", "sources")
DISCLOSED = ("category", "recipients", "systems", "transfers")
"""The fields of a data use whose evidence speaks for an arrow into an activity, and for one out of it."""


def particulars_of(
    scope: Scope, uses: Sequence[DataUse], places: Sequence[str] | None = None, fields: Iterable[str] = COLLECTED
) -> Particulars:
    """Return the row of the text twin for the data uses along one arrow.

    Where some of them say "none", or nothing, that is told beside what the others say.

    Args:
        scope: whose records.
        uses: what travels.
        places: the parties and systems that the arrow leads to; left out, all to which these uses lead.
        fields: whose evidence speaks for this arrow.
    """
    conditions = dict.fromkeys(str(use.condition) for use in uses if use.condition)
    evidence = _evidence(scope, uses, frozenset(fields))
    return Particulars(
        categories=JOINT.join(_categories(scope, uses)),
        people=_told(scope, [use.people for use in uses]),
        purpose=_told(scope, [_purposes(scope, use) for use in uses]),
        basis=_told(scope, _bases(scope, uses)),
        recipient=_recipients(scope, uses, places or ()),
        country=_countries(scope, uses, places),
        protection=_protection(scope, uses),
        period=_told(scope, [use.retention for use in uses]),
        condition=" / ".join(conditions),
        evidence=_phrases(scope, evidence),
        lines=_lines(scope, evidence),
    )


def _categories(scope: Scope, uses: Sequence[DataUse]) -> list[str]:
    return scope.names(use.category for use in uses)


def _told(scope: Scope, values: Sequence[tuple[str, ...] | Absent]) -> str:
    """Return the names of what some fields hold, then that some hold "none", then that some are not recorded."""
    told = scope.told(values)
    return JOINT.join([*told, *([scope.say("not-recorded")] if NOT_RECORDED in values or not told else [])])


def _purposes(scope: Scope, use: DataUse) -> tuple[str, ...] | Absent:
    found = tuple(line.purpose for line in scope.lines_of(use))
    return found or (NONE if use.purposes is NONE else NOT_RECORDED)


def _bases(scope: Scope, uses: Sequence[DataUse]) -> list[tuple[str, ...] | Absent]:
    lines = {line.id: line for use in uses for line in scope.lines_of(use)}.values()
    return [(line.legal_basis,) if isinstance(line.legal_basis, str) else line.legal_basis for line in lines]


def _recipients(scope: Scope, uses: Sequence[DataUse], places: Sequence[str]) -> str:
    """Return the parties that an arrow leads to; if it leads to none, as into a system, all who receive these data."""
    parties = [id for id in places if isinstance(scope.inventory.records.get(id), Party)]
    return JOINT.join(scope.names(parties)) or _told(scope, [use.recipients for use in uses])


def _countries(scope: Scope, uses: Sequence[DataUse], places: Sequence[str] | None) -> str:
    """Return the countries of parties and systems; a place without one is told as such."""
    values = [value for use in uses for value in (use.systems, use.recipients)]
    found: dict[str, None] = {}
    for id in [id for value in values for id in recorded(value)] if places is None else places:
        record = scope.inventory.records.get(id)
        if isinstance(record, Party | System):
            found[scope.words_for(record.country)] = None
    return JOINT.join(found) or scope.say("none" if {*values} == {NONE} else "not-recorded")


def _protection(scope: Scope, uses: Sequence[DataUse]) -> str:
    """Return the security measures of the activities, and the transfer tools of the uses."""
    activities = [scope.inventory.get(Activity, id) for id in dict.fromkeys(use.activity for use in uses)]
    transfers = [transfer for use in uses for transfer in scope.transfers_by_use.get(use.id, ())]
    tools = [scope.words_for(transfer.tool) for transfer in transfers if transfer.tool is not NOT_RECORDED]
    measures = scope.names(id for activity in activities for id in recorded(activity.measures))
    found = dict.fromkeys([*measures, *tools])
    return JOINT.join(found) or _told(scope, [activity.measures for activity in activities])


def _evidence(scope: Scope, uses: Sequence[DataUse], fields: frozenset[str]) -> list[Evidence]:
    """Return what backs these fields, each phrase once, in the order of the documents."""
    found = {
        (each.document, each.line or 0, each.phrase): each
        for use in uses
        for each in scope.evidence.get(use.id, ())
        if each.field in fields
    }
    return [found[place] for place in sorted(found)]


def _phrases(scope: Scope, evidence: Iterable[Evidence]) -> str:
    told = (
        scope.say(
            "evidence",
            phrase=each.phrase,
            document=scope.inventory.get(Document, each.document).title,
            line=scope.words(each.line),
        )
        for each in evidence
    )
    return JOINT.join(told) or scope.say("not-recorded")


def _lines(scope: Scope, evidence: Iterable[Evidence]) -> str:
    found: dict[str, dict[str, None]] = {}
    for each in evidence:
        found.setdefault(scope.inventory.get(Document, each.document).title, {})[scope.words(each.line)] = None
    told = (scope.say("evidence-lines", document=title, lines=", ".join(lines)) for title, lines in found.items())
    return JOINT.join(told) or scope.say("not-recorded")
