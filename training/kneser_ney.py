"""The bar to clear: an n-gram model with interpolated modified Kneser-Ney smoothing, on the same tokens and held-out quotes.

    python kneser_ney.py --data work/ --streams quotes essays fiction --out kneser-ney.json

After Chen and Goodman, "An Empirical Study of Smoothing Techniques for Language Modeling" (1998), section 3. An n-gram is one
integer in base V, so that counting is sorting; texts do not see each other, for each context is cut at the end token
before the text, and n-grams that begin with it keep their raw counts in the lower orders, where the others have the
number of different tokens in front of them.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tokens import encode_lines, end_of, load_tokenizer

ORDER = 5


@dataclass
class Level:
    """N-grams of one order with their adjusted counts, and by context: the counts' sum and the mass held back."""

    grams: np.ndarray
    counts: np.ndarray
    discounts: np.ndarray
    contexts: np.ndarray
    totals: np.ndarray
    held_back: np.ndarray


def places_in_text(stream: np.ndarray, end: int) -> np.ndarray:
    """How many tokens, the end token included, stand before each token since its text began; 0 for the first of all."""
    starts = np.maximum.accumulate(np.where(stream == end, np.arange(len(stream)), 0))
    before = np.concatenate([[0], starts[:-1]])
    return np.arange(len(stream)) - before


def windows(stream: np.ndarray, places: np.ndarray, order: int, vocabulary: int) -> np.ndarray:
    """All n-grams of an order that lie in one text, as integers."""
    total = np.zeros(len(stream) - order + 1, dtype=np.int64)
    for offset in range(order):
        total = total * vocabulary + stream[offset : offset + len(total)]
    return total[places[order - 1 :] >= order - 1]


def adjusted(above: np.ndarray, raw: np.ndarray, vocabulary: int, order: int, end: int) -> tuple[np.ndarray, np.ndarray]:
    """Continuation counts from the distinct n-grams one order above, raw ones for what begins a text."""
    power = vocabulary**order
    grams, counts = np.unique(above % power, return_counts=True)
    first, first_counts = np.unique(raw[raw // (power // vocabulary) == end], return_counts=True)
    if order == 1:
        return grams, counts
    plain = grams // (power // vocabulary) != end
    grams = np.concatenate([grams[plain], first])
    counts = np.concatenate([counts[plain], first_counts])
    order_of = np.argsort(grams)
    return grams[order_of], counts[order_of]


def level_of(grams: np.ndarray, counts: np.ndarray, vocabulary: int) -> Level:
    """Three discounts from the counts of counts; what they take from a context is held back for the order below."""
    n1, n2, n3, n4 = (max(1, int((counts == n).sum())) for n in (1, 2, 3, 4))
    y = n1 / (n1 + 2 * n2)
    discounts = np.clip([0, 1 - 2 * y * n2 / n1, 2 - 3 * y * n3 / n2, 3 - 4 * y * n4 / n3], 0, None)
    contexts, begin = np.unique(grams // vocabulary, return_index=True)
    totals = np.add.reduceat(counts, begin)
    held_back = np.add.reduceat(discounts[np.minimum(counts, 3)], begin) / totals
    return Level(grams, counts, discounts, contexts, totals, held_back)


def count_levels(stream: np.ndarray, vocabulary: int, end: int) -> list[Level]:
    """Levels of order 1 to ORDER."""
    if vocabulary**ORDER >= 2**63:
        raise ValueError(f"{ORDER}-grams of {vocabulary} entries do not fit in 64 bits")
    places = places_in_text(stream, end)
    levels: list[Level] = []
    for order in range(ORDER, 0, -1):
        raw = windows(stream, places, order, vocabulary)
        if order == ORDER:
            grams, counts = np.unique(raw, return_counts=True)
        else:
            grams, counts = adjusted(levels[0].grams, raw, vocabulary, order, end)
        levels.insert(0, level_of(grams, counts, vocabulary))
    return levels


def find(table: np.ndarray, keys: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Index of each key in a sorted table, and whether it is there."""
    at = np.minimum(np.searchsorted(table, keys), len(table) - 1)
    return at, table[at] == keys


def probabilities(levels: list[Level], stream: np.ndarray, vocabulary: int, end: int) -> np.ndarray:
    """p of each token of a stream after its first, given up to four before it in its text."""
    places = places_in_text(stream, end)[1:]
    p = np.full(len(stream) - 1, 1 / vocabulary)
    for order, level in enumerate(levels, 1):
        grams = np.zeros(len(p), dtype=np.int64)
        for back in range(order - 1, -1, -1):
            source = np.concatenate([np.zeros(max(0, back - 1), dtype=np.int64), stream[: len(stream) - back]])
            token = stream[1:] if back == 0 else source[: len(p)]
            grams = grams * vocabulary + token
        at, known = find(level.contexts, grams // vocabulary)
        gram_at, seen = find(level.grams, grams)
        counts = np.where(seen, level.counts[gram_at], 0)
        kept = np.maximum(counts - level.discounts[np.minimum(counts, 3)], 0) / level.totals[at]
        use = known & (places >= order - 1)
        p = np.where(use, kept + level.held_back[at] * p, p)
    return p


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--streams", nargs="+", default=["quotes", "essays", "fiction"])
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    vocabulary, end = load_tokenizer(args.data).get_vocab_size(), end_of(args.data)
    streams = [np.load(args.data / f"{name}.npy").astype(np.int64) for name in args.streams]
    stream = np.concatenate([streams[0], *(s[1:] for s in streams[1:])])
    lines = (args.data / "heldout.txt").read_text().splitlines()
    test = np.concatenate([[end], *([*ids, end] for ids in encode_lines(args.data, lines))])
    levels = count_levels(stream, vocabulary, end)
    bits = -np.log2(probabilities(levels, test, vocabulary, end)).sum() / sum(len(line.encode()) for line in lines)
    result = {"order": ORDER, "streams": args.streams, "tokens": len(stream), "heldout_bits_per_byte": float(bits)}
    print(result)
    if args.out is not None:
        args.out.write_text(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
