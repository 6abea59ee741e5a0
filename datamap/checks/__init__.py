"""Checks: what is missing, contradictory or hard to defend, held against the law or against a source."""
