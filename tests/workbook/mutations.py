"""Valid files with one thing broken in them: bits, ends, whole parts, elements."""

import io
import random
import re
import zipfile

from tests.workbook.forging import zipped

_ELEMENT = re.compile(rb"<(/?)([\w:]+)([^<>]*?)(/?)>")


def mutated(content: bytes, chance: random.Random) -> bytes:
    """The file with one to three faults."""
    for _ in range(chance.randint(1, 3)):
        inside = content[:2] == b"PK" and chance.random() < 0.7
        content = _inside(content, chance) if inside else chance.choice(_FAULTS)(content, chance)
    return content


def _flip(content: bytes, chance: random.Random) -> bytes:
    broken = bytearray(content or b"x")
    for _ in range(chance.randint(1, 8)):
        broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
    return bytes(broken)


def _cut(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return chance.choice([content[:at], content[at:], content[:at] + content[at + chance.randint(1, 99) :]])


def _double(content: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(content) + 1)
    end = min(len(content), start + chance.randint(1, 2_000))
    return content[:end] + content[start:end] + content[end:]


_FAULTS = (_flip, _cut, _double)


def _inside(content: bytes, chance: random.Random) -> bytes:
    """A fault in a part, with an archive that is in order around it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # noqa: BLE001 - an archive that is broken already is broken further from outside
        return _flip(content, chance)
    if not parts:
        return content
    one, other = chance.choice([*parts]), chance.choice([*parts])
    kind = chance.random()
    if kind < 0.15:
        parts[one], parts[other] = parts[other], parts[one]
    elif kind < 0.25:
        del parts[one]
    elif kind < 0.4:
        parts[one] = chance.choice(_FAULTS)(parts[one], chance)
    else:
        parts[one] = _element(parts[one], chance)
    return zipped(parts)


def _element(part: bytes, chance: random.Random) -> bytes:
    """A part in which a tag is left out or doubled, or a value of an attribute or a text is another."""
    tags = list(_ELEMENT.finditer(part))
    if not tags:
        return _flip(part, chance)
    tag = chance.choice(tags)
    new = chance.choice([b"", tag[0] * 2, b"<x>" + tag[0] + b"</x>", _odd(tag[0], chance), _odd(tag[0], chance)])
    following = part[tag.end() :]
    if chance.random() < 0.3:
        following = re.sub(rb"^[^<]+", _VALUES[chance.randrange(len(_VALUES))], following)
    return part[: tag.start()] + new + following


_VALUES = (
    b"", b"-1", b"0", b"99999999999999999999", b"1e999", b"nan", b"A1", b"XFD1048576", b"\xc3\xbc", b"_x0000_", b"true",
    b"../../etc/passwd", b"&#13;", b"PT1H", b"1048576", b"s", b"inlineStr", b"d", b"x" * 300,
)  # fmt: skip


def _odd(tag: bytes, chance: random.Random) -> bytes:
    return re.sub(rb'"[^"]*"', lambda _match: b'"' + chance.choice(_VALUES) + b'"', tag, count=chance.randint(1, 3))
