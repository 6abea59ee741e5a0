"""Matrices: which category of data serves which purpose, on which basis and for how long; and who receives it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from datamap.exports.diagrams.drawing import Arrangement, Cluster, Drawing, Edge, Emphasis, Item, Lane, Node, Shape
from datamap.exports.diagrams.kinds.boxes import use_marks
from datamap.exports.diagrams.kinds.flows import condition_of
from datamap.exports.diagrams.kinds.scope import Scope
from datamap.exports.diagrams.kinds.telling import COLLECTED, DISCLOSED, particulars_of
from datamap.model import NONE, DataUse, LegalBasis, RetentionRule, recorded

Cells = dict[tuple[str, str], list[DataUse]]
SILENT = ""
"""The column of the data for which no purpose or recipient is recorded."""

MOST_CODES = 2
"""How many time limits a cell names before it counts the rest."""

SILENT = ""
"""The column of the data for which no purpose or recipient is recorded."""

MOST_CODES = 2
"""How many time limits a cell names before it counts the rest."""

Codes = Callable[[tuple[str, str], Sequence[DataUse]], tuple[str, ...]]


def drawings(scope: Scope) -> tuple[Drawing, ...]:
    """Return the two matrices: category by purpose, and category by recipient."""
    return (purposes_of(scope), recipients_of(scope))


def purposes_of(scope: Scope) -> Drawing:
    """Return the matrix of categories and purposes; a cell holds the letters of the bases, and the time limits."""
    cells: Cells = {}
    for use in scope.uses:
        for purpose in dict.fromkeys([line.purpose for line in scope.lines_of(use)] or [SILENT]):
            cells.setdefault((use.category, purpose), []).append(use)
    letters, periods = letters_of(scope), period_codes(scope)

    def codes(ends: tuple[str, str], uses: Sequence[DataUse]) -> tuple[str, ...]:
        bases = _bases(scope, ends[1], uses)
        kept = dict.fromkeys(id for use in uses for id in recorded(use.retention))
        lines = (line for use in uses for line in scope.lines_of(use) if line.purpose == ends[1])
        on_none = scope.none_in(line.legal_basis for line in lines)
        for_ever = scope.none_in(use.retention for use in uses)
        return ",".join([*sorted(letters[basis] for basis in bases), *on_none]), _short(
            [*(periods[id] for id in kept), *for_ever]
        )

    used = {basis for ends, uses in cells.items() for basis in _bases(scope, ends[1], uses)}
    key = [
        f"{letters[id]} = {scope.inventory.name_of(id)}"
        for id in sorted(letters, key=letters.__getitem__)
        if id in used
    ]
    kept = {id for uses in cells.values() for use in uses for id in recorded(use.retention)}
    rules = [f"{periods[id]} = {scope.inventory.name_of(id)}" for id in periods if id in kept]
    key = key or scope.none_in(line.legal_basis for use in scope.uses for line in scope.lines_of(use))
    rules = rules or scope.none_in(use.retention for use in scope.uses)
    panel = (_item(scope, "matrix.bases", key), _item(scope, "matrix.periods", rules))
    return _matrix(scope, "purpose", cells, codes, panel)


def recipients_of(scope: Scope) -> Drawing:
    """Return the matrix of categories and recipients; a cell says whether data go there only under a condition."""
    cells: Cells = {}
    for use in scope.uses:
        for id in recorded(use.recipients) or (SILENT,):
            cells.setdefault((use.category, id), []).append(use)

    def codes(ends: tuple[str, str], uses: Sequence[DataUse]) -> tuple[str, ...]:
        if ends[1] == SILENT:
            return (scope.say("none"),) if all(use.recipients is NONE for use in uses) else ("",)
        return (scope.say("matrix.if"),) if all(use.condition for use in uses) else ("•",)

    return _matrix(
        scope, "recipient", cells, codes, (Item(scope.say("matrix.cells"), scope.say("matrix.cells.recipient")),)
    )


def letters_of(scope: Scope) -> dict[str, str]:
    """Return the letter of each legal basis in Art. 6(1), from the provision that its term names."""
    found = {}
    for basis in scope.inventory.of(LegalBasis):
        points = [article for article in recorded(basis.article) if article.startswith("Art. 6(1)(")]
        found[basis.id] = points[0].removeprefix("Art. 6(1)(")[:1] if points else basis.label
    return found


def period_codes(scope: Scope) -> dict[str, str]:
    """Return a code for each time limit: K1, K2 and so on, in the order of the rules."""
    return {rule.id: f"K{number}" for number, rule in enumerate(scope.inventory.of(RetentionRule), start=1)}


def _short(codes: Sequence[str]) -> str:
    """Return codes for a cell: two of them, or one and how many more there are."""
    return " ".join(codes) if len(codes) <= MOST_CODES else f"{codes[0]} +{len(codes) - 1}"


def _bases(scope: Scope, purpose: str, uses: Sequence[DataUse]) -> list[str]:
    """Return the bases on which data uses serve a purpose."""
    lines = [line for use in uses for line in scope.lines_of(use) if line.purpose == purpose]
    return list(dict.fromkeys(line.legal_basis for line in lines if isinstance(line.legal_basis, str)))


def _item(scope: Scope, key: str, words: Sequence[str]) -> Item:
    return Item(scope.say(key), " · ".join(words) or scope.say("not-recorded"), is_missing=not words)


def _matrix(scope: Scope, what: str, cells: Cells, codes: Codes, panel: tuple[Item, ...]) -> Drawing:
    inventory = scope.inventory
    categories = sorted({category for category, _ in cells}, key=lambda id: (inventory.name_of(scope.root_of(id)), id))
    columns = sorted({column for _, column in cells}, key=lambda id: (id == SILENT, inventory.name_of(id)))
    by_category = {id: [use for use in scope.uses if use.category == id] for id in categories}
    nodes = [_row(scope, id, by_category[id]) for id in categories]
    shape = Shape.RECIPIENT if what == "recipient" else Shape.ACTIVITY
    nodes += [
        Node(
            id=f"{what} {id}", lane=what, shape=shape, title=inventory.name_of(id) or scope.say(f"matrix.silent.{what}")
        )
        for id in columns
    ]
    edges = [
        _edge(scope, number, ends, what, uses, codes(ends, uses))
        for number, (ends, uses) in enumerate(cells.items(), 1)
    ]
    roots = dict.fromkeys(scope.root_of(id) for id in categories)
    return Drawing(
        title=scope.say(f"matrix.title.{what}", name=scope.name),
        subtitle=scope.say(f"matrix.subtitle.{what}"),
        description=scope.say("matrix.description", name=scope.name, count=len(edges)),
        footer=scope.footer(scope.say(f"matrix.scope.{what}")),
        lanes=tuple(Lane(id=id, title=scope.say(f"matrix.lane.{id}")) for id in ("category", what)),
        clusters=tuple(Cluster(id=id, label=inventory.name_of(id)) for id in roots),
        nodes=tuple(nodes),
        edges=tuple(edges),
        panel=panel,
        meanings=((Emphasis.MISSING, scope.say("flows.sign.missing")),),
        arrangement=Arrangement.MATRIX,
        name=f"matrix-{what}s",
        language=scope.language,
    )


def _row(scope: Scope, id: str, uses: Sequence[DataUse]) -> Node:
    name, root = scope.inventory.name_of(id), scope.root_of(id)
    return Node(id=id, lane="category", shape=Shape.SYSTEM, title=name, marks=use_marks(scope, uses), cluster=root)


def _edge(
    scope: Scope, number: int, ends: tuple[str, str], what: str, uses: Sequence[DataUse], codes: tuple[str, ...]
) -> Edge:
    category, column = ends
    is_out = what == "recipient"
    told = particulars_of(scope, uses, [column] if is_out and column else None, DISCLOSED if is_out else COLLECTED)
    words: Mapping[str, str] = {"purpose": f"{told.basis}; {told.period}", "recipient": condition_of(scope, uses)}
    return Edge(
        tail=category,
        head=f"{what} {column}",
        number=number,
        label=words[what],
        content=scope.inventory.name_of(category),
        condition=condition_of(scope, uses),
        particulars=told,
        codes=codes,
    )
