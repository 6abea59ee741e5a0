"""Cells of .xlsx files come as the file says, whoever wrote it."""

import pytest

from datamap.workbook.guard import RefusedError, limits
from datamap.workbook.seen import Block, Nature, SeenCell
from tests.workbook.forging import MAIN, REL, cells_in, inline, relations, seen_in, words_in, xlsx, xlsx_parts, zipped

STRICT = "http://purl.oclc.org/ooxml"
DATES = '<numFmts><numFmt numFmtId="170" formatCode="dd&quot;d&quot;"/></numFmts><cellXfs><xf/><xf numFmtId="14"/>'
DATES += '<xf numFmtId="170"/><xf numFmtId="46"/></cellXfs>'


def one(cell: str, **more: str) -> SeenCell | None:
    """What is seen in a workbook whose first cell is this."""
    return cells_in(xlsx(f'<row r="1">{cell}</row>', **more)).get((1, 1))


def test_texts_are_shared_inline_or_rich_and_phonetic_guides_are_left_out() -> None:
    strings = "<si><t>plain</t></si><si><r><t>ri</t></r><r><rPr/><t>ch</t></r><rPh sb='0' eb='1'><t>no</t></rPh></si>"
    strings += "<si><t></t></si><si/>"
    rows = '<row r="2"><c r="B2" t="s"><v>0</v></c><c r="D2" t="s"><v>1</v></c><c r="E2" t="s"><v>2</v></c>'
    rows += '<c t="s"><v>3</v></c><c r="H2" t="inlineStr"><is><r><t>in</t></r><r><t xml:space="preserve">line </t></r>'
    rows += "<rPh><t>no</t></rPh></is></c></row>"
    assert words_in(xlsx(rows, strings=strings)) == {(2, 2): "plain", (2, 4): "rich", (2, 8): "inline "}


def test_places_are_counted_where_a_file_does_not_name_them() -> None:
    rows = '<row><c t="str"><v>a</v></c><c/><c t="str"><v>c</v></c></row><row/><row><c r="AA3" t="str"><v>x</v></c>'
    rows += '<c t="str"><v>y</v></c></row>'
    assert words_in(xlsx(rows)) == {(1, 1): "a", (1, 3): "c", (3, 27): "x", (3, 28): "y"}


@pytest.mark.parametrize(
    ("cell", "seen"),
    [
        ("<c><v>812</v></c>", SeenCell("812", Nature.NUMBER)),
        ("<c><v>0.10000000000000001</v></c>", SeenCell("0.1", Nature.NUMBER)),
        ('<c t="n"><v> 1.2345678901234501E+19 </v></c>', SeenCell("12345678901234502000", Nature.NUMBER)),
        ("<c><v>1E-7</v></c>", SeenCell("1e-07", Nature.NUMBER)),
        ('<c s="1"><v>46277</v></c>', SeenCell("2026-09-12", Nature.DATE)),
        ('<c s="1"><v>46277.4375115741</v></c>', SeenCell("2026-09-12T10:30:01", Nature.DATE)),
        ('<c s="2"><v>0.5</v></c>', SeenCell("12:00:00", Nature.DATE)),
        ('<c s="3"><v>1.25</v></c>', SeenCell("1.25", Nature.NUMBER)),
        ('<c s="1"><v>-1</v></c>', SeenCell("-1", Nature.NUMBER)),
        ('<c s="1"><v>60</v></c>', SeenCell("60", Nature.NUMBER)),
        ('<c s="1"><v>1E9</v></c>', SeenCell("1000000000", Nature.NUMBER)),
        ('<c t="d"><v>2026-09-12T00:00:00</v></c>', SeenCell("2026-09-12", Nature.DATE)),
        ('<c t="b"><v>1</v></c>', SeenCell("true", Nature.BOOLEAN)),
        ('<c t="b"><f>TRUE()</f><v>1</v></c>', SeenCell("true", Nature.BOOLEAN)),
        ('<c t="b"><f>FALSE()</f><v>0</v></c>', SeenCell("false", Nature.BOOLEAN)),
        ('<c t="b"><f>1=1</f><v>1</v></c>', SeenCell("true", Nature.BOOLEAN, is_formula=True)),
        ("<c><f>1+1</f><v>2</v></c>", SeenCell("2", Nature.NUMBER, is_formula=True)),
        ('<c t="str"><f>A2</f><v>x</v></c>', SeenCell("x", Nature.TEXT, is_formula=True)),
        ('<c t="str"><f>""</f><v></v></c>', SeenCell("", Nature.TEXT, is_formula=True)),
        ("<c><f>1+1</f></c>", SeenCell("=1+1", Nature.UNCALCULATED, is_formula=True)),
        ("<c><f>1+1</f><v></v></c>", SeenCell("=1+1", Nature.UNCALCULATED, is_formula=True)),
        ('<c><f t="shared" si="0"/></c>', SeenCell("a formula", Nature.UNCALCULATED, is_formula=True)),
        ('<c t="str"><v>_x0041__x005F_x0041_</v></c>', SeenCell("A_x0041_")),
        ('<c t="str"><v>a&#13;\n&lt;b&gt;</v></c>', SeenCell("a\r\n<b>")),
        ('<c t="inlineStr"><is><t><![CDATA[=1+1]]></t></is></c>', SeenCell("=1+1")),
        ("<c/>", None),
        ("<c><v/></c>", None),
        ('<c t="str"><v></v></c>', None),
        ('<c t="inlineStr"><is><t/></is></c>', None),
    ],
)
def test_a_cell_is_what_its_type_and_format_say(cell: str, seen: SeenCell | None) -> None:
    assert one(cell, styles=DATES) == seen


ERRORS = ["#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA"]


@pytest.mark.parametrize("error", [*ERRORS, "#NV", "#BEZUG!"])
@pytest.mark.parametrize("formula", ["", "<f>A1</f>"])
@pytest.mark.parametrize("style", ["0", "1", "3"])
def test_an_error_value_is_an_error_in_any_cell(error: str, formula: str, style: str) -> None:
    cell = f'<c t="e" s="{style}">{formula}<v>{error}</v></c>'
    assert one(cell, styles=DATES) == SeenCell(error, Nature.ERROR, is_formula=bool(formula))


@pytest.mark.parametrize(
    "cell",
    [
        '<c t="s"><v>0</v></c>',
        '<c t="s"><v>-1</v></c>',
        '<c t="s"><v>x</v></c>',
        '<c t="n"><v>x</v></c>',
        "<c><v>nan</v></c>",
        "<c><v>1_000</v></c>",
        "<c><v>\u0661</v></c>",
        "<c><v>1E999</v></c>",
        '<c t="b"><v>2</v></c>',
        '<c t="d"><v>12.9.26</v></c>',
        '<c t="zz"><v>1</v></c>',
    ],
)
def test_a_cell_that_does_not_hold_what_it_says_is_named(cell: str) -> None:
    with pytest.raises(RefusedError, match="the cell Parties!A1 holds"):
        one(cell)


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"/><row r="2"/>',
        '<row r="2"/><row r="1"/>',
        '<row r="0"/>',
        '<row r="x"/>',
        '<row r="1"><c r="B1"><v>1</v></c><c r="B1"><v>1</v></c></row>',
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="B2"><v>1</v></c></row>',
        '<row r="1"><c r="1"><v>1</v></c></row>',
        '<row r="1"><c r="ABCD1"><v>1</v></c></row>',
        "<row><c></row>",
    ],
)
def test_rows_and_cells_out_of_order_are_damage(rows: str) -> None:
    with pytest.raises(RefusedError, match="is damaged"):
        seen_in(xlsx(rows))


def test_days_count_from_1904_where_the_file_says_so() -> None:
    content = xlsx('<row r="1"><c s="1"><v>44815</v></c></row>', styles=DATES, book='<workbookPr date1904="1"/>')
    assert seen_in(content).is_1904
    assert words_in(content) == {(1, 1): "2026-09-12"}


def test_hidden_rows_columns_and_sheets_are_read_and_told() -> None:
    around = '<cols><col min="3" max="4" hidden="1"/><col min="600" max="16384" hidden="1"/></cols>{rows}'
    around += '<mergeCells><mergeCell ref="B2:C4"/><mergeCell ref="$E$5"/></mergeCells>'
    rows = '<row r="1" hidden="1"><c t="str"><v>a</v></c></row><row r="2" hidden="true"/>'
    parts = xlsx_parts(rows, around=around)
    parts["xl/workbook.xml"] = str(parts["xl/workbook.xml"]).replace("sheetId", 'state="veryHidden" sheetId')
    (sheet,) = seen_in(zipped(parts)).sheets
    assert (sheet.is_hidden, set(sheet.hidden_rows), set(sheet.hidden_columns)) == (True, {1}, {3, 4})
    assert sheet.merged == (Block(2, 2, 4, 3), Block(5, 5, 5, 5))
    assert dict(sheet.cells) == {(1, 1): SeenCell("a")}


def test_names_and_properties_that_stand_for_a_text_are_told() -> None:
    book = '<definedNames><definedName name="base">"rev ""1"""</definedName><definedName name="area">A!$A$1'
    book += '</definedName><definedName name="own" localSheetId="0">"x"</definedName></definedNames>'
    parts = xlsx_parts(book=book)
    parts["_rels/.rels"] = relations(("r1", "officeDocument", "xl/workbook.xml"), ("r2", "custom-properties", "/c.xml"))
    parts["c.xml"] = (
        '<Properties xmlns="u" xmlns:vt="v"><property name="base"><vt:lpwstr>x_x000D_1</vt:lpwstr></property>'
        '<property name="n"><vt:i4>3</vt:i4></property></Properties>'
    )
    seen = seen_in(zipped(parts))
    assert seen.names == {"base": 'rev "1"'}
    assert seen.properties == {"base": "x\r1", "n": "3"}


def test_a_strict_file_with_prefixes_and_targets_from_the_top_is_read() -> None:
    main = f"{STRICT}/spreadsheetml/main"
    kinds = f"{STRICT}/officeDocument/relationships"
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(("r1", "officeDocument", "/XL/book.xml")).replace(REL, kinds),
        "xl/book.xml": f'<x:workbook xmlns:x="{main}" xmlns:r="{kinds}"><x:workbookPr date1904="true"/><x:sheets>'
        '<x:sheet name="A" r:id="r1"/><x:sheet name="Chart" r:id="r2"/></x:sheets></x:workbook>',
        "xl/_rels/book.xml.rels": relations(
            ("r1", "worksheet", "/xl/sheets/a%20b.xml"), ("r2", "chartsheet", "../c.xml")
        ).replace(REL, kinds),
    }
    sheet = (
        f'<x:worksheet xmlns:x="{main}"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>ü</x:t></x:is></x:c>'
        '<c t="str"><v>of no namespace</v></c></x:row></x:sheetData></x:worksheet>'
    )
    seen = seen_in(zipped({**parts, "xl/sheets/a b.xml": sheet.encode("utf-16")}))
    assert [sheet.title for sheet in seen.sheets] == ["A"]
    assert (dict(seen.sheets[0].cells), seen.is_1904) == ({(1, 1): SeenCell("ü")}, True)


def test_a_million_styled_but_empty_rows_are_passed_over() -> None:
    # A tenth of them here; a row costs the same wherever it stands.
    rows = "".join(f'<row r="{n}" s="1" customFormat="1"><c r="A{n}" s="1"/></row>' for n in range(948_577, 1_048_577))
    content = xlsx(inline(("a",)) + rows)
    assert words_in(content) == {(1, 1): "a"}


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("XFD1048576", "XFD1048576, below row 200,000"),
        ("A200001", "below row"),
        ("SG7", "Parties!SG7, beyond column 500"),
    ],
)
def test_a_filled_cell_far_out_is_refused_by_its_name(place: str, words: str) -> None:
    number = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    content = xlsx(f'<row r="{number}"><c r="{place}"><v>1</v></c></row>')
    assert len(content) < 5_000
    with pytest.raises(RefusedError, match=words):
        seen_in(content)


def test_more_than_ten_thousand_merged_areas_are_refused() -> None:
    merges = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 10_002))
    with pytest.raises(RefusedError, match="10,000 merged areas"):
        seen_in(xlsx(around="{rows}<mergeCells>" + merges + "</mergeCells>"))


@pytest.mark.parametrize(
    "missing", ["_rels/.rels", "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"]
)
def test_a_missing_part_is_damage(missing: str) -> None:
    parts = xlsx_parts(inline(("a",)))
    del parts[missing]
    with pytest.raises(RefusedError, match="missing"):
        seen_in(zipped(parts))


def test_shared_texts_may_be_missing_if_no_cell_asks_for_them() -> None:
    parts = xlsx_parts(inline(("a",)), strings="<si/>", styles="<cellXfs/>")
    del parts["xl/sharedStrings.xml"], parts["xl/styles.xml"]
    assert words_in(zipped(parts)) == {(1, 1): "a"}


def test_all_characters_that_xml_allows_come_as_they_are() -> None:
    allowed = [chr(n) for n in (0x9, 0xA, *range(0x20, 0xD800), *range(0xE000, 0xFFFE), *range(0x10000, 0x110000))]
    escaped = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
    texts = ["".join(allowed[start : start + 4096]) for start in range(0, len(allowed), 4096)]
    written = ["".join(escaped.get(letter, letter) for letter in text) for text in texts]
    assert words_in(xlsx(inline(*[(text,) for text in written]))) == {(n, 1): text for n, text in enumerate(texts, 1)}


def test_control_characters_come_by_their_escapes() -> None:
    cells = "".join(f'<c t="str"><v>a_x{n:04X}_</v></c>' for n in range(0x20))
    seen = words_in(xlsx(f"<row>{cells}</row>"))
    assert [seen[1, n + 1] for n in range(0x20)] == [f"a{chr(n)}" for n in range(0x20)]


def test_other_namespaces_are_no_cells() -> None:
    rows = f'<row><c xmlns="u:other" t="str"><v>x</v></c><c><v xmlns="u:other">7</v><v xmlns="{MAIN}">8</v></c></row>'
    assert words_in(xlsx(rows)) == {(1, 1): "8"}


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "_rels/.rels"])
def test_tags_in_tags_without_end_are_refused_before_they_fill_memory(part: str) -> None:
    parts = xlsx_parts(strings="<si/>", styles="<cellXfs/>")
    with pytest.raises(RefusedError, match="more than 100 deep"):
        seen_in(zipped({**parts, part: "<a>" * 300_000}))


def test_names_without_end_are_refused_before_they_fill_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ELEMENTS", limits.ELEMENTS._replace(most=1_000))
    names = "".join(f'<definedName name="n{number}">"x"</definedName>' for number in range(2_000))
    with pytest.raises(RefusedError, match="more than 1,000 names"):
        seen_in(xlsx(book=f"<definedNames>{names}</definedNames>"))
