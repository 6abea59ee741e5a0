"""Commands that ask the graph a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from datamap.cli.options import Source, reading_options
from datamap.cli.output import Cell, Table, fits, print_answer
from datamap.errors import UnknownNameError
from datamap.model import Inventory, facts_of, find, kind_named
from datamap.text import did_you_mean, join_words

if TYPE_CHECKING:
    from datamap.graph import Gap, Graph, Link

USE_COLUMNS = (
    "data use", "organisation", "activity", "category", "elements", "people", "sources", "purposes", "operations",
    "only if", "recipients", "systems", "transfers", "time limits",
)  # fmt: skip


def _graph_of(inventory: Inventory) -> Graph:
    from datamap.graph import build_graph

    return build_graph(inventory)


def _uses_table(graph: Graph, uses: tuple[str, ...], title: str) -> Table:
    from datamap.graph import use_row

    rows: list[dict[str, Cell]] = [{"data use": id, **use_row(graph, id)} for id in uses]
    return Table(name="uses", title=title, columns=USE_COLUMNS, rows=rows, as_cards=True, empty="no data use meets it")


def _links_table(links: tuple[Link, ...]) -> Table:
    rows: list[dict[str, Cell]] = [{"from": tail, "relation": key, "to": head} for tail, key, head in links]
    return Table(name="links", title="Links", columns=["from", "relation", "to"], rows=rows)


def _gaps_table(inventory: Inventory, gaps: list[Gap]) -> Table:
    missing: dict[str, list[str]] = {}
    for gap in gaps:
        fact = facts_of(type(inventory.records[gap.record])).get(gap.field)
        missing.setdefault(gap.record, []).append(fact.title if fact else gap.field)
    rows: list[dict[str, Cell]] = [
        {"record": id, "name": inventory.name_of(id), "not recorded": tuple(fields)} for id, fields in missing.items()
    ]
    columns = ["record", "name", "not recorded"]
    return Table(name="not_recorded", title="Not recorded", columns=columns, rows=rows, empty="nothing")


@click.command("trace")
@click.argument("what", metavar="CATEGORY|ELEMENT")
@reading_options
def trace_command(what: str, source: Source, organisation: str | None, style: str) -> None:
    """Show everything that a category of data, or one element such as 'card number', meets.

    Every activity, purpose, legal basis, person, source, recipient, country, system and time limit, each in the data
    use that links them, and what is not recorded.
    """
    inventory = source.open(organisation=organisation)
    graph = _graph_of(inventory)
    from datamap.graph import trace

    terms, element = _meant(inventory, graph, what)
    found = trace(graph, *terms, element=element)
    names = [f"{inventory.name_of(id)} ({id})" for id in terms] + ([f"the element '{element}'"] if element else [])
    title = f"Where {join_words(names)} is used: {len(found.uses)} data uses, {len(found.links)} links"
    tables = [_uses_table(graph, found.uses, title), _gaps_table(inventory, list(found.gaps))]
    print_answer(tables if style == "text" else [*tables, _links_table(found.links)], style)


def _meant(inventory: Inventory, graph: Graph, what: str) -> tuple[list[str], str]:
    """Return the categories and the element that a word means; one of them may be missing, not both."""
    from datamap.graph.walk import uses_of_element

    element = what if uses_of_element(graph, what) else ""
    try:
        return find(inventory, what, [kind_named("category")]), element
    except UnknownNameError:
        if element:
            return [], element
        raise


@click.command("impact")
@click.argument("what", metavar="PARTY|SYSTEM|COUNTRY")
@reading_options
def impact_command(what: str, source: Source, organisation: str | None, style: str) -> None:
    """Show what would be touched if a party, a system or a country were breached, replaced or left."""
    inventory = source.open(organisation=organisation, about=what)
    graph = _graph_of(inventory)
    from datamap.graph import impact

    ids = find(inventory, what, [kind_named(kind) for kind in ("party", "system", "country")])
    found = [impact(graph, id) for id in ids]
    uses = tuple(dict.fromkeys(use for each in found for use in each.uses))
    links = tuple(dict.fromkeys(link for each in found for link in each.links))
    contracts: list[dict[str, Cell]] = [
        {"party": party, "name": inventory.name_of(party), "contract": contract}
        for each in found
        for party, contract in each.contracts
    ]
    title = f"What depends on {inventory.name_of(ids[0])} ({join_words(ids)}): {len(uses)} data uses"
    tables = [
        _uses_table(graph, uses, title),
        Table(name="contracts", title="Contracts", columns=["party", "name", "contract"], rows=contracts),
    ]
    print_answer(tables if style == "text" else [*tables, _links_table(links)], style)


@click.command("why")
@click.argument("category")
@click.argument("recipient")
@reading_options
def why_command(category: str, recipient: str, source: Source, organisation: str | None, style: str) -> None:
    """Show every path on which data of a category come to a recipient, with purpose, basis and evidence."""
    inventory = source.open(organisation=organisation)
    graph = _graph_of(inventory)
    from datamap.graph import why

    [term] = find(inventory, category, [kind_named("category")])
    parties = find(inventory, recipient, [kind_named("party")])
    rows: list[dict[str, Cell]] = []
    for each in (explanation for party in parties for explanation in why(graph, term, party)):
        path = " → ".join(
            [each.use, *(f"{link.relation.replace('_', ' ')} {inventory.name_of(link.head)}" for link in each.path)]
        )
        rows.append({"path": path, **_behind(graph, inventory, each.use, each.evidence)})
    title = f"Why {inventory.name_of(parties[0])} receives {inventory.name_of(term)}"
    columns = ["path", "activity", "category", "purposes", "only if", "evidence"]
    empty = "nothing in this inventory explains it"
    print_answer([Table(name="paths", title=title, columns=columns, rows=rows, as_cards=True, empty=empty)], style)


def _behind(graph: Graph, inventory: Inventory, use: str, evidence: tuple[str, ...]) -> dict[str, Cell]:
    from datamap.graph import use_row
    from datamap.model import Evidence

    row = use_row(graph, use)
    cited = [inventory.get(Evidence, id) for id in evidence]
    phrases = tuple(dict.fromkeys(f"“{each.phrase}” ({each.document}, line {each.line})" for each in cited))
    return {"evidence": phrases, **{key: row[key] for key in ("activity", "category", "purposes", "only if")}}


@click.command("chain")
@click.argument("party")
@reading_options
def chain_command(party: str, source: Source, organisation: str | None, style: str) -> None:
    """Show a processor and its sub-processors to the end, and where the end is not known."""
    inventory = source.open(organisation=organisation, about=party)
    graph = _graph_of(inventory)
    from datamap.graph import chain, named

    rows: list[dict[str, Cell]] = [
        {
            "party": f"{'  ' * step.depth}{named(graph, step.party)}",
            "id": step.party,
            "engaged by": step.engaged_by,
            "below": "recorded" if step.is_end_known else "unknown below this point",
        }
        for id in find(inventory, party, [kind_named("party")])
        for step in chain(graph, id)
    ]
    print_answer([Table(name="chain", title="", columns=["party", "id", "engaged by", "below"], rows=rows)], style)


@click.command("matrix")
@click.argument("rows")
@click.argument("columns")
@reading_options
def matrix_command(rows: str, columns: str, source: Source, organisation: str | None, style: str) -> None:
    """Count in how many data uses two kinds meet: category, purpose, basis, recipient, people, system, country ..."""
    from datamap.graph import WAYS, matrix

    for word in (rows, columns):
        if word not in WAYS:
            hint = did_you_mean(word, WAYS) or f"there are: {join_words(list(WAYS))}"
            raise UnknownNameError(f"there is no matrix of '{word}'; {hint}")
    inventory = source.open(organisation=organisation)
    frame = matrix(_graph_of(inventory), inventory, rows, columns)
    names = [str(name) for name in frame.columns]
    cells: list[dict[str, Cell]] = [
        {rows: str(name), **dict(zip(names, map(int, line), strict=True))}
        for name, line in zip(frame.index, frame.to_numpy(), strict=True)
    ]
    title = f"{rows} × {columns}: number of data uses"
    table = Table(name="matrix", title=title, columns=[rows, *names], rows=cells)
    print_answer([table if style != "text" or fits(table) else _as_list(table, columns)], style)


def _as_list(table: Table, columns: str) -> Table:
    """Return a matrix that is wider than the terminal as a list: beside each row what it meets, and how often."""
    first, *names = table.columns
    rows: list[dict[str, Cell]] = [
        {first: row[first], columns: tuple(f"{name}: {row[name]}" for name in names if row[name])} for row in table.rows
    ]
    return Table(name=table.name, title=table.title, columns=[first, columns], rows=rows)


@click.command("unused")
@reading_options
def unused_command(source: Source, organisation: str | None, style: str) -> None:
    """List the records that no data use reaches: parties, systems, rules, activities, terms."""
    from datamap.graph import unused
    from datamap.model import kind_of

    inventory = source.open(organisation=organisation)
    rows: list[dict[str, Cell]] = [
        {"record": id, "kind": kind_of(inventory.records[id]).title, "name": inventory.name_of(id)}
        for id in unused(_graph_of(inventory), inventory)
    ]
    empty = "every record is reached by a data use"
    table = Table(name="unused", title="Unused", columns=["record", "kind", "name"], rows=rows, empty=empty)
    print_answer([table], style)


@click.command("unlinked")
@reading_options
def unlinked_command(source: Source, organisation: str | None, style: str) -> None:
    """List what the data uses lack: people, sources, recipients, systems, transfers, time limits, purposes, bases."""
    from datamap.graph import unlinked

    inventory = source.open(organisation=organisation)
    print_answer([_gaps_table(inventory, unlinked(_graph_of(inventory), inventory))], style)
