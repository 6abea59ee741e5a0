"""The record of processing that people ask for: which layout, in which language, for whom, and in which format."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from datamap.errors import DatamapError, UnknownNameError
from datamap.files import write_whole
from datamap.labels import ENGLISH, languages_of
from datamap.model import NOT_RECORDED, Inventory, Organisation
from datamap.register.moments import day_told, state_words
from datamap.register.reading import part_of
from datamap.text import join_words

if TYPE_CHECKING:
    from datamap.checks.acceptance import Held
    from datamap.exports.profiles import Filled, Profile
    from datamap.exports.record import Record
    from datamap.exports.sheets import Book


FEW = 6
"""So many characters and places of a notice are named; the file holds all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for.

    Attributes:
        inventory: the part that the organisation keeps.
        organisation: its id.
        profile: the name of the layout.
        role: "controller" or "processor".
        language: of the words, ISO 639-1.
        audience: "authority", "public" or "internal".
        as_of: the day of the state; None for the day that `day_told` takes.
    """

    inventory: Inventory
    organisation: str
    profile: str = "art30"
    role: str = "controller"
    language: str = "en"
    audience: str = "authority"
    as_of: datetime.date | None = None

    def day(self) -> datetime.date | None:
        """Return the day for which the record holds."""
        return day_told(self.inventory, self.organisation, self.as_of)

    @property
    def state(self) -> str:
        """Which state of a register the records are, in words; "" for text."""
        return state_words(self.inventory, self.language)


def asked_for(
    inventory: Inventory,
    organisation: str = "",
    profile: str = "",
    role: str = "",
    language: str = "",
    **more: str | datetime.date | None,
) -> Asked:
    """Return what people ask for, every name looked up; "" for what they leave open.

    Raises:
        UnknownNameError: an organisation, profile or language is not known; the message names those that are.
        DatamapError: a profile is for the other role, or no organisation is named among several.
    """
    from datamap.exports.profiles import read_profile

    part = part_of(inventory, organisation or _only(inventory))
    layout = read_profile(profile or "art30")
    if role and layout.role and role != layout.role:
        raise DatamapError(f"the profile '{layout.name}' is for a {layout.role}; for a {role} take art30")
    known = languages_of("record")
    spoken = language or layout.language or ENGLISH
    if spoken not in (*known, layout.language):
        raise UnknownNameError(f"there are no words in '{spoken}'; there are: {join_words(known)}")
    [keeper] = part.of(Organisation)
    return Asked(
        inventory=part,
        organisation=keeper.id,
        profile=layout.name,
        role=role or layout.role or "controller",
        # A layout whose language has headings only, such as Polish, has its other words in English.
        language=spoken if spoken in known else ENGLISH,
        **more,  # type: ignore[arg-type]  # audience and as_of, as their types say
    )


def _only(inventory: Inventory) -> str:
    known = [each.id for each in inventory.of(Organisation)]
    if len(known) == 1:
        return known[0]
    if not known:
        raise DatamapError("there is no organisation here whose record could be made")
    names = join_words([id.removeprefix("org-") for id in known], "or")
    raise DatamapError(f"a record is kept by one organisation: name it with --organisation {names}")


def record_asked(asked: Asked) -> Record:
    """Return the record of processing that is asked for, with findings for the organisation itself."""
    from datamap.exports.record import record_of

    findings: tuple[Held, ...] = ()
    if asked.audience == "internal":
        from datamap.checks.acceptance import hold
        from datamap.checks.run import check

        found = check(asked.inventory, asked.as_of, organisation=asked.organisation)
        findings = hold(asked.inventory, found, asked.as_of)
    return record_of(
        asked.inventory,
        asked.organisation,
        asked.day() or NOT_RECORDED,
        asked.language,
        role=asked.role,
        audience=asked.audience,
        state=asked.state,
        findings=findings,
    )


def filled_with(asked: Asked) -> Filled:
    """Return the profile that is asked for, filled."""
    from datamap.exports.profiles import fill, read_profile

    return fill(
        asked.inventory,
        asked.organisation,
        read_profile(asked.profile),
        asked.day() or NOT_RECORDED,
        asked.language,
        role=asked.role,
        audience=asked.audience,
        state=asked.state,
    )


def _is_plain(asked: Asked) -> bool:
    from datamap.exports.profiles import read_profile

    return read_profile(asked.profile).layout == "record"


def _book(asked: Asked) -> Book:
    from datamap.exports import profiles, record

    return record.book_of(record_asked(asked)) if _is_plain(asked) else profiles.book_of(filled_with(asked))


def _xlsx(asked: Asked) -> bytes:
    from datamap.exports.sheets.as_xlsx import render_xlsx

    return render_xlsx(_book(asked))


def _ods(asked: Asked) -> bytes:
    from datamap.exports.sheets.as_ods import render_ods

    return render_ods(_book(asked))


def _csv(asked: Asked) -> bytes:
    from datamap.exports.profiles import book
    from datamap.exports.record import flat
    from datamap.exports.sheets.as_csv import render_csv

    if _is_plain(asked):
        record = record_asked(asked)
        return render_csv(flat.flat_headings(record), flat.flat_rows(record))
    filled = filled_with(asked)
    return render_csv(book.flat_headings(filled), book.flat_rows(filled))


def _document(asked: Asked, ending: str) -> bytes:
    """Return the record as a document, with the data flow of each activity.

    Raises:
        DatamapError: the layout is one of tables, which only workbooks hold.
    """
    from datamap.exports.diagrams.kinds.scope import Scope
    from datamap.exports.documents import RENDERERS, document_of, pictures_of_activities
    from datamap.exports.record import for_audience

    if not _is_plain(asked):
        raise DatamapError(f"the profile '{asked.profile}' is laid out as a table: end it with .xlsx, .ods or .csv")
    scope = Scope(
        inventory=for_audience(asked.inventory, asked.audience),
        organisation=asked.organisation,
        as_of=asked.day(),
        state=asked.state,
    )
    return RENDERERS[ending](document_of(record_asked(asked), pictures_of_activities(scope)))


def _exchange(asked: Asked, ending: str) -> bytes:
    """Return the record for other programs; it is one and the same in every layout."""
    from datamap.exports.interchange import edition_of, format_fides, format_json, format_json_ld

    formats = {"json": format_json, "jsonld": format_json_ld, "yml": format_fides}
    edition = edition_of(
        asked.inventory,
        asked.organisation,
        asked.day(),
        state=asked.state,
        audience=asked.audience,
        role=asked.role,
    )
    return formats[ending](edition).encode()


WRITERS: Mapping[str, Callable[[Asked], bytes]] = {
    "xlsx": _xlsx,
    "ods": _ods,
    "csv": _csv,
    **{ending: partial(_document, ending=ending) for ending in ("pdf", "docx", "html")},
    **{ending: partial(_exchange, ending=ending) for ending in ("json", "jsonld", "yml")},
}
"""What makes a record, by the ending of the file."""


def write_ropa(asked: Asked, out: Path) -> list[str]:
    """Write the record of processing that is asked for, and return what it lacks, a line for each gap.

    Raises:
        DatamapError: the ending is none of ours, or the file cannot be written; the old one is untouched.
    """
    ending = out.suffix.removeprefix(".").lower()
    if ending not in WRITERS:
        known = join_words([f".{each}" for each in WRITERS], "or")
        raise DatamapError(f"'{out.name}' does not say in which form: end it with {known}")
    write_whole(out, WRITERS[ending](asked))
    return [*(_spelt(asked) if ending == "pdf" else ()), *_gaps(asked)]


def _spelt(asked: Asked) -> Iterator[str]:
    """Yield which characters the PDF spells by numbers, and where."""
    from datamap.exports.documents import document_of, spelt_places

    characters, places = spelt_places(document_of(record_asked(asked)))
    if characters:
        some = f"{' '.join(sorted(characters)[:FEW])}{' …' if len(characters) > FEW else ''}"
        where = f"{'; '.join(places[:FEW])}{f'; and {len(places) - FEW} more' if len(places) > FEW else ''}"
        yield f"no font here has {some}: written as [U+{ord(min(characters)):04X}] and so on in {where}"


def _gaps(asked: Asked) -> Iterator[str]:
    from datamap.exports.record import Standing

    if _is_plain(asked):
        for item, _words, told, missing in record_asked(asked).coverage.rows:
            if missing.standing is not Standing.RECORDED:
                yield f"{item.text}: {'; '.join(told.text.splitlines())}. {' '.join(missing.text.splitlines())}"
        return
    filled = filled_with(asked)
    for each in filled.asked():
        if each.missing:
            yield f"{each.heading}: not recorded for {len(each.missing)} of {len(each.missing) + each.filled}"


def profiles_known() -> list[Profile]:
    """Return all profiles, plain Art. 30 first."""
    from datamap.exports.profiles import profile_names, read_profile

    return [read_profile(name) for name in profile_names()]
