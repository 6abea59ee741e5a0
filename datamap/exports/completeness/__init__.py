"""Completeness to hand over: a one-page overview for a browser or on paper, and the same as rows."""

from datamap.exports.completeness.as_html import format_html
from datamap.exports.completeness.as_pdf import render_pdf
from datamap.exports.completeness.overview import Overview, overviews_of
from datamap.exports.completeness.trend import Point, points_of

__all__ = ["Overview", "Point", "format_html", "overviews_of", "points_of", "render_pdf"]
