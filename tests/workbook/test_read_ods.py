"""Cells of .ods files come as LibreOffice shows them."""

import pytest

from datamap.workbook.guard import RefusedError
from datamap.workbook.seen import Block, Nature, SeenCell
from tests.workbook.forging import cells_in, ods, ods_parts, seen_in, words_in, zipped


def row(*cells: str, **attributes: str) -> str:
    more = "".join(f' table:{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f"<table:table-row{more}>{''.join(cells)}</table:table-row>"


def cell(content: str = "", attributes: str = 'office:value-type="string"') -> str:
    return f"<table:table-cell {attributes}>{content}</table:table-cell>"


def typed(kind: str, value: str = "", more: str = "", shown: str = "<text:p>shown</text:p>") -> str:
    name = {"date": "date-value", "time": "time-value", "boolean": "boolean-value"}.get(kind, "value")
    return cell(shown, f'office:value-type="{kind}" office:{name}="{value}" {more}')


ERROR = 'office:string-value="" calcext:value-type="error"'
SPACED = '<text:p> <text:s/>a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d </text:p>'
LINKED = '<text:p><text:span>a <text:a xlink:href="#x">b</text:a></text:span></text:p><text:p/>'
DRAWN = "<text:p>c</text:p><draw:frame><draw:text-box><text:p>drawn</text:p></draw:text-box></draw:frame>"


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        (typed("float", "812"), SeenCell("812", Nature.NUMBER)),
        (typed("float", "1.23456789012346E+019"), SeenCell("12345678901234600000", Nature.NUMBER)),
        (typed("percentage", "0.25"), SeenCell("0.25", Nature.NUMBER)),
        (typed("currency", "3", 'office:currency="EUR"'), SeenCell("3", Nature.NUMBER)),
        (typed("date", "2026-09-12"), SeenCell("2026-09-12", Nature.DATE)),
        (typed("date", "2026-09-12T10:30:01.500000000"), SeenCell("2026-09-12T10:30:01.500", Nature.DATE)),
        (typed("date", "2026-09-12T00:00:00"), SeenCell("2026-09-12", Nature.DATE)),
        (typed("time", "PT01H02M03S"), SeenCell("01:02:03", Nature.DATE)),
        (typed("time", "PT30H00M00S"), SeenCell("1.25", Nature.NUMBER)),
        (typed("boolean", "true"), SeenCell("true", Nature.BOOLEAN)),
        (typed("float", "1", 'table:formula="of:=TRUE()"'), SeenCell("true", Nature.BOOLEAN)),
        (typed("float", "2", 'table:formula="of:=1+1"'), SeenCell("2", Nature.NUMBER, is_formula=True)),
        (cell("<text:p/>", 'table:formula="of:=&quot;&quot;"'), SeenCell("", Nature.TEXT, is_formula=True)),
        (cell("", 'table:formula="of:=1+1"'), SeenCell("=1+1", Nature.UNCALCULATED, is_formula=True)),
        (
            typed("string", "", f'table:formula="of:=1/0" {ERROR}', "<text:p>#DIV/0!</text:p>"),
            SeenCell("#DIV/0!", Nature.ERROR, is_formula=True),
        ),
        (
            typed("string", "", f'table:formula="of:=#N/A" {ERROR}', "<text:p>#N/A</text:p>"),
            SeenCell("#N/A", Nature.ERROR),
        ),
        (
            cell("<text:p>#N/A</text:p>", 'table:formula="of:=NA()" office:value-type="string"'),
            SeenCell("#N/A", Nature.ERROR, is_formula=True),
        ),
        (cell("<text:p>#N/A</text:p>"), SeenCell("#N/A")),
        (cell("<text:p>a  b\n c</text:p>"), SeenCell("a b c")),
        (cell(SPACED), SeenCell(" a   b\tc\nd ")),
        (cell(LINKED), SeenCell("a b\n")),
        (cell("<office:annotation><text:p>note</text:p></office:annotation><text:p>c</text:p>"), SeenCell("c")),
        (cell(DRAWN), SeenCell("c")),
        (cell("", 'office:value-type="string" office:string-value="given"'), SeenCell("given")),
        (cell("<text:p/>"), None),
        (cell("", 'table:style-name="ce1"'), None),
    ],
)  # fmt: skip
def test_a_cell_is_what_its_type_says(written: str, seen: SeenCell | None) -> None:
    assert cells_in(ods(row(written))).get((1, 1)) == seen


@pytest.mark.parametrize(
    "written",
    [
        typed("float", "x"),
        typed("float", "INF"),
        typed("boolean", "1"),
        typed("date", "12.9.2026"),
        typed("time", "12:00"),
    ],
)
def test_a_cell_that_does_not_hold_what_it_says_is_named(written: str) -> None:
    with pytest.raises(RefusedError, match="the cell Parties!B1 holds"):
        seen_in(ods(row(cell(), written)))


def text(word: str, attributes: str = "") -> str:
    return cell(f"<text:p>{word}</text:p>", f'office:value-type="string" {attributes}')


def test_repeated_rows_and_cells_stand_as_often_as_they_are_repeated() -> None:
    rows = row(cell("", 'table:number-columns-repeated="3"'), text("a", 'table:number-columns-repeated="2"'), text("b"))
    rows += row(cell("", 'table:number-columns-repeated="16384"'), number_rows_repeated="1048000")
    assert words_in(ods(row(text("x"), number_rows_repeated="2") + rows)) == {
        (1, 1): "x", (2, 1): "x", (3, 4): "a", (3, 5): "a", (3, 6): "b"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (row(text("x", 'table:number-columns-repeated="16384"')), "Parties!XFD1, beyond column 500"),
        (row(text("x"), number_rows_repeated="1048576"), "below row 200,000"),
        (row(text("x", 'table:number-columns-repeated="400"'), number_rows_repeated="20000"), "5,000,000 filled"),
        (row(text("x" * 10_000), number_rows_repeated="20000"), "60,000,000 characters"),
        (row(cell(f"<text:p>{'<text:s text:c=' + chr(34) + '99999999' + chr(34) + '/>'}</text:p>")), "characters"),
        (row(text("x"), number_rows_repeated="9" * 500), "no number of repetitions"),
        (row(text("x"), number_rows_repeated="0"), "no number of repetitions"),
        (row(cell("<text:p><text:s text:c='-1'/></text:p>")), "no number of spaces"),
    ],
)
def test_repetitions_that_fill_a_machine_are_refused(rows: str, words: str) -> None:
    with pytest.raises(RefusedError, match=words):
        seen_in(ods(rows))


def test_hidden_rows_columns_and_sheets_and_merged_cells_are_told() -> None:
    styles = '<style:style style:name="ta1" style:family="table"><style:table-properties table:display="false"/>'
    columns = '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse" '
    columns += 'table:number-columns-repeated="16382"/>'
    rows = row(text("m", 'table:number-columns-spanned="2" table:number-rows-spanned="3"'), visibility="filter")
    rows += row("<table:covered-table-cell/>", visibility="collapse")
    content = ods(columns + rows, styles=f"{styles}</style:style>", table=' table:style-name="ta1"')
    (sheet,) = seen_in(content).sheets
    assert (sheet.is_hidden, set(sheet.hidden_rows), sheet.merged) == (True, {1}, (Block(1, 1, 3, 2),))
    assert sheet.hidden_columns == set(range(3, 501))


def test_rows_in_groups_and_headers_are_rows_and_tables_that_are_no_sheets_are_passed_over() -> None:
    rows = f"<table:table-header-rows>{row(text('h'))}</table:table-header-rows>"
    rows += f"<table:table-row-group>{row(text('g'))}</table:table-row-group>"
    before = f"<table:tracked-changes>{row(text('old'))}</table:tracked-changes><table:content-validations>"
    before += "<table:error-message><text:p>wrong</text:p></table:error-message></table:content-validations>"
    after = f'<table:dde-links><table:table table:name="dde">{row(text("x"))}</table:table></table:dde-links>'
    seen = seen_in(ods(rows, before=before, after=after))
    assert [sheet.title for sheet in seen.sheets] == ["Parties"]
    assert {place: found.words for place, found in seen.sheets[0].cells.items()} == {(1, 1): "h", (2, 1): "g"}


def test_names_properties_and_links_are_told() -> None:
    after = '<table:named-expressions><table:named-expression table:name="base" table:expression="&quot;rev 1&quot;"/>'
    after += '<table:named-expression table:name="other" table:expression="of:=1+1"/></table:named-expressions>'
    rows = row(cell('<text:p><text:a xlink:href="https://example.org">x</text:a></text:p>'))
    parts = ods_parts(rows, after=after, before='<table:null-date table:date-value="1904-01-01"/>')
    meta = '<m xmlns:meta="u"><meta:user-defined meta:name="base">x1</meta:user-defined></m>'
    seen = seen_in(zipped({**parts, "meta.xml": meta}))
    assert (seen.names, seen.properties, seen.is_1904) == ({"base": "rev 1"}, {"base": "x1"}, True)
    assert seen.notes == ("it holds a link to another place ('https://example.org'), which was not followed",)


def test_a_file_without_content_is_damaged() -> None:
    parts = ods_parts("")
    for content in (None, "<a/>", "<a>"):
        broken = {name: part for name, part in parts.items() if name != "content.xml"}
        with pytest.raises(RefusedError, match="is damaged"):
            seen_in(zipped({**broken, "content.xml": content} if content else broken))
