"""What in a workbook leads out of it or could run: it is listed in plain sentences, and never followed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from datamap.workbook.guard.archive import Archive
from datamap.workbook.guard.xml import elements

_LONGEST_TARGET = 80
# By the last part of the type of a relationship (ECMA-376 part 1, annex on relationships; MS-OI29500), one and many.
_KINDS = {
    "externallink": ("a link to another workbook", "{} links to other workbooks"),
    "externallinkpath": ("a link to another workbook", "{} links to other workbooks"),
    "connections": ("a connection to outside data", "{} connections to outside data"),
    "querytable": ("a query for outside data", "{} queries for outside data"),
    "oleobject": ("an embedded object", "{} embedded objects"),
    "package": ("an embedded object", "{} embedded objects"),
    "control": ("an ActiveX control", "{} ActiveX controls"),
    "ctrlprop": ("a form control", "{} form controls"),
    "activexcontrolbinary": ("an ActiveX control", "{} ActiveX controls"),
    "ui/extensibility": ("a change of the menus of Excel", "{} changes of the menus of Excel"),
    "vbaproject": ("a set of macros", "{} sets of macros"),
    "xlmacrosheet": ("a sheet of macros", "{} sheets of macros"),
    "hyperlink": ("a link to another place", "{} links to other places"),
    "attachedtemplate": ("a template elsewhere", "{} templates elsewhere"),
    "image": ("a picture that lies elsewhere", "{} pictures that lie elsewhere"),
}
# Parts that lie in the file though no relationship names them, by the beginning of their names.
_PARTS = {
    "xl/vbaproject": "vbaproject",
    "xl/externallinks/external": "externallink",
    "xl/connections": "connections",
    "xl/querytables/": "querytable",
    "xl/embeddings/": "oleobject",
    "xl/activex/activex": "control",
    "xl/ctrlprops/": "ctrlprop",
    "xl/macrosheets/": "xlmacrosheet",
    "customui": "ui/extensibility",
}
_OTHER = ("a part that lies elsewhere", "{} parts that lie elsewhere")
_ONLY_OUTSIDE = {"hyperlink", "image"}
_ODS_PARTS = (
    ("basic/", ("a set of macros", "{} sets of macros")),
    ("scripts/", ("a set of macros", "{} sets of macros")),
    ("object ", ("an embedded object", "{} embedded objects")),
)


def links_of_xlsx(archive: Archive) -> Iterator[str]:
    """Yield a sentence for each kind of link, object or macro among the relationships and the parts."""
    counts: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], str] = {}
    for part in sorted(name for name in archive.names if name.lower().endswith(".rels")):
        for element in elements(archive.chunks(part), part, {"Relationship"}):
            kind = element.attributes.get("Type", "").lower()
            is_outside = element.attributes.get("TargetMode", "").lower() == "external"
            word = "ui/extensibility" if kind.endswith("ui/extensibility") else kind.rpartition("/")[2]
            if (word in _ONLY_OUTSIDE or word not in _KINDS) and not is_outside:
                continue
            words = _KINDS.get(word, _OTHER)
            counts[words] += 1
            if is_outside:
                first.setdefault(words, element.attributes.get("Target", ""))
    unnamed = Counter(map(_words_of_part, archive.names))
    counts.update({words: count for words, count in unnamed.items() if words and not counts[words]})
    yield from _sentences(counts, first)


def _words_of_part(name: str) -> tuple[str, str] | None:
    """Return the words for a part that could run or leads out, by its name; None for all others."""
    name = name.lower()
    if name.endswith(".rels"):
        return None
    return next((_KINDS[kind] for start, kind in _PARTS.items() if name.startswith(start)), None)


def links_of_ods(archive: Archive) -> Iterator[str]:
    """Yield a sentence for macros and embedded objects among the parts of an .ods file."""
    found = {
        (words, name.split("/")[0]) for name in archive.names for start, words in _ODS_PARTS
        if name.lower().startswith(start)
    }  # fmt: skip
    yield from _sentences(Counter(words for words, _folder in found), {})


def sentences_of(count: int, target: str) -> Iterator[str]:
    """Yield a sentence about the places that cells link to, if there are any.

    >>> list(sentences_of(1, "https://example.org"))
    ["it holds a link to another place ('https://example.org'), which was not followed"]
    """
    if count:
        yield from _sentences(Counter({_KINDS["hyperlink"]: count}), {_KINDS["hyperlink"]: target})


def _sentences(counts: Counter[tuple[str, str]], first: dict[tuple[str, str], str]) -> list[str]:
    return sorted(_sentence(words, count, first.get(words, "")) for words, count in counts.items())


def _sentence(words: tuple[str, str], count: int, target: str) -> str:
    one, many = words
    seen = one if count == 1 else many.format(count)
    place = f" ('{target[:_LONGEST_TARGET]}{'…' if len(target) > _LONGEST_TARGET else ''}')" if target else ""
    done = "run" if "macros" in one else "opened" if "object" in one or "control" in one else "followed"
    return f"it holds {seen}{place}, which {'was' if count == 1 else 'were'} not {done}"
