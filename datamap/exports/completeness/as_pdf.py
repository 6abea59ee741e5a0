"""The overview on paper: one A4 page for an organisation, readable by screen readers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

from datamap.checks.completeness import percent
from datamap.exports.completeness.overview import Bar, Overview, shortened
from datamap.exports.completeness.trend import format_chart, trend_text, trend_words
from datamap.exports.diagrams.measure import visible_text
from datamap.exports.typesetting import compiled, spelt
from datamap.labels import read_labels

TEMPLATE = """\
#let told = json(bytes(sys.inputs.overview))
#let words = told.words
#let quiet = rgb("#4B5563")
#set document(title: words.title)
#set page(paper: "a4", margin: (x: 14mm, top: 12mm, bottom: 12mm))
#set text(font: "Liberation Sans", size: 8.5pt, lang: "en", fill: rgb("#16202B"))
#set par(leading: 0.45em, spacing: 0.7em)
#show heading.where(level: 1): set text(14pt)
#show heading.where(level: 2): set text(10pt)
#let bar(share) = if share != none {
  box(width: 100%, height: 6.5pt, fill: rgb("#DDE3EA"), stroke: 0.4pt + quiet,
    align(left, box(width: share * 1%, height: 6.5pt, fill: rgb("#0072B2"))))
}
#let number(share) = if share != none [#share %]
#let listed(title, widths, heads, rows) = {
  heading(level: 2, title)
  show table.cell.where(y: 0): set text(fill: quiet, weight: "bold")
  table(
    columns: widths, inset: (x: 3pt, y: 2.6pt), align: left + top,
    stroke: (x, y) => (bottom: 0.4pt + rgb("#AEB7C2")),
    table.header(..heads),
    ..rows.flatten(),
  )
}
#for (index, each) in told.pages.enumerate() [
  #if index > 0 { pagebreak() }
  #heading(level: 1, each.title)
  #text(12pt, strong(each.headline))
  #if each.percent != none { block(bar(each.percent)) }
  #text(fill: quiet, words.meaning)
  #if each.parts.len() > 0 {
    listed(words.parts, (12%, 25%, 14%, 7%, 20%, 1fr),
      (words.article, words.asked, table.cell(colspan: 2, words.share), words.recorded, words.missing),
      each.parts.map(it => (it.article, it.label, bar(it.percent), number(it.percent), it.told, it.missing)))
  }
  #if each.activities.len() > 0 {
    listed(words.activities, (37%, 14%, 7%, 1fr),
      (words.activity, table.cell(colspan: 2, words.share), words.missing),
      each.activities.map(it => (it.label, bar(it.percent), number(it.percent), it.missing)))
    each.more
  }
  #if each.chart != "" [
    #heading(level: 2, words.trend)
    #image(bytes(each.chart), format: "svg", width: 170mm, alt: each.trendtext)
    #each.trendwords
  ]
  #parbreak()
  #text(fill: quiet, each.foot)
]
#if told.pages.len() == 0 { heading(level: 1, words.title); words.at("no-organisation") }
"""
"""Words come only through inputs, so that none of them is read as markup."""


def render_pdf(overviews: Sequence[Overview]) -> bytes:
    """Return the overviews as PDF, the same bytes each time.

    >>> render_pdf([])[:5]
    b'%PDF-'
    """
    words = read_labels("completeness")
    pages = [_page(each, words) for each in overviews]
    told = json.dumps({"words": dict(words), "pages": pages}, ensure_ascii=False)
    return compiled(TEMPLATE, {"overview": told}, tagged=True)


def _page(each: Overview, words: Mapping[str, str]) -> dict[str, object]:
    return {
        "title": visible_text(f"{shortened(spelt(each.name))}: {words['title'][0].lower()}{words['title'][1:]}"),
        "headline": each.headline,
        "percent": None if each.share is None else percent(each.share),
        "parts": [_bar(bar) for bar in each.parts],
        # A name spelt by numbers is longer than it was, and the sheet is one page.
        "activities": [_bar(replace(bar, label=shortened(spelt(bar.label)))) for bar in each.activities],
        "more": each.more,
        "chart": format_chart(each.points, words),
        "trendtext": trend_text(each.points, words),
        "trendwords": trend_words(each.points, words),
        "foot": visible_text(each.foot),
    }


def _bar(bar: Bar) -> dict[str, object]:
    texts = {"article": bar.article, "label": bar.label, "told": bar.told, "missing": bar.missing}
    return {"percent": bar.percent, **{key: visible_text(value) for key, value in texts.items()}}
