"""Tables in CSV come cell by cell as text, or the place where they cannot be divided is named."""

import pytest

from datamap.workbook.guard import RefusedError
from datamap.workbook.read_csv import delimiter_of, misread
from tests.workbook.forging import seen_in, words_in, zipped


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("id,name\r\n1,a\r\n", {(1, 1): "id", (1, 2): "name", (2, 1): "1", (2, 2): "a"}),
        ("\ufeffid;name\n1;\n", {(1, 1): "id", (1, 2): "name", (2, 1): "1"}),
        ("id\tname", {(1, 1): "id", (1, 2): "name"}),
        ("sep=|\r\nid|na,me", {(1, 1): "id", (1, 2): "na,me"}),
        ('A title\r\n\r\n"a;b";"c ""d"""\r\nx;"two\r\nlines"', {
            (1, 1): "A title", (3, 1): "a;b", (3, 2): 'c "d"', (4, 1): "x", (4, 2): "two\r\nlines",
        }),
        ("straße,漢字,😀", {(1, 1): "straße", (1, 2): "漢字", (1, 3): "😀"}),
        ("\n\n , ", {(3, 1): " ", (3, 2): " "}),
        ("'=1+1,-", {(1, 1): "'=1+1", (1, 2): "-"}),
        ("\ufeff", {}),
    ],
)  # fmt: skip
def test_cells_come_as_they_stand(content: str, words: dict[tuple[int, int], str]) -> None:
    assert words_in(content.encode(), "edits.csv") == words


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("a,b\nStraße,x\n".encode("cp1252"), "not in UTF-8 \\(line 2 of 'edits'\\)"),
        (b"a\nb\xff", "line 2"),
        (b"\xef\xbb\xbfa,b\n\xc3(", "line 2"),
        (b"a" * 5_000 + b"\n1,\0", "line 2 of 'edits' holds a character"),
        (b'a,b\n"open,c\nd\n', "from line 2 to line 3 of the file.*does not close"),
        (b'a,b\n"x"y,c\n', "from line 2 of the file.*closes in the middle"),
        (b"a,b\rc,d\r", "ends in the middle"),
        ("a,b\n1,Ã¼ber uns".encode(), "edits!B2 .*'über uns'"),
        ("StraÃŸe".encode(), "instead of 'Straße'"),
        (b"a" * 200_000, "more than 131,072 characters"),
        (b"a" * 6_000_000, "does not end"),
        (b"," * 600 + b"x", "beyond column 500"),
        (b"\n" * 200_000 + b"x", "below row 200,000"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(content: bytes, words: str) -> None:
    with pytest.raises(RefusedError, match=words):
        seen_in(content, "edits.csv")


@pytest.mark.parametrize("word", ["NÃO", "Ångström", "Â", "café", "naïve Ã", "İstanbul", "«x»", "Ã¼ und ж"])
def test_letters_that_somebody_meant_are_left(word: str) -> None:
    assert misread(word) == ""
    assert words_in(word.encode(), "a.csv") == {(1, 1): word}


@pytest.mark.parametrize("word", ["über", "Zoë", "“quoted”", "€ 5", "漢字", "—"])
def test_each_text_that_went_through_the_wrong_encoding_is_known(word: str) -> None:
    wrong = word.encode().decode("latin-1")
    windows = "".join(
        bytes([ord(letter)]).decode("cp1252", "ignore") or letter if letter < "\u0100" else letter for letter in wrong
    )
    assert misread(windows) == word


def test_a_zip_of_csv_is_a_sheet_for_each_with_the_delimiter_that_it_declares() -> None:
    content = zipped(
        {
            "Parties.csv": '\ufeffid;"a,b,c,d"\r\n',
            "Ünits.csv": "x\r\n",
            "_meta.csv": "register;r1\r\ndelimiter;;\r\n".replace(";;", ';";"'),
            "__MACOSX/._Parties.csv": "\0",
            "readme.txt": "no",
        }
    )
    seen = seen_in(content, "edits.zip")
    assert seen.format == "csv"
    assert [sheet.title for sheet in seen.sheets] == ["Parties", "Ünits", "_meta"]
    assert {place: cell.words for place, cell in seen.sheets[0].cells.items()} == {(1, 1): "id", (1, 2): "a,b,c,d"}


def test_utf_16_in_a_zip_is_named_as_it_is_in_a_bare_file() -> None:
    for content in ("a,b\n".encode("utf-16"), zipped({"Parties.csv": "a,b\n".encode("utf-16")})):
        with pytest.raises(RefusedError, match="text in UTF-16"):
            seen_in(content, "edits.csv")


def test_a_file_that_was_saved_anew_with_another_delimiter_is_read_with_that() -> None:
    content = zipped({"a.csv": "id,name\r\n1,x\r\n", "_meta.csv": "delimiter;tab\r\n"})
    assert words_in(content, "edits.zip") == {(1, 1): "id", (1, 2): "name", (2, 1): "1", (2, 2): "x"}


def test_the_delimiter_is_what_stands_in_most_lines() -> None:
    assert delimiter_of(["Register, as of today", "id;name", '1;"a,b"', "2;c"]) == ";"
    assert delimiter_of([]) == ","
