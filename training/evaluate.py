"""Bits per byte of the held-out quotes by transformers, to compare with other evaluators of the same checkpoint.

    python evaluate.py --model final/ --texts heldout.txt

For each line: the negative log2-likelihood of its tokens and of a final <|endoftext|>, given an initial <|endoftext|>.
The sum over all lines, divided by the lines' UTF-8 bytes (line ends do not count).
"""

import argparse
import json
import math
from pathlib import Path

import torch
import torch.nn.functional as F
from transformers import GPT2LMHeadModel, GPT2TokenizerFast


@torch.no_grad()
def evaluate(folder: Path, lines: list[str]) -> dict:
    model, tokenizer = GPT2LMHeadModel.from_pretrained(folder).eval(), GPT2TokenizerFast.from_pretrained(folder)
    end, nats, tokens = tokenizer.eos_token_id, 0.0, 0
    for line in lines:
        ids = torch.tensor([end, *tokenizer(line)["input_ids"], end])
        logits = model(ids[None, :-1]).logits[0]
        nats += F.cross_entropy(logits, ids[1:], reduction="sum").item()
        tokens += len(ids) - 1
    size = sum(len(line.encode()) for line in lines)
    return {
        "texts": len(lines),
        "tokens": tokens,
        "bytes": size,
        "bits_per_byte": nats / math.log(2) / size,
        "token_perplexity": math.exp(nats / tokens),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--texts", type=Path, required=True)
    args = parser.parse_args()
    torch.set_num_threads(1)
    print(json.dumps(evaluate(args.model, args.texts.read_text().splitlines()), indent=2))


if __name__ == "__main__":
    main()
