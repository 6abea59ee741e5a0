"""Text as it is kept: without what programs leave in cells and nobody sees."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_SPACES = re.compile("[\u00a0\u2007\u202f]")
"""Spaces that do not break, as programs put them in by themselves."""
_UNSEEN = re.compile("[\u200b\u2060\ufeff\u00ad\ufffe\uffff]")
"""Zero-width space, word joiner, byte order mark, soft hyphen, and two that are no characters."""
_LONE_JOINER = re.compile("(?:(?<=[\x00-\u02ff])|^)[\u200c\u200d]+|[\u200c\u200d]+(?=[\x00-\u02ff]|$)")
"""Joiners beside Latin letters, blanks or nothing; in emoji and in scripts of India and Persia they have a meaning."""
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Controls that turn the direction of writing, and can make a text read as another (Unicode Technical Report 36)."""
_DROPPED = re.compile("(?<=[\n ]) +")
_PLAIN = re.compile(r"[!-~]+(?: [!-~]+)*")
"""Most texts: printable ASCII without blanks at the ends, and no two together."""


class Tidied(NamedTuple):
    """A text as it is kept.

    Attributes:
        words: the text, in NFC.
        removed: what was taken out or replaced, in words that people know.
        is_turned: whether controls of the direction of writing were among it, which can deceive.
    """

    words: str
    removed: tuple[str, ...] = ()
    is_turned: bool = False


def tidy(words: str) -> Tidied:
    r"""Return the text as it is kept: NFC, lines parted by LF, without blanks at the ends and what nobody sees.

    >>> tidy(" Acme\u00a0Ltd\u200b ").words, tidy("Acme\u200b").removed
    ('Acme Ltd', ('signs without width',))
    >>> tidy("👩\u200d👧").removed
    ()
    """
    if _PLAIN.fullmatch(words):
        return Tidied(words)
    text = words.replace("\r\n", "\n").replace("\r", "\n")
    is_turned = _TURNING.search(text) is not None
    removed = ["blanks at the ends"] if text != text.strip() else []
    for pattern, instead, name in (
        (_TURNING, "", ""),
        (_SPACES, " ", "spaces that do not break"),
        (_UNSEEN, "", "signs without width"),
        (_LONE_JOINER, "", "signs without width"),
        (_CONTROLS, "", "control characters"),
    ):
        text, count = pattern.subn(instead, text)
        if count and name and name not in removed:
            removed.append(name)
    kept = unicodedata.normalize("NFC", text).strip()
    if kept != words and kept != unicodedata.normalize("NFC", words):
        again = tidy(kept)
        kept = again.words
        removed += [name for name in again.removed if name not in removed]
    return Tidied(kept, tuple(removed), is_turned)


def word_of_mixed_scripts(words: str) -> str:
    """Return the first word with Latin letters beside Cyrillic or Greek ones, which look alike; "" if there is none.

    >>> word_of_mixed_scripts("\u0410cme Ltd"), word_of_mixed_scripts("Acme \u0410\u0417")
    ('\u0410cme', '')
    """
    if words.isascii():
        return ""
    return next((word for word in re.findall(r"[^\W\d_]+", words) if len(_scripts_of(word)) > 1), "")


def _scripts_of(word: str) -> set[str]:
    scripts = {unicodedata.name(letter, "").partition(" ")[0] for letter in word}
    return scripts & {"LATIN", "CYRILLIC", "GREEK"}


def is_as_before(seen: str, before: str) -> bool:
    r"""Return whether a text differs at most in what nobody sees from the one that was exported.

    LibreOffice drops tabs when it saves a text that has them; of a text of several lines, blanks at the beginning of a
    line and behind another blank.

    >>> is_as_before("Acme ", "Acme"), is_as_before("Acme", "ACME"), is_as_before("ab\nc d", "a\tb\n  c  d")
    (True, False, True)
    """
    if seen == before:
        return True
    kept, was = tidy(seen).words, tidy(before).words
    return kept == was or (("\t" in was or "\n" in was) and _as_saved(kept) == _as_saved(was))


def _as_saved(text: str) -> str:
    """Return what LibreOffice leaves of a text."""
    text = text.replace("\t", "")
    return _DROPPED.sub("", text) if "\n" in text else text
