"""One module for each kind of picture: from records to a drawing, without looking at anything else."""

from __future__ import annotations

import importlib
from collections.abc import Mapping

from datamap.errors import DatamapError
from datamap.exports.diagrams.drawing import Drawing
from datamap.exports.diagrams.kinds.scope import Scope

KINDS: Mapping[str, str] = {
    "context": "Who gives data to the organisation, and who receives them.",
    "flows": "All data flows of the organisation.",
    "activity": "The data flow of one activity, or of each, with the eight items of NIST ID.IM-P.",
    "trace": "Everything that one category of data meets.",
    "transfers": "Where data go, by what protects them there.",
    "chain": "Processors and whom they engage, to the end.",
    "matrix": "Which category serves which purpose on which basis, and who receives it.",
    "retention": "When data are erased, from what starts the clock.",
    "systems": "Where data rest, who runs it, and in which country.",
}
"""Each kind of picture of one state of the records, and the question that it answers."""


def drawings_of(kind: str, scope: Scope) -> tuple[Drawing, ...]:
    """Return the pictures of one kind, before anybody decides where things stand.

    >>> from datamap.model import Organisation, inventory_of
    >>> scope = Scope(inventory=inventory_of([Organisation(id="org-a", name="Acme")]), organisation="org-a")
    >>> [drawing.title for drawing in drawings_of("systems", scope)]
    ['Acme: where data rest']

    Raises:
        DatamapError: there is no such kind, or it needs to be told a category or another part.
    """
    if kind not in KINDS:
        raise DatamapError(f"there is no picture '{kind}'; there are: {', '.join(KINDS)}")
    module = importlib.import_module(f"datamap.exports.diagrams.kinds.{kind}")
    found: tuple[Drawing, ...] = module.drawings(scope)
    return found
