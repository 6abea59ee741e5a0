"""Commands that show records and terms as they stand."""

from __future__ import annotations

import click

from datamap.cli.options import Source, format_option, reading_options, source_options
from datamap.cli.output import Cell, Table, print_answer
from datamap.errors import UnknownNameError
from datamap.model import (
    KINDS,
    NOT_RECORDED,
    Absent,
    Inventory,
    Kind,
    Organisation,
    Record,
    Term,
    facts_of,
    find,
    flatten,
    inventory_of,
    kind_of,
)
from datamap.register import found
from datamap.text import did_you_mean, join_words, match_key


def _kind_called(words: str) -> Kind | None:
    """Return the kind that a person means: by its name, its title or the name of its file."""
    key = match_key(words)
    names = {kind: (kind.name, kind.title, kind.stem, f"{kind.stem}s") for kind in KINDS}
    return next((kind for kind in KINDS if key in map(match_key, names[kind])), None)


@click.command("list")
@click.argument("kind", required=False)
@reading_options
def list_command(kind: str | None, source: Source, organisation: str | None, style: str) -> None:
    """List the records of one KIND (activities, parties, data-uses, categories ...), or count all kinds."""
    inventory = source.open(organisation=organisation)
    if kind is None:
        print_answer([_counts(inventory)], style)
        return
    found = _kind_called(kind)
    if found is None:
        stems = [each.stem for each in KINDS]
        raise UnknownNameError(f"there is no kind '{kind}'; {did_you_mean(kind, stems) or join_words(stems)}")
    print_answer([_listing(inventory, found)], style)


def _counts(inventory: Inventory) -> Table:
    names = {each.id: each.id.removeprefix("org-") for each in inventory.of(Organisation)}
    rows: list[dict[str, Cell]] = []
    for kind in KINDS:
        records = [record for record in inventory.kept() if kind_of(record) is kind]
        if records and kind.record_class is not Organisation:
            counts = {names[id]: sum(getattr(each, "organisation", "") == id for each in records) for id in names}
            rows.append({"kind": kind.stem, **counts})
    return Table(name="counts", title="Records by kind", columns=["kind", *names.values()], rows=rows)


def _listing(inventory: Inventory, kind: Kind) -> Table:
    """Return a line per record: its id, its name, and what tells it apart at a glance."""
    facts = facts_of(kind.record_class)
    shown = [name for name in _AT_A_GLANCE.get(kind.name, ()) if name in facts]
    rows: list[dict[str, Cell]] = []
    for record in inventory.of(kind.record_class):
        name = inventory.name_of(record.id)
        row: dict[str, Cell] = {"id": record.id, "name": name if name != record.id else ""}
        rows.append(row | {facts[field].title: _words(inventory, record, field) for field in shown})
    columns = ["id", *(["name"] if any(row["name"] for row in rows) else []), *(facts[field].title for field in shown)]
    return Table(name=kind.stem, title=f"{kind.stem} ({len(rows)})", columns=columns, rows=rows)


_AT_A_GLANCE = {
    "organisation": ("country", "updated"),
    "activity": ("role",),
    "purpose_line": ("activity", "purpose", "legal_basis"),
    "data_use": ("activity", "category", "people"),
    "category": ("parent", "special"),
    "party": ("kind", "country"),
    "system": ("operated_by", "country"),
    "transfer": ("country", "tool"),
    "retention_rule": ("kind", "wording"),
    "measure": ("nature",),
    "rights_procedure": ("right", "how"),
    "claim": ("kind", "summary"),
    "document": ("date", "file"),
    "evidence": ("record", "field", "phrase"),
    "coverage": ("reason", "phrase"),
    "acceptance": ("finding", "reason", "person", "until"),
    "country": ("eea_from", "eea_to"),
}


def _words(inventory: Inventory, record: Record, field: str) -> Cell:
    """Return what a field holds, with names for references."""
    words = flatten(record).get(field, NOT_RECORDED)
    if isinstance(words, Absent) or field in ("id", "record"):
        return words
    names = tuple(_name(inventory, record, field, each) for each in ([words] if isinstance(words, str) else words))
    return names if isinstance(words, tuple) else names[0]


def _name(inventory: Inventory, record: Record, field: str, words: str) -> str:
    is_reference = facts_of(type(record))[field].value == "reference"
    return inventory.name_of(words) if is_reference and words in inventory.records else words


@click.command("show")
@click.argument("record", metavar="ID|NAME")
@reading_options
def show_command(record: str, source: Source, organisation: str | None, style: str) -> None:
    """Show one record: every field, what is not recorded, the evidence, and where it is written."""
    inventory = source.open(organisation=organisation, about=record)
    tables = [table for id in find(inventory, record) for table in _sheet(inventory, inventory.records[id])]
    print_answer(tables, style)


def _sheet(inventory: Inventory, record: Record) -> list[Table]:
    rows: list[dict[str, Cell]] = []
    for name, fact in facts_of(type(record)).items():
        ids = getattr(record, name)
        shown = _words(inventory, record, name) if name != "organisation" or ids else NOT_RECORDED
        if name == "organisation" and isinstance(ids, str):
            shown = inventory.name_of(ids)
        rows.append({"field": fact.title, "value": shown, "article": fact.article})
    place = inventory.location_of(record.id)
    title = f"{kind_of(record).title}: {inventory.name_of(record.id)} ({record.id}), {place or 'made in code'}"
    evidence: list[dict[str, Cell]] = [
        {"field": each.field, "phrase": each.phrase, "document": each.document, "line": _line(each.line)}
        for each in inventory.evidence_for(record.id)
    ]
    return [
        Table(name="record", title=title, columns=["field", "value", "article"], rows=rows),
        Table(name="evidence", title="Evidence", columns=["field", "phrase", "document", "line"], rows=evidence),
    ]


def _line(line: int | Absent) -> Cell:
    return line


@click.command("explain")
@click.argument("term", metavar="TERM|KIND|CODE")
@source_options
@format_option("text", "json", "csv")
def explain_command(term: str, source: Source, style: str) -> None:
    """Explain a term: what it means, its article, its names in DPV, fides and the CCPA; or the fields of a kind.

    A code such as PUR-001 gets the manual of the rule: why, bad, good, law; the word rules lists all of them. A code
    such as WBK-201 says what is at fault in a workbook and how to mend it; the word codes lists these.
    """
    if tables := _rules_called(term):
        print_answer(tables, style)
        return
    kind = _kind_called(term)
    inventory = source.open() if source != Source(None, None, None) or found() else inventory_of([])
    if kind is not None and (not kind.is_shipped or term not in inventory.records):
        print_answer([_fields(kind)], style)
        return
    kinds = [each for each in KINDS if issubclass(each.record_class, Term)]
    try:
        ids = find(inventory, term, kinds)
    except UnknownNameError as error:
        known = join_words([each.stem for each in KINDS])
        raise UnknownNameError(f"{error} (`datamap list categories` lists terms; kinds are {known})") from None
    print_answer([_term(inventory, inventory.records[id]) for id in ids], style)


def _rules_called(words: str) -> list[Table]:
    """Return what there is to say of the rule or the fault with this code, or of all; nothing if they mean none."""
    from datamap.checks.catalogue import rule_of
    from datamap.cli.checking import all_unanswered_table, manual_table, rules_table, unanswered_table
    from datamap.cli.workbook_codes import codes_table

    if words == "rules":
        return [rules_table(), all_unanswered_table()]
    rule = rule_of(words)
    table = manual_table(rule) if rule else unanswered_table(words) or codes_table(words)
    return [table] if table else []


def _term(inventory: Inventory, record: Record) -> Table:
    """Return what is known of a term, and the terms right below it."""
    rows: list[dict[str, Cell]] = [
        {"field": "id", "value": record.id},
        {"field": "kind", "value": kind_of(record).title},
    ]
    for name, fact in facts_of(type(record)).items():
        words = _words(inventory, record, name)
        if name not in ("id", "organisation") and words is not NOT_RECORDED:
            rows.append({"field": fact.title, "value": words})
    below = tuple(
        each.label for each in inventory.of(type(record)) if isinstance(each, Term) and each.parent == record.id
    )
    if below:
        rows.append({"field": "narrower terms", "value": below})
    return Table(name=record.id, title=inventory.name_of(record.id), columns=["field", "value"], rows=rows)


def _fields(kind: Kind) -> Table:
    """Return the fields of a kind of record, with what to write in each."""
    rows: list[dict[str, Cell]] = [
        {
            "field": fact.name,
            "holds": join_words([*fact.kinds], "or")
            or join_words(list(map(str, fact.choices or ())), "or")
            or fact.value,
            "article": fact.article,
            "what to write": f"{fact.help}{' (several)' if fact.many else ''}{' (required)' if fact.required else ''}",
        }
        for fact in facts_of(kind.record_class).values()
        if not fact.from_folder
    ]
    doc = (kind.record_class.__doc__ or "").strip().splitlines()[0]
    title = f"{kind.title} (inventory/NAME/{kind.stem}.yaml): {doc}"
    return Table(name=kind.name, title=title, columns=["field", "holds", "article", "what to write"], rows=rows)
