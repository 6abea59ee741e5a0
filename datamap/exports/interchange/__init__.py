"""A record for other programs: JSON with a schema, JSON-LD with the terms of DPV, a manifest for fides."""

from datamap.exports.interchange.as_fides import format_fides
from datamap.exports.interchange.as_json import format_json, read_schema, read_schema_text
from datamap.exports.interchange.as_json_ld import format_json_ld
from datamap.exports.interchange.edition import Edition, edition_of

__all__ = ["Edition", "edition_of", "format_fides", "format_json", "format_json_ld", "read_schema", "read_schema_text"]
