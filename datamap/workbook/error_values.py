"""Error values, as spreadsheet programs of many languages write them; they are never text and never blank."""

from __future__ import annotations

import re

# fmt: off
_KNOWN = frozenset((
    "#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA",
    "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!", "#PYTHON!", "#EXTERNAL!", "#TIMEOUT!", "#N/D",
    "#N/B", "#NV", "#BEZUG!", "#WERT!", "#ZAHL!", "#ÜBERLAUF!", "#NOM?", "#VALEUR!", "#NOMBRE!", "#NUL!",
    "#PROPAGATION!", "#¡REF!", "#¿NOMBRE?", "#¡VALOR!", "#¡DIV/0!", "#¡NUM!", "#¡NULO!", "#DESBORDAMIENTO!", "#RIF!",
    "#NOME?", "#VALORE!", "#NULLO!", "#ESPANSIONE!", "#VALOR!", "#NÚM!", "#NULO!", "#ARG!", "#ADR!", "#NAZWA?",
    "#LICZBA!", "#ZERO!", "#VERW!", "#NAAM?", "#WAARDE!", "#DELING.DOOR.0!", "#GETAL!", "#LEEG!", "#OVERLOOP!",
    "#REFERENS!", "#NAMN?", "#VÄRDEFEL!", "#DIVISION/0!", "#OGILTIGT!", "#SKÄRNING!", "#SPILL", "#SAKNAS!", "#I/T",
    "#REFERENCE!", "#NAVN?", "#VÆRDI!", "#NUMMER!", "#VERDI!", "#VIITTAUS!", "#NIMI?", "#ARVO!", "#JAKO/0!",
    "#LUKU!", "#TYHJÄ!", "#PUUTTUU!", "#HIÁNYZIK", "#HIV!", "#NÉV?", "#ÉRTÉK!", "#ZÉRÓOSZTÓ!", "#SZÁM!", "#NULLA!",
    "#ODKAZ!", "#NÁZEV?", "#HODNOTA!", "#DĚLENÍ_NULOU!", "#ČÍSLO!", "#NENÍ_K_DISPOZICI",
))
# fmt: on
_OF_LIBREOFFICE = re.compile(r"Err:\d{3}", re.IGNORECASE)


def is_error_value(words: str) -> bool:
    """Return whether the words are an error value, though a file may hold them as text.

    >>> is_error_value("#N/A"), is_error_value("#bezug!"), is_error_value("Err:502"), is_error_value("NA")
    (True, True, True, False)
    """
    sign = words.strip()
    return sign[:1] in "#Ee" and (sign.upper() in _KNOWN or _OF_LIBREOFFICE.fullmatch(sign) is not None)
