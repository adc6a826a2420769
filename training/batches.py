"""Token streams to batches of (ids, targets), each a function of the step alone, so that a resumed run sees what it
would have seen."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch

from tokens import encode_lines, end_of

# Share of the quotes in a batch of pre-training, at its start and at its end.
QUOTES = (0.008, 0.022)
# How much more often than its size says each stream of the prose is seen: essays are nearer to quotes than fiction is.
PROSE = {"essays": 2.0, "fiction": 1.0}
# Texts among which those of like length are put together. Large enough to leave little padding.
POOL = 4000

Batch = tuple[torch.Tensor, torch.Tensor]


class ProseBatches:
    """Windows drawn from the streams, a few of them from the quotes, in the end more."""

    def __init__(self, folder: Path, batch: int, length: int, seed: int):
        self.batch, self.length, self.seed = batch, length, seed
        self.streams = {name: np.load(folder / f"{name}.npy") for name in ("quotes", *PROSE)}
        sizes = np.array([len(self.streams[name]) * weight for name, weight in PROSE.items()])
        self.prose = sizes / sizes.sum()

    def at(self, step: int, steps: int) -> Batch:
        draw = np.random.default_rng((self.seed, step))
        quotes = QUOTES[0] + (QUOTES[1] - QUOTES[0]) * step / steps
        counts = draw.multinomial(self.batch, [quotes, *(self.prose * (1 - quotes))])
        rows = []
        for stream, count in zip(self.streams.values(), counts):
            for at in draw.integers(0, len(stream) - self.length - 1, count):
                rows.append(stream[at : at + self.length + 1])
        ids = torch.from_numpy(np.stack(rows).astype(np.int64))
        return ids[:, :-1], ids[:, 1:]


class QuoteBatches:
    """One quotation a row, from its end token to its end token, in batches of about `batch * length` tokens."""

    def __init__(self, folder: Path, batch: int, length: int, seed: int):
        self.budget, self.seed = batch * length, seed
        stream = np.load(folder / "quotes.npy")
        cuts = np.flatnonzero(stream == stream[0])
        self.texts = [stream[a : b + 1] for a, b in zip(cuts[:-1], cuts[1:])]
        self.epoch, self.first, self.groups = -1, 0, []

    def at(self, step: int, _steps: int) -> Batch:
        while self.epoch < 0 or step >= self.first + len(self.groups):
            self.first += len(self.groups)
            self.epoch += 1
            self.groups = self.groups_of(self.epoch)
        return padded([self.texts[i] for i in self.groups[step - self.first]])

    def groups_of(self, epoch: int) -> list[np.ndarray]:
        """Indices of the texts of each batch of an epoch, shuffled anew."""
        draw = np.random.default_rng((self.seed + 1, epoch))
        order = draw.permutation(len(self.texts))
        groups = []
        for at in range(0, len(order), POOL):
            pool = sorted(order[at : at + POOL], key=lambda i: len(self.texts[i]))
            groups += cut([len(self.texts[i]) for i in pool], pool, self.budget)
        return [groups[i] for i in draw.permutation(len(groups))]


def cut(lengths: list[int], items: list, budget: int) -> Iterator[list]:
    """Cuts items, shortest first, where the next would make rows times longest row exceed the budget."""
    group: list = []
    for length, item in zip(lengths, items):
        if group and (len(group) + 1) * length > budget:
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def padded(texts: list[np.ndarray]) -> Batch:
    """Rows filled up behind their end; a target of -100 does not count."""
    length = max(map(len, texts)) - 1
    ids = torch.full((len(texts), length), int(texts[0][0]))
    targets = torch.full((len(texts), length), -100)
    for row, text in enumerate(texts):
        values = torch.from_numpy(np.asarray(text, dtype=np.int64))
        ids[row, : len(values) - 1] = values[:-1]
        targets[row, : len(values) - 1] = values[1:]
    return ids, targets


def heldout_batches(folder: Path, budget: int = 8192) -> tuple[list[Batch], int]:
    """The held-out quotes, each scored from its first token to its final end token, and their size in UTF-8 bytes."""
    end, lines = end_of(folder), (folder / "heldout.txt").read_text().splitlines()
    rows = sorted((np.array([end, *ids, end]) for ids in encode_lines(folder, lines)), key=len)
    groups = cut([len(row) for row in rows], rows, budget)
    return [padded(group) for group in groups], sum(len(line.encode()) for line in lines)
