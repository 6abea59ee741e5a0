"""The workbook that people edit and bring back: its content, and writing, reading and merging it."""
