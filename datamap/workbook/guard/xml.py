"""XML from outside: no document type, no entities, no odd encodings, no endless piece; read by expat in pieces."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple
from xml.parsers import expat

from datamap.workbook.guard import limits
from datamap.workbook.guard.refusal import RefusedError, damaged

ENCODINGS = frozenset({"utf-8", "utf-16", "utf-16le", "utf-16be"})
"""The encodings that office programs write; others have been used to slip markup past guards (CVE-2018-19277)."""
LONGEST_TAG = 1024 * 1024
"""Bytes of one tag or comment; expat 2.5 reads a piece anew with each chunk, so an endless one never ends."""
_STARTS = (b"<", b"\0<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_NO_MEMORY = expat.errors.codes[expat.errors.XML_ERROR_NO_MEMORY]
Parser = expat.XMLParserType


def strict_parser(part: str) -> Parser:
    """Return a parser that refuses what no office program writes; names come as "namespace local".

    >>> try:
    ...     strict_parser("a.xml").Parse(b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", True)
    ... except RefusedError as error:
    ...     print(str(error).partition(",")[0])
    declares a document type (DTD) in its part 'a.xml'
    """
    parser = expat.ParserCreate(None, " ")
    parser.buffer_text = True
    parser.buffer_size = 65_536

    def refuse_type(*_declared: object) -> None:
        raise RefusedError(
            f"declares a document type (DTD) in its part '{part}', which no office program writes and which can fill "
            "a machine: save it anew as .xlsx or .ods"
        )

    def refuse_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in ENCODINGS:
            raise RefusedError(f"is written in the encoding '{encoding}' in '{part}': save it anew as .xlsx or .ods")

    parser.StartDoctypeDeclHandler = refuse_type
    parser.XmlDeclHandler = refuse_encoding
    return parser


def feed(parser: Parser, chunks: Iterable[bytes], part: str) -> Iterator[None]:
    """Yield after each chunk that the parser has taken in.

    Raises:
        RefusedError: If the XML is not well-formed, or one of its pieces does not end.
    """
    fed = 0
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
            fed += len(chunk)
            if fed - parser.CurrentByteIndex > LONGEST_TAG + len(chunk):
                raise damaged(f"a tag in '{part}' does not end")
            yield
        parser.Parse(b"", True)
        yield
    except expat.ExpatError as error:
        if error.code == _NO_MEMORY:
            raise MemoryError from None
        reason = expat.ErrorString(error.code)
        raise damaged(f"'{part}', line {error.lineno}, column {error.offset + 1}: {reason}") from None
    except (UnicodeDecodeError, ValueError, LookupError):
        raise damaged(f"'{part}' is not text in its encoding") from None


def check_prolog(chunk: bytes, part: str) -> None:
    """Refuse a part whose first bytes, if they are XML, declare a document type or an odd encoding.

    Whether the rest is well-formed is left to whoever reads the part: most parts are never read.

    >>> check_prolog(b"<a/>", "a.xml")
    """
    if not chunk.lstrip().startswith(_STARTS):
        return
    try:
        strict_parser(part).Parse(chunk, False)
    except (expat.ExpatError, UnicodeDecodeError, ValueError, LookupError):
        return


class Element(NamedTuple):
    """One element of a small part, as it ended; names are without namespaces."""

    name: str
    attributes: dict[str, str]
    text: str
    parent: str
    parent_attributes: dict[str, str]


def elements(chunks: Iterable[bytes], part: str, names: Collection[str]) -> Iterator[Element]:
    """Yield the elements with these names, in the order in which they end, with the text right inside them.

    >>> [(element.name, element.text) for element in elements([b"<a><b>x</b><c/></a>"], "a.xml", {"b"})]
    [('b', 'x')]
    """
    parser = strict_parser(part)
    around: list[tuple[str, dict[str, str]]] = [("", {})]
    found: list[Element] = []
    texts: list[str] = []
    count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        around.append((name, attributes))
        texts.clear()

    def end(name: str) -> None:
        _name, attributes = around.pop()
        if (short := local(name)) in names:
            parent, parent_attributes = around[-1]
            found.append(Element(short, _short(attributes), "".join(texts), local(parent), _short(parent_attributes)))
        texts.clear()

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = texts.append
    for _ in feed(parser, chunks, part):
        limits.DEPTH.check(len(around))
        limits.ELEMENTS.check(count)
        yield from found
        found.clear()


def _short(attributes: dict[str, str]) -> dict[str, str]:
    return {local(key): value for key, value in attributes.items()}


def local(name: str) -> str:
    """Return a name without its namespace.

    >>> local("http://purl.oclc.org/ooxml/spreadsheetml/main sheet")
    'sheet'
    """
    return name.rpartition(" ")[2]
