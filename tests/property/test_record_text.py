"""Any words that people write come back from the workbook unchanged, as text."""

import io

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from datamap.exports.record import record_of, render_record
from datamap.exports.sheets import printable
from datamap.exports.sheets.measure import PADDING, _width_of, break_lines, join_pieces
from datamap.model import Activity, DataUse, Organisation, Party, PurposeLine, inventory_of

# openpyxl drops "x005F_" wherever it stands when it reads, which is no fault of the file.
words = st.one_of(
    st.text(min_size=1, max_size=200),
    st.tuples(st.sampled_from("=+-@'\t"), st.text(max_size=20)).map("".join),
    st.from_regex(r"_x[0-9A-F]{4}_", fullmatch=True),
).filter(lambda text: "x005F_" not in text and text.strip())


@given(words, words, words, words)
def test_any_words_in_any_cell_come_back_as_text(name: str, activity: str, element: str, party: str) -> None:
    org = "org-a"
    inventory = inventory_of([
        Organisation(id=org, name=name, address=element),
        Activity(id="act-a", organisation=org, name=activity, description=party),
        PurposeLine(id="line-a", organisation=org, activity="act-a", purpose="purpose-analytics", wording=element),
        DataUse(
            id="use-a",
            organisation=org,
            activity="act-a",
            category="cat-email",
            elements=(element,),
            recipients=("party-a",),
            condition=name,
        ),
        Party(id="party-a", organisation=org, name=party),
    ])  # fmt: skip
    sheet = load_workbook(io.BytesIO(render_record(record_of(inventory, org))))["Record"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    found = {cell.value for cell in cells}
    assert {printable(words) for words in (name, activity, element, party)} <= found
    assert f"“{printable(element)}”" in found
    assert f"Contact: E-mail address\n· {printable(element)}" in found
    assert f"Only if: {printable(name)}" in found


@given(st.text(), st.integers(min_value=1, max_value=400))
def test_lines_that_are_broken_and_joined_are_the_words_again(text: str, pixels: int) -> None:
    assert join_pieces(break_lines(text, pixels)) == text


@given(st.text(alphabet="ab wide-Wörter—", max_size=80), st.integers(min_value=20, max_value=200))
def test_no_line_is_wider_than_its_room_unless_it_is_one_character(text: str, pixels: int) -> None:
    room = (pixels - PADDING) * 1000 * 72 / 96 / 10
    for piece in break_lines(text, pixels):
        words = piece.text.removesuffix(" ")
        assert len(words) <= 1 or sum(map(_width_of, words.rstrip(" "))) <= room or not words.strip()
