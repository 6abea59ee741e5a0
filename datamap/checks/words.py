"""Words that rules look for in what people wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from datamap.vocabulary.phrases import Phrase, read_phrases


def mention(text: object, phrases: Iterable[str]) -> str:
    """Return the first of the phrases that stands in the text as whole words, in any case of letters; "" if none does.

    A field without a value mentions nothing.

    >>> mention("Under the EU-US Privacy  Shield.", ("safe harbor", "privacy shield"))
    'privacy shield'
    >>> mention("shielded", ("shield",))
    ''
    """
    if not isinstance(text, str):
        return ""
    return next((phrase for phrase in phrases if _pattern(phrase).search(text)), "")


@cache
def _pattern(phrase: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, phrase.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def phrase_in(text: object, name: str) -> Phrase | None:
    """Return the first phrase of a shipped list that stands in the text as whole words, None if none does.

    >>> phrase_in("the browser fingerprint", "biometrics")
    >>> phrase_in("a fingerprint at the door", "biometrics").words
    'fingerprint'
    """
    if not isinstance(text, str):
        return None
    pattern, phrases = _book(name)
    for match in pattern.finditer(text):
        phrase = phrases[_key(match[0])]
        if _stands(match, phrase.where) and not mention(text, phrase.unless):
            return phrase
    return None


def _stands(match: re.Match[str], where: str) -> bool:
    """Return whether a match stands where its phrase may: at the start, or alone but for a full stop."""
    at_start = not match.string[: match.start()].strip()
    alone = at_start and not match.string[match.end() :].strip(" .:;,")
    return {"": True, "start": at_start, "whole": alone}[where]


@cache
def _book(name: str) -> tuple[re.Pattern[str], dict[str, Phrase]]:
    """Return one pattern for all phrases of a list, the longest first, and the phrases by what it matches."""
    phrases = {_key(phrase.words): phrase for phrase in read_phrases(name)}
    longest_first = sorted(phrases, key=len, reverse=True)
    words = "|".join(r"\s+".join(map(re.escape, key.split())) for key in longest_first)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE), phrases


def _key(words: str) -> str:
    return " ".join(words.lower().split())
