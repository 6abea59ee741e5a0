"""A plan for people and programs: as sections of a report, as JSON, as one HTML page."""
