"""Drawing what people ask for: from a register or text to files of pictures."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from datamap.errors import DatamapError, UnknownNameError
from datamap.files import write_whole
from datamap.labels import languages_of
from datamap.model import Inventory, Organisation, find, kind_named
from datamap.register.moments import day_told, state_words
from datamap.register.progress import Progress, silent
from datamap.text import did_you_mean, join_words

if TYPE_CHECKING:
    from datamap.checks.finding import Finding
    from datamap.exports.diagrams.kinds.scope import Scope
    from datamap.exports.diagrams.render import Picture

ENDINGS = ("svg", "png", "pdf", "dot", "mmd", "html")
ON_PAPER = ("png", "pdf")
"""The forms that hold letters as shapes, so that they need a font; of the others the reader brings it."""
FEW = 5
"""So many characters are named when no font has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a picture is to show, as people say it: "" where they say nothing.

    `as_of` is the day of the state that is drawn, None for the day that `day_told` takes.
    """

    organisation: str = ""
    activity: str = ""
    category: str = ""
    party: str = ""
    paper: str = "auto"
    language: str = "en"
    as_of: datetime.date | None = None


def draw(
    inventory: Inventory,
    kind: str,
    out: Path,
    wanted: Wanted,
    before: tuple[Inventory, Wanted] | None = None,
    with_findings: bool = False,
    tell: Callable[[str], None] = silent,
) -> list[Path]:
    """Write one kind of picture, and beside it its table as CSV; return the files.

    A picture of several pages gives one PDF or HTML file, and a numbered SVG or PNG file for each page.

    Args:
        inventory: the records.
        kind: such as "context", or "change".
        out: the file; its ending says in which form.
        wanted: what to narrow it to.
        before: for a picture of what changed, the earlier records, and what of them is wanted.
        with_findings: whether boxes are marked that `datamap check` finds something about; the list of findings is
            written beside the picture as CSV too.
        tell: is told in a sentence what a picture on paper cannot show.

    Raises:
        DatamapError: the ending is none of ours, or something named does not exist.
    """
    ending = out.suffix.removeprefix(".").lower()
    if ending not in ENDINGS:
        raise DatamapError(f"'{out.name}' does not say in which form: end it with .{join_words(ENDINGS, 'or .')}")
    scope = scope_of(inventory, wanted)
    earlier = scope_of(*before) if before else None
    findings = findings_of(scope.inventory, wanted.as_of) if with_findings else None
    picture = _picture(kind, scope, wanted.paper, earlier, findings)
    files = dict(_files(picture, out, ending))
    files[out.with_suffix(".csv")] = picture.csv.encode()
    if with_findings:
        files[out.with_name(f"{out.stem}-findings.csv")] = picture.findings_csv.encode()
    for path, content in files.items():
        write_whole(path, content)
    if ending in ON_PAPER and (lost := sorted(picture.undrawn)):
        some = f"{' '.join(lost[:FEW])}{' …' if len(lost) > FEW else ''}"
        tell(
            f"no font here has {some}: in the picture an empty box stands for each; as .svg or .html it holds the "
            "characters themselves"
        )
    return list(files)


def draw_map(inventory: Inventory, out: Path, wanted: Wanted, with_findings: bool = False) -> list[Path]:
    """Write the interactive map of all organisations, or of the one named; return the file.

    Raises:
        DatamapError: the file is not to be HTML, or the organisation does not exist.
    """
    from datamap.exports.map.contents import Subject
    from datamap.exports.map.render import render_map
    from datamap.register.reading import part_of

    if out.suffix.lower() != ".html":
        raise DatamapError(f"the map is a page for a browser: end '{out.name}' with .html")
    refuse_language(wanted.language, "map")
    part = part_of(inventory, wanted.organisation) if wanted.organisation else inventory
    findings = findings_of(part, wanted.as_of) if with_findings else None
    language = wanted.language
    subject = Subject(
        inventory=part,
        as_of=wanted.as_of or _day_of_all(part),
        state=state_words(part, language),
        findings=findings,
        language=language,
    )
    write_whole(out, render_map(subject))
    return [out]


def findings_of(inventory: Inventory, day: datetime.date | None) -> tuple[Finding, ...]:
    """Return what `datamap check` finds in these records on a day and nobody accepted until then.

    The day may be None, for that of each organisation's last update.
    """
    from datamap.checks.acceptance import open_findings
    from datamap.checks.run import check

    return open_findings(inventory, check(inventory, day), day)


def _day_of_all(inventory: Inventory) -> datetime.date | None:
    """Return the day as of which organisations are told: of one its own, of several that of the register's state."""
    organisations = inventory.of(Organisation)
    if len(organisations) == 1:
        return day_told(inventory, organisations[0].id)
    return inventory.moment.day if inventory.moment else None


def refuse_language(language: str, product: str) -> None:
    """Raise DatamapError if a product has no words in this language, naming those that it has."""
    known = languages_of(product)
    if language not in known:
        raise DatamapError(f"there are no words in '{language}'; there are: {join_words(known)}")


def draw_all(inventory: Inventory, into: Path, wanted: Wanted, progress: Progress = silent) -> list[Path]:
    """Write the whole set of pictures of each organisation, or of the one named; return the files."""
    from datamap.exports.diagrams.album import Paper
    from datamap.exports.diagrams.pack import render_set

    names = [wanted.organisation] if wanted.organisation else [each.id for each in inventory.of(Organisation)]
    written: dict[Path, bytes] = {}
    for name in names:
        scope = scope_of(inventory, replace(wanted, organisation=name))
        progress(scope.name)
        home = into / scope.organisation.removeprefix("org-") if len(names) > 1 else into
        written |= {home / file: content for file, content in render_set(scope, Paper(wanted.paper)).items()}
    for path, content in written.items():
        write_whole(path, content)
    return list(written)


def scope_of(inventory: Inventory, wanted: Wanted) -> Scope:
    """Return what a picture is about, each name that people wrote looked up.

    Raises:
        UnknownNameError: something named does not exist.
        DatamapError: several organisations could be meant.
    """
    from datamap.exports.diagrams.kinds.scope import Scope
    from datamap.register.reading import part_of

    refuse_language(wanted.language, "diagrams")
    activity, party = _found(inventory, "activity", wanted.activity), _found(inventory, "party", wanted.party)
    owners = {str(getattr(inventory.records[id], "organisation", "")) for id in (activity, party) if id}
    part = part_of(inventory, wanted.organisation or _only(inventory, owners))
    [organisation] = part.of(Organisation)
    return Scope(
        inventory=part,
        organisation=organisation.id,
        as_of=day_told(part, organisation.id, wanted.as_of),
        state=state_words(part, wanted.language),
        language=wanted.language,
        category=_found(part, "category", wanted.category),
        activity=activity,
        party=party,
    )


def _only(inventory: Inventory, owners: set[str]) -> str:
    known = [each.id for each in inventory.of(Organisation) if not owners or each.id in owners]
    if len(known) == 1:
        return known[0]
    if not known:
        raise DatamapError("there is no organisation here to draw")
    names = join_words([id.removeprefix("org-") for id in known], "or")
    raise DatamapError(f"a picture shows one organisation: name it with --organisation {names}")


def _found(inventory: Inventory, kind: str, words: str) -> str:
    """Return the id that words mean, "" for none; the first if records of several organisations are called so."""
    if not words:
        return ""
    return find(inventory, words, [kind_named(kind)])[0]


def _picture(kind: str, scope: Scope, paper: str, before: Scope | None, findings: Sequence[Finding] | None) -> Picture:
    from datamap.exports.diagrams.album import Paper, sheets_of
    from datamap.exports.diagrams.kinds import KINDS, drawings_of
    from datamap.exports.diagrams.overlay import with_findings
    from datamap.exports.diagrams.render import picture_of

    if kind == "change":
        from datamap.exports.diagrams.kinds.change import changes_of

        if before is None:
            raise DatamapError("a picture of changes needs to know since when: --since or --before")
        if findings is not None:
            raise DatamapError("findings are of one state: a picture of changes between two does not show them")
        drawings = changes_of(before, scope)
    elif kind in KINDS:
        drawings = drawings_of(kind, scope)
    else:
        hint = did_you_mean(kind, [*KINDS, "change", "all"]) or f"there are: {join_words([*KINDS, 'change', 'all'])}"
        raise UnknownNameError(f"there is no picture '{kind}'; {hint}")
    if findings is not None:
        drawings = tuple(with_findings(drawing, scope, findings) for drawing in drawings)
    found = sheets_of(drawings, Paper(paper))
    return picture_of(sheet for sheets in found for sheet in sheets)


def _files(picture: Picture, out: Path, ending: str) -> Mapping[Path, bytes]:
    if ending in ("svg", "png"):
        pages = [svg.encode() for svg in picture.svgs] if ending == "svg" else picture.pngs()
        return {page_file(out, number, len(pages)): page for number, page in enumerate(pages, 1)}
    if ending == "pdf":
        return {out: picture.pdf}
    text = {"dot": picture.dot, "mmd": picture.mermaid, "html": picture.html} if ending else {}
    return {out: text[ending].encode()}


def page_file(out: Path, number: int, among: int) -> Path:
    """Return the file of one page: numbered if there are several.

    >>> page_file(Path("context.svg"), 2, 3).name, page_file(Path("context.svg"), 1, 1).name
    ('context-2.svg', 'context.svg')
    """
    return out if among == 1 else out.with_name(f"{out.stem}-{number}{out.suffix}")
