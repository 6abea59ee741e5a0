"""The codes of the rules as tables in the README, each with its weight, what it says and its law.

`python -m tests.readme_codes README.md` writes them; a test finds what differs.
"""

import sys
from pathlib import Path

from datamap.checks.catalogue import RULES, UNANSWERED

BEGIN, END = "<!-- codes of the rules -->\n", "<!-- end of the codes -->\n"


def tables() -> str:
    """The rules, and what the records cannot answer yet, folded away."""
    rules = [f"| {rule.code} | {rule.severity} | {rule.title} | {rule.article} |" for rule in RULES]
    open_ones = [f"| {each.code} | {each.title} | {each.needs} |" for each in UNANSWERED]
    return "\n".join(
        [
            f"<details><summary>The {len(RULES)} rules: code, weight, what it finds, law</summary>",
            "",
            "| code | weight | finds | law |",
            "|---|---|---|---|",
            *rules,
            "",
            "</details>",
            "",
            f"<details><summary>{len(open_ones)} more that the records cannot answer yet</summary>",
            "",
            "| code | would find | needs |",
            "|---|---|---|",
            *open_ones,
            "",
            "</details>",
            "",
        ]
    )


def filled(readme: str) -> str:
    """The README with these tables between its marks."""
    begin, end = readme.index(BEGIN) + len(BEGIN), readme.index(END)
    return f"{readme[:begin]}{tables()}{readme[end:]}"


if __name__ == "__main__":
    (readme,) = map(Path, sys.argv[1:])
    readme.write_text(filled(readme.read_text(encoding="utf-8")), encoding="utf-8")
