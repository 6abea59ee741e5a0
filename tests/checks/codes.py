"""The codes of the catalogue: how many there are of each theme, numbered from 1."""

COUNTS = {
    "REG": 10,
    "PUR": 7,
    "LAW": 16,
    "SPC": 11,
    "SUB": 10,
    "REC": 13,
    "TRA": 19,
    "RET": 10,
    "SEC": 8,
    "DPI": 9,
    "ADM": 5,
    "NOT": 10,
    "RGT": 4,
    "BRE": 3,
    "PRC": 7,
    "GOV": 13,
    "TIM": 4,
    "CLM": 14,
}

CODES = [f"{theme}-{number:03}" for theme, count in COUNTS.items() for number in range(1, count + 1)]
