"""How words from people are compared, and how words are put together for them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

LONGEST_TEXT = 32_767
"""The longest text that a cell of a workbook can hold, in characters; no value here may be longer."""
LONGEST_NAME = 200
"""Words that are longer, in characters, are nobody's slip in typing a name."""

_SIGNS_OF_FORMULAS = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")


def match_key(words: str) -> str:
    """Return the key under which two spellings of the same words match.

    Case, accents' encoding, width, punctuation and white space do not count.

    >>> match_key("Google  Analytics") == match_key("google-analytics")
    True
    >>> match_key("Straße") == match_key("STRASSE")
    True
    """
    folded = unicodedata.normalize("NFKC", words).casefold()
    return "".join(re.findall(r"\w+", folded)).replace("_", "")


def nearest(word: str, known: Iterable[str], at_most: int = 3) -> tuple[str, ...]:
    """Return the known words that look most like `word`, best first, at most `at_most`; empty if none is near.

    >>> nearest("google-analytic", ["google-analytics", "constant-contact"])
    ('google-analytics',)
    >>> nearest("zebra", ["google-analytics"])
    ()
    """
    if len(word) > LONGEST_NAME:
        return ()
    from rapidfuzz import fuzz, process

    found = process.extract(
        word, list(known), scorer=fuzz.ratio, processor=str.casefold, limit=at_most, score_cutoff=70
    )
    return tuple(choice for choice, _score, _index in found)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return the hint "did you mean 'x'?" for a word that is not known, or an empty text if nothing is near.

    >>> did_you_mean("activty", ["activity", "party"])
    "did you mean 'activity'?"
    """
    return offer(nearest(word, known))


def offer(words: Sequence[str]) -> str:
    """Return the hint that offers these words instead of what was written; an empty text if there are none.

    >>> offer(["Austria", "Australia"])
    "did you mean 'Austria' or 'Australia'?"
    """
    return f"did you mean {join_words([repr(each) for each in words], 'or')}?" if words else ""


def join_words(words: Sequence[str], joint: str = "and") -> str:
    """Return the words as a list in a sentence.

    >>> join_words(["name", "phone", "e-mail"])
    'name, phone and e-mail'
    """
    *head, last = words or [""]
    return f"{', '.join(head)} {joint} {last}" if head else last


def counted(number: int, noun: str) -> str:
    """Return how many there are of something whose plural ends in "s".

    >>> counted(1, "row"), counted(2, "row"), counted(1000, "row")
    ('1 row', '2 rows', '1,000 rows')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def told_moment(at: str) -> str:
    """Return a time that the journal wrote (UTC, ISO 8601) as people read it, to the minute.

    >>> told_moment("2026-03-01T14:05:09.000001Z")
    '2026-03-01 14:05 UTC'
    """
    return f"{at[:16].replace('T', ' ')} UTC"


def column_letters(number: int) -> str:
    """Return the letters by which a spreadsheet calls a column, by its number from 1.

    >>> column_letters(1), column_letters(28)
    ('A', 'AB')
    """
    words, rest = "", number
    while rest:
        rest, letter = divmod(rest - 1, 26)
        words = chr(ord("A") + letter) + words
    return words


def one(noun: str) -> str:
    """Return an English noun behind its article.

    >>> one("party"), one("activity")
    ('a party', 'an activity')
    """
    return f"an {noun}" if noun.startswith(("a", "e", "i", "o")) else f"a {noun}"


def looks_like_formula(words: str) -> bool:
    """Return whether a spreadsheet might take the words for a formula: a sign of one, after white space or not.

    The signs are those of OWASP (CSV injection, ASVS 1.2.10) and their full-width twins.

    >>> [looks_like_formula(words) for words in ("=1+1", " =1+1", "\uff1d1", "a=b")]
    [True, True, True, False]
    """
    first = words[:1]
    if first.isspace():
        return first in "\t\r\n" or words.lstrip()[:1] in _SIGNS_OF_FORMULAS
    return first in _SIGNS_OF_FORMULAS


def defuse_formula(words: str) -> str:
    """Return text that a spreadsheet will not take for a formula when it opens a CSV file; `undefuse` undoes it.

    Text that is a formula behind apostrophes gets one more, so that no two texts become one.

    >>> defuse_formula("=1+1"), defuse_formula("'=1+1"), defuse_formula("a=b")
    ("'=1+1", "''=1+1", 'a=b')
    """
    return f"'{words}" if looks_like_formula(words.lstrip("'")) else words


def undefuse(words: str) -> str:
    """Return the text that `defuse_formula` made harmless.

    >>> undefuse("'=1+1"), undefuse("'tis")
    ('=1+1', "'tis")
    """
    return words[1:] if words.startswith("'") and looks_like_formula(words.lstrip("'")) else words
