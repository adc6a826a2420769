"""A stand-in for the reader whose verdicts lie in judged.tsv: how likely one would send a text to a friend.

It is the language model itself with one output for a whole text, first taught to tell texts of people from drafts, then the verdicts.
Five are trained, each without a fifth of the prompts, and their mean counts.
"""

import random
from dataclasses import dataclass, replace
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

from drafts import padded_ids
from model import Gpt2

WORTH = {"good": 1.0, "plain": 0.3, "broken": 0.0}
FOLDS = 5
DROPOUT = 0.1
HEAD_RATE = 10


@dataclass(frozen=True)
class Verdict:
    verdict: str
    prompt: str
    text: str


def read_verdicts(file: Path) -> list[Verdict]:
    return [Verdict(*line.split("\t")) for line in file.read_text().splitlines()]


class Reader(nn.Module):
    def __init__(self, start: Gpt2):
        super().__init__()
        self.body = Gpt2(replace(start.shape, dropout=DROPOUT))
        self.body.load_state_dict(start.state_dict())
        self.head = nn.Linear(2 * start.shape.n_embd, 1)
        nn.init.zeros_(self.head.weight)
        nn.init.zeros_(self.head.bias)
        self.to(start.wte.weight.device)

    def forward(self, rows: list[list[int]], end: int) -> torch.Tensor:
        """Token ids from end token to end token to logits [rows]: from the last place and the mean of all."""
        ids, inside = padded_ids(rows, end, self.head.weight.device)
        hidden = self.body.hidden(ids, self.body.table()).float()
        lengths = inside.sum(1)
        mean = (hidden * inside[..., None]).sum(1) / lengths[:, None]
        return self.head(torch.cat([hidden[torch.arange(len(rows)), lengths - 1], mean], -1))[:, 0]


def teach(reader: Reader, rows: list[list[int]], worth: list[float], end: int, passes: int, batch: int, seed: int) -> Reader:
    """Fits the worth, 0 to 1, of each row; the rate rises over 20 steps, then falls to zero."""
    rates = [1e-4, 1e-4 * HEAD_RATE]
    groups = [{"params": reader.body.parameters()}, {"params": reader.head.parameters()}]
    optimizer, draw = torch.optim.AdamW(groups, weight_decay=0.01), random.Random(seed)
    order = [number for _ in range(passes) for number in draw.sample(range(len(rows)), len(rows))]
    steps = -(-len(order) // batch)
    reader.train()
    for step in range(steps):
        own = order[step * batch : (step + 1) * batch]
        for group, rate in zip(optimizer.param_groups, rates):
            group["lr"] = rate * min(1, (step + 1) / 20) * (1 - step / steps)
        wanted = torch.tensor([worth[i] for i in own], device=reader.head.weight.device)
        loss = F.binary_cross_entropy_with_logits(reader([rows[i] for i in own], end), wanted)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimizer.step()
    return reader.eval()


def teach_all(
    start: Gpt2, encode, verdicts: list[Verdict], people: list[list[int]], drafts: list[list[int]], end: int
) -> list[Reader]:
    """The five readers; prints how often each prefers the better of two judged texts of a prompt that it has not seen."""
    first = teach(Reader(start), people + drafts, [1.0] * len(people) + [0.0] * len(drafts), end, 1, 256, 0)
    rows = [[end, *encode(each.text), end] for each in verdicts]
    worth = [WORTH[each.verdict] for each in verdicts]
    prompts = sorted({each.prompt for each in verdicts})
    fold = {prompt: i % FOLDS for i, prompt in enumerate(random.Random(2).sample(prompts, len(prompts)))}
    readers = []
    for number in range(FOLDS):
        own = [i for i, each in enumerate(verdicts) if fold[each.prompt] != number]
        reader = teach(Reader(first.body), [rows[i] for i in own], [worth[i] for i in own], end, 3, 32, number)
        others = [i for i, each in enumerate(verdicts) if fold[each.prompt] == number]
        print(f"reader {number}: right on {share_right(reader, verdicts, rows, worth, others, end):.1%} of unseen pairs", flush=True)
        readers.append(reader)
    return readers


def share_right(reader: Reader, verdicts: list[Verdict], rows, worth, others: list[int], end: int) -> float:
    found = dict(zip(others, judge_all([reader], [rows[i] for i in others], end)))
    pairs = [(i, j) for i in others for j in others if verdicts[i].prompt == verdicts[j].prompt and worth[i] == 1 > worth[j]]
    return sum(found[i] > found[j] for i, j in pairs) / max(1, len(pairs))


@torch.no_grad()
def judge_all(readers: list[Reader], rows: list[list[int]], end: int, batch: int = 2048) -> list[float]:
    """The mean logit of the readers for each row."""
    found: list[float] = []
    for at in range(0, len(rows), batch):
        group = rows[at : at + batch]
        found += (sum(reader(group, end) for reader in readers) / len(readers)).tolist()
    return found
