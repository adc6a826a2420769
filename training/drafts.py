"""Drafts as the product draws them, many together, and what its choice among them weighs."""

import re
from dataclasses import dataclass

import torch
import torch.nn.functional as F

from export import END_BIAS, SAMPLING
from model import Gpt2

LONGEST = 36
ROWS = 4096
WORD = re.compile(r"[^\W_]+")


@dataclass
class Draft:
    """A text that ended. `ids` hold the end token, the prompt, the text and the end token."""

    text: str
    ids: list[int]
    prompt_tokens: int
    mean: float
    """Nats a token after the processors, as `best_of` ranks."""
    reward: float = 0.0


def processed(logits: torch.Tensor, seen: torch.Tensor, end: int) -> torch.Tensor:
    """Logits after the bias of the end and the repetition penalty, in the product's order."""
    scores = logits.float().clone()
    scores[..., end] += END_BIAS
    penalty = SAMPLING["repetition_penalty"]
    return torch.where(seen, torch.where(scores > 0, scores / penalty, scores * penalty), scores)


@torch.no_grad()
def draw(model: Gpt2, encode, decode, prompts: list[str], each: int, seed: int, end: int) -> list[list[Draft]]:
    """As many drafts of each prompt; those that do not end, and repeats, are left out."""
    generator = torch.Generator(device=model.wte.weight.device).manual_seed(seed)
    starts = [[end, *encode(prompt)] for prompt in prompts]
    drafts: list[dict[str, Draft]] = [{} for _ in prompts]
    for length in sorted({len(start) for start in starts}):
        rows = [number for number, start in enumerate(starts) if len(start) == length for _ in range(each)]
        for at in range(0, len(rows), ROWS):
            group = rows[at : at + ROWS]
            for row, ids, mean in finished(model, [starts[number] for number in group], generator, end):
                text = decode(ids[1:-1])
                drafts[group[row]].setdefault(text, Draft(text, ids, length, mean))
    return [list(found.values()) for found in drafts]


def finished(model: Gpt2, starts: list[list[int]], generator: torch.Generator, end: int):
    """Draws rows of one length side by side and yields (row, ids, mean log-probability) of those that end."""
    device, length = model.wte.weight.device, len(starts[0])
    ids = torch.tensor(starts, device=device)
    seen = torch.zeros(len(ids), model.shape.vocab_size, dtype=torch.bool, device=device).scatter_(1, ids, True)
    total, rows = torch.zeros(len(ids), device=device), torch.arange(len(ids), device=device)
    while ids.shape[1] < LONGEST and len(rows):
        scores = processed(model(ids)[:, -1], seen, end)
        if ids.shape[1] < SAMPLING["min_length"]:
            scores[:, end] = -torch.inf
        token = choose(scores / SAMPLING["temperature"], generator)
        total += scores.log_softmax(-1).gather(1, token)[:, 0]
        ids = torch.cat([ids, token], 1)
        seen.scatter_(1, token, True)
        ended = token[:, 0] == end
        for row in ended.nonzero()[:, 0].tolist():
            yield rows[row].item(), ids[row].tolist(), total[row].item() / (ids.shape[1] - length)
        ids, seen, total, rows = ids[~ended], seen[~ended], total[~ended], rows[~ended]


def choose(scores: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
    values, ids = scores.topk(min(SAMPLING["top_k"], scores.shape[-1]), -1)
    chances = values.softmax(-1)
    before = chances.cumsum(-1) - chances
    return ids.gather(1, torch.multinomial(chances.masked_fill(before >= SAMPLING["top_p"], 0), 1, generator=generator))


def repeated_share(before: str, text: str) -> float:
    """The product's measure (`src/generate/repeated-share.ts`): the share of words that repeat one of the last 20."""
    earlier = WORD.findall(before.lower())
    words = earlier + WORD.findall(text.lower())
    repeated: set[int] = set()
    for at in range(len(earlier), len(words)):
        near = words[max(0, at - 20) : at]
        if any(is_same_stem(other, words[at]) for other in near):
            repeated.add(at)
        if at and min(len(words[at - 1]), len(words[at])) >= 3 and (words[at - 1], words[at]) in zip(near, near[1:]):
            repeated |= {at - 1, at}
    return sum(at >= len(earlier) for at in repeated) / max(1, len(words) - len(earlier))


def is_same_stem(one: str, other: str) -> bool:
    shared = min(len(one), len(other), 5)
    return shared >= 4 and one[:shared] == other[:shared]


def is_closed(text: str) -> bool:
    return text.count('"') % 2 == 0 and all(text.count(a) == text.count(b) for a, b in ("“”", "()", "[]"))


def mean_scores(model: Gpt2, drafts: list[Draft], end: int) -> tuple[torch.Tensor, torch.Tensor]:
    """`Draft.mean` of each draft [drafts], and the mean negative log-likelihood of all their tokens."""
    device = model.wte.weight.device
    ids, inside = padded_ids([draft.ids for draft in drafts], end, device)
    starts = torch.tensor([draft.prompt_tokens for draft in drafts], device=device)
    told = inside[:, 1:] & (torch.arange(1, ids.shape[1], device=device) >= starts[:, None])
    logits, targets = model(ids[:, :-1]).float(), ids[:, 1:, None]
    seen = F.one_hot(ids[:, :-1], model.shape.vocab_size).to(torch.uint8).cummax(1).values.bool()
    own = processed(logits, seen, end).log_softmax(-1).gather(2, targets)[..., 0]
    plain = logits.log_softmax(-1).gather(2, targets)[..., 0]
    return (own * told).sum(1) / told.sum(1), -(plain * told).sum() / told.sum()


def padded_ids(rows: list[list[int]], end: int, device: torch.device) -> tuple[torch.Tensor, torch.Tensor]:
    """Rows filled up with end tokens, and which places are theirs."""
    lengths = torch.tensor([len(row) for row in rows], device=device)
    ids = torch.full((len(rows), int(lengths.max())), end, device=device)
    for at, row in enumerate(rows):
        ids[at, : len(row)] = torch.tensor(row, device=device)
    return ids, torch.arange(ids.shape[1], device=device) < lengths[:, None]
