"""Layouts in which authorities ask for the record of processing, each a data file; adding one is adding a file."""

from datamap.exports.profiles.book import Filled, book_of, fill
from datamap.exports.profiles.profile import Profile, profile_names, read_profile

__all__ = ["Filled", "Profile", "book_of", "fill", "profile_names", "read_profile"]
