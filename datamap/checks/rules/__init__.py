"""The rules, one module per theme; the catalogue lists them all."""
