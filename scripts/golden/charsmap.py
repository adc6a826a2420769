"""Writes a `precompiled_charsmap` of SentencePiece from rules: the trie as a double array (darts-clone), then what it becomes."""

import base64
import struct

LEAF = -1


def trie_of(rules: dict[str, int]) -> dict:
    root: dict = {}
    for text, value in rules.items():
        node = root
        for byte in text.encode():
            node = node.setdefault(byte, {})
        node[LEAF] = value
    return root


def double_array(rules: dict[str, int]) -> list[int]:
    units, used = {0: 0}, {0}

    def place(node: dict, at: int) -> None:
        labels = [max(label, 0) for label in node]
        offset = next(step for step in range(1, 1 << 21) if all((at ^ step ^ label) not in used for label in labels))
        base = at ^ offset
        used.update(base ^ label for label in labels)
        units[at] = units.get(at, 0) | offset << 10 | (256 if LEAF in node else 0)
        for label, below in node.items():
            units[base ^ max(label, 0)] = below | 1 << 31 if label == LEAF else label
        for label, below in node.items():
            if label != LEAF:
                place(below, base ^ label)

    place(trie_of(rules), 0)
    # Each node asks for the places of all bytes.
    return [units.get(index, 0) for index in range((max(used) | 255) + 1)]


def charsmap(rules: dict[str, str]) -> str:
    """In base64. A rule takes the place of a text."""
    places, texts = {}, b""
    for text, becomes in rules.items():
        places[text] = len(texts)
        texts += becomes.encode() + b"\0"
    units = double_array(places)
    return base64.b64encode(struct.pack(f"<{len(units) + 1}I", 4 * len(units), *units) + texts).decode()
