"""The map as one HTML file: what it knows as JSON, its script and its style, under a policy that lets in nothing else.

The script is our own: columns of cards need no library of graphs, and one would add some 400 KB to each file, draw on a
canvas that no screen reader sees, and lay out again what stands in its place already.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from importlib.resources import files
from string import Template
from typing import Any

from datamap.exports.map.contents import Subject, contents_of

SCRIPTS = (
    "contents", "walk", "filters", "address", "elements", "columns", "measuring", "spreading", "placing", "arrows",
    "details", "table", "search", "keys", "view", "printing", "start",
)  # fmt: skip
"""The parts of the script in their order, each a file that holds one idea."""

_ESCAPED = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def render_map(subject: Subject) -> bytes:
    """Return the map as HTML in UTF-8; the same records give the same bytes.

    >>> from datamap.model import Organisation, inventory_of
    >>> page = render_map(Subject(inventory=inventory_of([Organisation(id="org-a", name="<b>")]))).decode()
    >>> "default-src 'none'" in page, "<b>" in page
    (True, False)
    """
    style, script = _read("map.css"), _script()
    words = {key.replace("-", "_").replace(".", "_"): html.escape(value) for key, value in subject.labels.items()}
    contents = contents_of(subject)
    page = Template(_read("map.html")).substitute(
        words,
        title=html.escape(contents["title"]),
        footer=html.escape(contents["footer"]),
        policy=policy_of(style, script),
        style=style,
        script=script,
        contents=as_json(contents),
        language=subject.language,
    )
    return page.encode()


def policy_of(style: str, script: str) -> str:
    """Return the content security policy of a page with this style and this script, which lets in nothing else.

    >>> policy_of("", "")[:37]
    "default-src 'none'; script-src 'sha25"
    """
    sealed = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (script, style)]
    return (
        f"default-src 'none'; script-src 'sha256-{sealed[0]}'; style-src 'sha256-{sealed[1]}'; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def as_json(value: Any) -> str:
    r"""Return a value as JSON that can stand inside a script element: no character of it can end the element.

    >>> as_json("</script>")
    '"\\u003c/script\\u003e"'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)


def _script() -> str:
    parts = "\n".join(_read(f"{name}.js") for name in SCRIPTS)
    return f'"use strict";\n(() => {{\n{parts}}})();\n'


def _read(name: str) -> str:
    return (files("datamap.exports.map") / "page" / name).read_text(encoding="utf-8")
