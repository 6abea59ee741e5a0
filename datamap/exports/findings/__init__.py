"""Findings to hand over: a page for a browser, a workbook."""

from datamap.exports.findings.as_html import format_html
from datamap.exports.findings.as_xlsx import render_xlsx

__all__ = ["format_html", "render_xlsx"]
