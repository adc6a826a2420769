"""Writes SentencePiece's own file, field by field, so that its trainer is not needed."""

import struct

UNIGRAM, BPE = 1, 2
NORMAL, UNKNOWN, CONTROL, USER, UNUSED, BYTE = 1, 2, 3, 4, 5, 6


def varint(value: int) -> bytes:
    value &= (1 << 64) - 1
    out = b""
    while value > 127:
        out += bytes([value & 127 | 128])
        value >>= 7
    return out + bytes([value])


def number(field: int, value: int) -> bytes:
    return varint(field << 3) + varint(value)


def text(field: int, value: bytes | str) -> bytes:
    data = value.encode() if isinstance(value, str) else value
    return varint(field << 3 | 2) + varint(len(data)) + data


def piece(content: str, score: float, kind: int = NORMAL) -> bytes:
    return text(1, text(1, content) + varint(2 << 3 | 5) + struct.pack("<f", score) + (number(3, kind) if kind != NORMAL else b""))


def piece_file(pieces: list, kind: int = UNIGRAM, charsmap: bytes = b"", trainer: bytes = b"", normalizer: bytes = b"") -> bytes:
    """`trainer` and `normalizer` are further fields of these two."""
    return b"".join(piece(*each) for each in pieces) + text(2, number(3, kind) + trainer) + text(3, (text(2, charsmap) if charsmap else b"") + normalizer)
