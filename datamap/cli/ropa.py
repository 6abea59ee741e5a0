"""The command that makes the record of processing activities."""

from __future__ import annotations

from pathlib import Path

import click

from datamap.cli.options import (
    Source,
    audience_option,
    format_option,
    language_option,
    organisation_option,
    quiet_option,
    source_options,
)
from datamap.cli.output import Cell, Table, print_answer, say
from datamap.errors import DatamapError
from datamap.register.ropa import asked_for, filled_with, profiles_known, write_ropa

FEW_GAPS = 12
"""So many gaps are told one by one; the file lists all."""


@click.command("ropa")
@click.argument("out", metavar="FILE", type=click.Path(path_type=Path), required=False)
@source_options
@organisation_option
@click.option("--role", type=click.Choice(["controller", "processor"]), help="Art. 30(1) or Art. 30(2).")
@click.option("--profile", metavar="NAME", default="", help="The layout of an authority; art30 if left out.")
@language_option("")
@audience_option
@click.option("--profiles", "is_list", is_flag=True, help="List the profiles; with --profile, what it asks.")
@format_option("text", "json", "csv")
@quiet_option
def ropa_command(
    out: Path | None,
    source: Source,
    organisation: str | None,
    audience: str,
    is_list: bool,
    style: str,
    **named: str | None,
) -> None:
    r"""Make the record of processing activities of one organisation (Art. 30), and say what it lacks.

    The ending of FILE says in which form: xlsx, ods or csv; pdf, docx or html, with the data flows; json, jsonld (DPV)
    or yml (fides). A profile is the layout of an authority, in its words and order; what is not recorded is marked and
    listed.

    \b
    datamap ropa record.xlsx --organisation innomis
    datamap ropa record.ods --organisation innomis --profile cnpd-lu
    datamap ropa --profiles
    datamap ropa --profiles --profile ico --organisation innomis
    """
    words = {key: value or "" for key, value in named.items()}
    if is_list and not words["profile"]:
        print_answer([_profiles()], style)
        return
    inventory = source.open(organisation=organisation)
    asked = asked_for(inventory, organisation or "", audience=audience, as_of=source.day(), **words)
    if is_list:
        print_answer([_questions(filled_with(asked))], style)
        return
    if out is None:
        raise DatamapError("say which file to make, such as record.xlsx; or --profiles to list the layouts")
    gaps = write_ropa(asked, out)
    say(out)
    for line in gaps[:FEW_GAPS]:
        say(f"  {line if len(line) <= LONGEST_LINE else line[:LONGEST_LINE] + '…'}")
    if len(gaps) > FEW_GAPS:
        say(f"  and {len(gaps) - FEW_GAPS} more, which the file lists")


LONGEST_LINE = 160
"""Characters of a gap that are told; the file tells all."""


def _profiles() -> Table:
    columns = ["name", "authority", "language", "role", "questions", "source", "date", "standing"]
    rows: list[dict[str, Cell]] = [
        {
            "name": each.name,
            "authority": each.authority or "any",
            "language": each.language or "en, fr, de",
            "role": each.role or "both",
            "questions": len(each.questions()) or "those of Art. 30",
            "source": each.source,
            "date": each.date,
            "standing": each.standing,
        }
        for each in profiles_known()
    ]
    title = "Layouts of the record of processing"
    return Table(name="profiles", title=title, columns=columns, rows=rows, as_cards=True)


def _questions(filled: object) -> Table:
    from datamap.exports.profiles import Filled

    assert isinstance(filled, Filled)  # noqa: S101 - says the type, which is imported late
    rows: list[dict[str, Cell]] = [
        {
            "question": each.heading,
            "asked by": each.article,
            "filled": each.filled if each.is_held else "not in the model",
            "in part": each.in_part,
            "missing": len(each.missing),
        }
        for each in filled.asked()
    ]
    title = f"{filled.profile.title}: {filled.keeper.organisation.name}, {len(filled.views)} activities"
    return Table(
        name="questions", title=title, columns=["question", "asked by", "filled", "in part", "missing"], rows=rows
    )
