"""The parts of an .xlsx file (ECMA-376, transitional and strict), each read on its own."""
