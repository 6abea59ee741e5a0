"""The purposes of an activity and of a data use, each with the legal basis it rests on (Art. 30(1)(b), 6(1))."""

from __future__ import annotations

from datamap.exports.record.cells import Cell
from datamap.exports.record.wording import Wording
from datamap.model import NOT_RECORDED, DataUse, PurposeLine, recorded


def lines_served(wording: Wording, use: DataUse) -> tuple[PurposeLine, ...]:
    """Return the purpose lines that a data use serves: those it names, else all of its activity.

    >>> from datamap.exports.record.wording import wording_of
    >>> from datamap.model import inventory_of
    >>> line = PurposeLine(id="line-a", organisation="org-a", activity="act-a", purpose="purpose-analytics")
    >>> use = DataUse(id="use-a", organisation="org-a", activity="act-a", category="cat-email")
    >>> [line.id for line in lines_served(wording_of(inventory_of([line, use]), "en"), use)]
    ['line-a']
    """
    if use.purposes is NOT_RECORDED:
        return tuple(wording.lines.get(use.activity, ()))
    named = recorded(use.purposes)
    records = [wording.inventory.records.get(id) for id in named]
    return tuple(record for record in records if isinstance(record, PurposeLine))


def purposes_cell(wording: Wording, use: DataUse) -> Cell:
    """Return the purposes of a data use by their numbers in the activity's list, or that it serves all of them.

    >>> from datamap.exports.record.wording import wording_of
    >>> from datamap.model import inventory_of
    >>> line = PurposeLine(id="line-a", organisation="org-a", activity="act-a", purpose="purpose-analytics")
    >>> use = DataUse(id="use-a", organisation="org-a", activity="act-a", category="cat-email")
    >>> purposes_cell(wording_of(inventory_of([line, use]), "en"), use).text
    'all purposes'
    """
    lines = wording.lines.get(use.activity, ())
    if use.purposes is NOT_RECORDED or set(recorded(use.purposes)) == {line.id for line in lines}:
        return Cell(wording.labels["purposes.all"]) if lines else wording.absent(NOT_RECORDED)
    if not isinstance(use.purposes, tuple):
        return wording.absent(use.purposes)
    named = set(use.purposes)
    own = [f"{number} {wording.name(line.purpose)}" for number, line in enumerate(lines, 1) if line.id in named]
    # A purpose of another activity has no number here: it is named with its activity.
    others = [wording.name(line.id) for line in lines_served(wording, use) if line.activity != use.activity]
    return Cell("\n".join([*own, *others]))


def basis_details(wording: Wording, line: PurposeLine) -> Cell:
    """Return a purpose line's legal basis with everything that is recorded about it.

    >>> from datamap.exports.record.wording import wording_of
    >>> from datamap.model import inventory_of
    >>> line = PurposeLine(
    ...     id="line-a",
    ...     organisation="org-a",
    ...     activity="act-a",
    ...     purpose="purpose-analytics",
    ...     legal_basis="basis-consent",
    ...     consent_withdrawn="by e-mail",
    ... )
    >>> print(basis_details(wording_of(inventory_of([line]), "en"), line).text)
    Consent (Art. 6(1)(a))
    Consent withdrawn: by e-mail
    """
    cells = [
        wording.cell(line.legal_basis, wording.term),
        *wording.quoted(line.basis_wording),
        *wording.if_recorded("line.legitimate_interest", line.legitimate_interest),
        *wording.if_recorded("line.interest_assessment", line.interest_assessment),
        *wording.if_recorded("line.consent_given", line.consent_given),
        *wording.if_recorded("line.consent_withdrawn", line.consent_withdrawn),
        *wording.if_recorded("line.law", line.law),
        *wording.if_recorded("line.conditions", line.conditions, wording.term),
    ]
    return wording.all_of(cells)
