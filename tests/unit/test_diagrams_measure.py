"""Text is measured and broken the same way everywhere."""

import pytest

from datamap.exports.diagrams.measure import missing_characters, text_width, visible_text, wrapped


def test_width_is_that_of_the_font() -> None:
    # Liberation Sans has Arial's widths: "M" is 1706/2048 of the size, "i" 455/2048.
    assert text_width("Mi", 2048) == pytest.approx(1706 + 455)
    assert text_width("Mi", 2048, "Bold") == pytest.approx(1706 + 569)


def test_a_combining_accent_has_no_width() -> None:
    assert text_width("e\u0301", 10) == text_width("e", 10)


def test_words_stay_whole_and_lines_fit() -> None:
    text = "device and connection: IP address, browser type, operating system"
    lines = wrapped(text, 120, 8.5)
    assert " ".join(lines) == text
    assert len(lines) == 3
    assert all(text_width(line, 8.5) <= 120 for line in lines)


def test_lines_are_about_equally_long() -> None:
    lines = wrapped("Administrators of managed accounts of the customer", 200, 10)
    widths = [text_width(line, 10) for line in lines]
    assert min(widths) > 0.6 * max(widths)


def test_a_word_that_fits_stays_whole_and_a_dot_ends_its_line() -> None:
    assert wrapped("Troubleshooting logs", 92, 9.5, "Bold") == ("Troubleshooting", "logs")
    assert wrapped("Operated by the company · country not recorded", 140, 9)[0].endswith("company ·")


def test_a_word_wider_than_the_line_is_broken_inside() -> None:
    lines = wrapped("Rindfleischetikettierungsüberwachung", 80, 9)
    assert "".join(lines) == "Rindfleischetikettierungsüberwachung"
    assert all(text_width(line, 9) <= 80 for line in lines)


def test_long_text_takes_as_many_lines_as_it_needs() -> None:
    words = "one two three four five six seven eight nine ten"
    lines = wrapped(words, 40, 10)
    assert len(lines) > 3
    assert " ".join(lines) == words


def test_nothing_gives_no_line() -> None:
    assert wrapped(" \n ", 40, 10) == ()


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\x00b", "a□b"),
        ("a\r\n\tb", "a b"),
        ("x\u202eexe.pdf", "xexe.pdf"),
        ("\ud800", "□"),
        ("\uffff", "□"),
        ("שלום", "שלום"),
    ],
)
def test_only_what_can_be_seen_is_kept(text: str, seen: str) -> None:
    assert visible_text(text) == seen


def test_characters_that_the_font_lacks_are_told() -> None:
    assert missing_characters("Größe, Ωμέγα, Привет, 漢字") == ("字", "漢")
