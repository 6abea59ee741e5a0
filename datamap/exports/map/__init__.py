"""The interactive map: one HTML file that stands alone, to look at, search, filter and follow traces in a browser."""
