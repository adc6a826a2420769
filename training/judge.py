"""Judges samples: do they end, repeat themselves, recite the training data, or hold slurs?

    python judge.py --data work/ --samples samples.jsonl          # one {"prompt", "text", "ended"} a line
    python judge.py --data work/ --model final/ --out report.json # makes them with transformers, as generation_config says

`text` is the whole sample with its prompt, `ended` whether the model gave its end token within the limit.
"""

import argparse
import json
from array import array
from dataclasses import asdict
from pathlib import Path

import numpy as np

from sample import PROMPTS, Sample, sample_all
from slurs import slurs_in
from text import words

RECITED = 10
REPEATED = 4
BASE = np.uint64(1_099_511_628_211)


def repeats(tokens: list[str], n: int = REPEATED) -> bool:
    grams = [tuple(tokens[at : at + n]) for at in range(len(tokens) - n + 1)]
    return len(set(grams)) < len(grams)


def run_hashes(ids: np.ndarray, n: int = RECITED) -> np.ndarray:
    """A hash of each run of n words, modulo 2**64; chance hits are of the order of 1 in 10**12."""
    total = np.zeros(max(0, len(ids) - n + 1), dtype=np.uint64)
    for offset in range(n):
        total = total * BASE + ids[offset : offset + len(total)]
    return total


# Stand for a word that the training texts lack, and for the border of two texts: neither is part of a known run.
UNKNOWN, BORDER = 0, 1


class Recital:
    """Knows every run of ten words of the training texts."""

    def __init__(self, files: list[Path]):
        self.ids: dict[str, int] = {}
        stream = array("Q")
        for file in files:
            with file.open(encoding="utf-8") as lines:
                for line in lines:
                    stream.extend(self.ids.setdefault(word, len(self.ids) + 2) for word in words(line))
                    stream.append(BORDER)
        self.runs = np.sort(run_hashes(mixed(np.frombuffer(stream, dtype=np.uint64))))

    def recites(self, tokens: list[str]) -> bool:
        runs = run_hashes(mixed(np.array([self.ids.get(token, UNKNOWN) for token in tokens], dtype=np.uint64)))
        at = np.minimum(np.searchsorted(self.runs, runs), len(self.runs) - 1)
        return bool((self.runs[at] == runs).any())


def mixed(ids: np.ndarray) -> np.ndarray:
    """Far apart for neighbouring numbers, so that the hashes of runs are as well."""
    return (ids + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)


def judge(samples: list[Sample], recital: Recital) -> dict:
    """Shares of the samples, between 0 and 1, and the samples at fault."""
    split = [words(sample.text) for sample in samples]
    repeated = [s.text for s, tokens in zip(samples, split) if repeats(tokens)]
    recited = [s.text for s, tokens in zip(samples, split) if recital.recites(tokens)]
    slurred = sum(bool(slurs_in(s.text)) for s in samples)
    count = len(samples)
    return {
        "samples": count,
        "ended": sum(s.ended for s in samples) / count,
        "repeated_4_gram": len(repeated) / count,
        "recited_10_words": len(recited) / count,
        "slurs": slurred / count,
        "mean_words": sum(map(len, split)) / count,
        "repeating": repeated,
        "reciting": recited,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--samples", type=Path)
    source.add_argument("--model", type=Path)
    parser.add_argument("--set", nargs="*", default=[], metavar="NAME=NUMBER", help="instead of generation_config's")
    parser.add_argument("--each", type=int, default=5, help="samples of each of the 40 prompts")
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    if args.samples is not None:
        rows = [json.loads(line) for line in args.samples.read_text().splitlines()]
        samples = [Sample(row["prompt"], row["text"], row["ended"], row.get("seed", 0)) for row in rows]
    else:
        settings = {name: json.loads(number) for name, number in (pair.split("=") for pair in args.set)}
        samples = sample_all(args.model, PROMPTS, args.each, settings)
    report = judge(samples, Recital([args.data / "train_quotes.txt", args.data / "train_prose.txt"]))
    print(json.dumps(report, indent=2))
    if args.out is not None:
        args.out.write_text(json.dumps({**report, "texts": [asdict(s) for s in samples]}, indent=2))


if __name__ == "__main__":
    main()
