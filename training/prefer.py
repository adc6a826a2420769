"""Makes the drafts that a reader would send to a friend likelier than those that now come first.

    python prefer.py --data work/ --from work/mean --judged judged.tsv --out work/preferred     # on an accelerator

Draws drafts for the judged prompts and for beginnings of the quotations, has reader.py judge them, and trains on pairs: a draft among
the best of its prompt and a likely one that is worse, by the very mean that `best_of` ranks by. The model may not move far from
itself on the quotations (Kullback-Leibler), and it is on the 4-bit grid as in fine-tuning.
"""

import argparse
import json
import math
import random
import re
from collections import Counter
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from batches import heldout_batches
from bits import held_out_bits
from checkpoint import write
from device import best_device, has_bfloat16
from drafts import LONGEST, Draft, draw, is_closed, mean_scores, padded_ids, repeated_share
from model import Gpt2, Shape
from reader import judge_all, read_verdicts, teach_all
from tokens import end_of, load_tokenizer

# Beginnings that visitors may type, and as many of them.
BEGINNING = re.compile(r"[A-Za-z' ]+")
OPENERS = 2400
PAIRS, REPLAYED = 64, 96
RATE, SHARPNESS, NATS_OF_CHOSEN, STAY = 1e-4, 5.0, 0.1, 12.0
# In logits of the reader: what each share of repeated words, and what an expression that is worn out, costs.
REPEATED, WORN, OPEN = 4.0, 0.5, 4.0
# Drafts of a prompt that can make a pair.
FEWEST = 2


def openers(lines: list[str], without: set[str], draw_from: random.Random) -> list[str]:
    """One to three words that begin at least four quotations; none that begins with one of `without`."""
    counts: Counter[str] = Counter()
    for line in lines:
        words = line.split()
        if len(words) >= 5:
            counts.update(start for n in (1, 2, 3) if BEGINNING.fullmatch(start := " ".join(words[:n])))
    found = [start for start, count in counts.items() if count >= 4]
    fresh = [start for start in found if not any(f"{start.lower()} ".startswith(f"{other} ") for other in without)]
    draw_from.shuffle(fresh)
    return fresh[:OPENERS]


def runs_of(prompt: str, text: str) -> set[str]:
    words = text[len(prompt) :].lower().split()
    return {" ".join(words[at : at + 3]) for at in range(max(1, len(words) - 2))}


def reward_all(readers: list, prompts: list[str], drafts: list[list[Draft]], end: int) -> None:
    """What the reader thinks, less what is repeated, left open, or stands in many drafts ("the key to life")."""
    flat = [(prompt, draft) for prompt, own in zip(prompts, drafts) for draft in own]
    counts = Counter(run for prompt, draft in flat for run in runs_of(prompt, draft.text))
    for (prompt, draft), logit in zip(flat, judge_all(readers, [draft.ids for _, draft in flat], end)):
        runs = runs_of(prompt, draft.text)
        worn = sum(math.log1p(counts[run] / 20) for run in runs) / len(runs)
        repeated = REPEATED * repeated_share(prompt, draft.text[len(prompt) :])
        draft.reward = logit - WORN * worn - repeated - (0 if is_closed(draft.text) else OPEN)
        draft.mean -= repeated


def pick_pair(own: list[Draft], clearly: float, chance: random.Random) -> tuple[Draft, Draft] | None:
    """One of the best sixth, and a rival among those that rank first now."""
    best = sorted(own, key=lambda draft: -draft.reward)[: max(2, len(own) // 6)]
    ranked = sorted(own, key=lambda draft: -draft.mean)
    chosen, rival = chance.choice(best), ranked[min(int(chance.expovariate(1 / 5)), len(own) - 1)]
    return (chosen, rival) if chosen is not rival and chosen.reward - rival.reward >= clearly else None


def distance(model: Gpt2, before: Gpt2, rows: list[list[int]], end: int) -> torch.Tensor:
    """The mean Kullback-Leibler divergence from `before`, in nats a token."""
    ids, inside = padded_ids(rows, end, model.wte.weight.device)
    with torch.no_grad():
        old = before(ids[:, :-1])[inside[:, 1:]].float().log_softmax(-1)
    new = model(ids[:, :-1])[inside[:, 1:]].float().log_softmax(-1)
    return (old.exp() * (old - new)).sum(-1).mean()


def train(before: Gpt2, judged: list[list[Draft]], others: list[list[Draft]], quotes: list[list[int]], end: int, args) -> Gpt2:
    """Half of the pairs are of the judged prompts."""
    device = before.wte.weight.device
    model, chance = Gpt2(before.shape), random.Random(args.seed)
    model.load_state_dict(torch.load(args.start / "model.pt", weights_only=True, map_location="cpu"))
    model.to(device).train_on_grid()
    optimizer = torch.optim.AdamW(model.parameters(), betas=(0.9, 0.98), weight_decay=0.0)
    for step in range(args.steps):
        optimizer.param_groups[0]["lr"] = RATE * min(1, (step + 1) / 15) * (1 - step / args.steps)
        found = (pick_pair(chance.choice(chance.choice((judged, others))), args.clearly, chance) for _ in range(PAIRS * 20))
        pairs = [pair for pair in found if pair is not None][:PAIRS]
        if not pairs:
            raise SystemExit(f"No two drafts of a prompt differ by {args.clearly} in reward: draw more with --each, or lower --clearly.")
        with torch.autocast(device.type, torch.bfloat16, enabled=has_bfloat16(device)):
            scores, nats = mean_scores(model, [pair[0] for pair in pairs] + [pair[1] for pair in pairs], end)
            stay = distance(model, before, chance.sample(quotes, REPLAYED), end)
        gap = scores[: len(pairs)] - scores[len(pairs) :]
        loss = -F.logsigmoid(SHARPNESS * gap).mean() + NATS_OF_CHOSEN * nats + STAY * stay
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        if step % 40 == 0 or step == args.steps - 1:
            print(f"step {step}: {(gap > 0).float().mean():.0%} of pairs right, {stay:.4f} nats away", flush=True)
    return model


def load(folder: Path, on_grid: bool) -> Gpt2:
    model = Gpt2(Shape(**json.loads((folder / "shape.json").read_text())))
    model.load_state_dict(torch.load(folder / "model.pt", weights_only=True, map_location="cpu"))
    if on_grid:
        model.train_on_grid()
    return model.to(best_device()).eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--from", dest="start", type=Path, required=True)
    parser.add_argument("--judged", type=Path, required=True)
    parser.add_argument("--without", type=Path, help="prompts, one a line, that must not be trained on: those of a report")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--each", type=int, default=24, help="drafts of each prompt")
    parser.add_argument("--steps", type=int, default=160)
    parser.add_argument("--clearly", type=float, default=0.6, help="difference in reward that makes a pair")
    parser.add_argument("--people", type=int, default=24000, help="quotations that the reader tells from drafts")
    parser.add_argument("--seed", type=int, default=3)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    tokenizer, end, chance = load_tokenizer(args.data), end_of(args.data), random.Random(args.seed)
    encode = lambda text: tokenizer.encode(text).ids  # noqa: E731
    before = load(args.start, on_grid=True)

    lines = (args.data / "train_quotes.txt").read_text().splitlines()
    verdicts = read_verdicts(args.judged)
    without = {line.lower() for line in args.without.read_text().splitlines()} if args.without else set()
    prompts = sorted({each.prompt for each in verdicts})
    every = prompts + openers(lines, without, chance)
    drafts = draw(before, encode, tokenizer.decode, every, args.each, args.seed, end)
    quotes = [np.array([end, *encode(line), end])[:60].tolist() for line in lines]
    short = [row for row, line in zip(quotes, lines) if 4 <= len(line.split()) <= 18]
    some = [draft.ids for own in drafts for draft in own]
    people = chance.sample(short, min(args.people, len(short), len(some)))
    readers = teach_all(before, encode, verdicts, people, chance.sample(some, len(people)), end)
    reward_all(readers, every, drafts, end)

    judged, others = ([own for own in part if len(own) >= FEWEST] for part in (drafts[: len(prompts)], drafts[len(prompts) :]))
    if not judged:
        raise SystemExit(f"No judged prompt has {FEWEST} drafts that end within {LONGEST} tokens: draw more with --each.")
    model = train(before, judged, others or judged, quotes, end, args)
    print(f"held-out bits per byte: {held_out_bits(model, *heldout_batches(args.data)):.4f}")
    write(model.state_dict(), args.out / "model.pt")
    (args.out / "shape.json").write_text((args.start / "shape.json").read_text())


if __name__ == "__main__":
    main()
