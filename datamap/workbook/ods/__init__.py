"""The parts of an .ods file (OASIS OpenDocument 1.2 and later), each read on its own."""
