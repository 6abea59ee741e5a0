"""Comments in a text file: they are for people, and the canonical form cannot keep them."""

from __future__ import annotations

from pathlib import Path

import yaml


def read_comments(path: Path) -> list[int]:
    """Return the lines of a YAML file on which a comment stands, from 1."""
    return comment_lines(path.read_bytes().decode("utf-8-sig"))


def comment_lines(text: str) -> list[int]:
    r"""Return the lines on which a comment stands: a '#' outside of every scalar.

    >>> comment_lines("- id: a  # a remark\n  name: '# no remark'\n")
    [1]
    """
    outside = list(text)
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        if isinstance(event, yaml.ScalarEvent) and event.start_mark and event.end_mark:
            start, end = event.start_mark.index, event.end_mark.index
            outside[start:end] = ["\n" if sign == "\n" else " " for sign in text[start:end]]
    return [number for number, line in enumerate("".join(outside).split("\n"), start=1) if "#" in line]
