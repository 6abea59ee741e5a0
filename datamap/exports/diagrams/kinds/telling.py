"""What the text twin says about the data uses that travel along one arrow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from datamap.exports.diagrams.kinds.scope import Scope
from datamap.exports.diagrams.particulars import Particulars
from datamap.model import NOT_RECORDED, Activity, DataUse, Document, Evidence, Party, PurposeLine, System, recorded

JOINT = "; "
COLLECTED = ("category", "elements", "people", "sources")
DISCLOSED = ("category", "recipients", "systems", "transfers")
"""The fields of a data use whose evidence speaks for an arrow into an activity, and for one out of it."""


def particulars_of(
    scope: Scope, uses: Sequence[DataUse], places: Sequence[str] | None = None, fields: Iterable[str] = COLLECTED
) -> Particulars:
    """Return the row of the text twin for the data uses along one arrow, each fact with "not recorded" where it is.

    Args:
        scope: whose records.
        uses: what travels.
        places: the parties and systems that the arrow leads to; left out, all to which these uses lead.
        fields: whose evidence speaks for this arrow.
    """
    lines = list({line.id: line for use in uses for line in scope.lines_of(use)}.values())
    reached = [id for use in uses for id in recorded(use.recipients)] if places is None else places
    held = [id for use in uses for id in recorded(use.systems)] if places is None else ()
    conditions = dict.fromkeys(str(use.condition) for use in uses if use.condition)
    evidence = _evidence(scope, uses, frozenset(fields))
    return Particulars(
        categories=JOINT.join(_categories(scope, uses)),
        people=_named(scope, [id for use in uses for id in recorded(use.people)]),
        purpose=_named(scope, [line.purpose for line in lines]),
        basis=_bases(scope, lines),
        recipient=_named(scope, reached),
        country=_countries(scope, [*held, *reached]),
        protection=_protection(scope, uses),
        period=_periods(scope, uses),
        condition=" / ".join(conditions),
        evidence=_phrases(scope, evidence),
        lines=_lines(scope, evidence),
    )


def _categories(scope: Scope, uses: Sequence[DataUse]) -> list[str]:
    return scope.names(use.category for use in uses)


def _named(scope: Scope, ids: Iterable[str]) -> str:
    return JOINT.join(scope.names(ids)) or scope.say("not-recorded")


def _bases(scope: Scope, lines: Sequence[PurposeLine]) -> str:
    """Return the legal bases of purpose lines; that some of them have none is told too."""
    names = scope.names(line.legal_basis for line in lines if isinstance(line.legal_basis, str))
    if any(not isinstance(line.legal_basis, str) for line in lines) or not names:
        names.append(scope.say("not-recorded"))
    return JOINT.join(names)


def _periods(scope: Scope, uses: Sequence[DataUse]) -> str:
    """Return the time limits of data uses; that some of them have none is told too."""
    names = scope.names(id for use in uses for id in recorded(use.retention))
    if not names or any(not recorded(use.retention) for use in uses):
        names.append(scope.say("not-recorded"))
    return JOINT.join(names)


def _countries(scope: Scope, places: Iterable[str]) -> str:
    """Return the countries of parties and systems; a place without one is told as such."""
    found: dict[str, None] = {}
    for id in places:
        record = scope.inventory.records.get(id)
        if isinstance(record, Party | System):
            found[scope.words_for(record.country)] = None
    return JOINT.join(found) or scope.say("not-recorded")


def _protection(scope: Scope, uses: Sequence[DataUse]) -> str:
    """Return the security measures of the activities, and the transfer tools of the uses."""
    activities = dict.fromkeys(use.activity for use in uses)
    measures = [id for activity in activities for id in recorded(scope.inventory.get(Activity, activity).measures)]
    transfers = [transfer for use in uses for transfer in scope.transfers_by_use.get(use.id, ())]
    tools = [scope.words_for(transfer.tool) for transfer in transfers if transfer.tool is not NOT_RECORDED]
    return JOINT.join(dict.fromkeys([*scope.names(measures), *tools])) or scope.say("not-recorded")


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
