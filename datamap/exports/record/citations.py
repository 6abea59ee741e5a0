"""Articles of the law as each language cites them."""

from __future__ import annotations

import re
from collections.abc import Mapping

_ARTICLE = re.compile(r"\bArt\. (\d+)(?:\((\d+)\))?(?:\(([a-z])\))?")


def provision(words: str) -> str:
    """Return the provision that words begin with, without what they say of it; the words if they name none.

    >>> provision("Art. 9(1) health data"), provision("national law")
    ('Art. 9(1)', 'national law')
    """
    found = _ARTICLE.match(words)
    return found[0] if found else words


def cited(article: str, labels: Mapping[str, str]) -> str:
    """Return a provision of the GDPR in the words of a language.

    >>> cited("Art. 6(1)(a)", {"cite.article": "Art. {n}", "cite.paragraph": " Abs. {n}", "cite.point": " Buchst. {n}"})
    'Art. 6 Abs. 1 Buchst. a'
    """

    def in_words(found: re.Match[str]) -> str:
        words = labels["cite.article"].format(n=found[1])
        if found[2]:
            words += labels["cite.paragraph"].format(n=found[2])
        return words + (labels["cite.point"].format(n=found[3]) if found[3] else "")

    return _ARTICLE.sub(in_words, article)
