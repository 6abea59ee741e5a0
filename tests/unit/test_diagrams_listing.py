"""The tables behind the pictures: what is told once, and how wide the columns are."""

from dataclasses import replace

from datamap.exports.diagrams.drawing import Drawing, example_drawing
from datamap.exports.diagrams.listing import ROOM, STEP, tables_of


def picture(*contents: str) -> Drawing:
    """A picture whose arrows differ in their content only."""
    drawing = example_drawing()
    [edge] = drawing.edges
    edges = (replace(edge, number=number, content=words) for number, words in enumerate(contents, start=1))
    return replace(drawing, edges=tuple(edges))


def test_what_all_arrows_share_is_told_once_even_if_nothing_else_is_left() -> None:
    [table] = tables_of([picture("same", "same", "same")])
    assert (table.widths, table.rows) == ((0,), (("1",), ("2",), ("3",)))
    assert "Categories of data: same" in table.remark


def test_the_column_with_the_long_words_gets_the_room() -> None:
    long = " ".join(["word"] * 90)
    drawing = picture(long, long + " more", "short")
    first, *others = drawing.edges
    [table] = tables_of([replace(drawing, edges=(replace(first, tail=first.head, head=first.tail), *others))])
    widths = dict(zip(table.heads, table.widths, strict=True))
    assert widths["Categories of data"] > ROOM / 2 > widths["To"]
    assert ROOM <= sum(table.widths) < ROOM + STEP
