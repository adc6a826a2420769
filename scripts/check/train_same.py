"""Trains what check-finetune.ts or check-full.ts trained once more with PyTorch, and writes with both.

    python train_same.py BASE FOLDER [--full]

BASE is a folder that transformers opens. FOLDER has plan.json (texts of each step as token ids, with the rate of the step; texts set
aside; prompts), init/, the adapter that training begins with, and ours/, the one that this project trained. It gets theirs/, PEFT's
own, and result.json: the perplexity of the texts set aside with each, and what each writes after the prompts, greedily.

With --full all weights are trained: ours/ is a whole model, training begins with BASE, and there is no theirs/.
"""

import json
import math
import os
import sys
import time
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TRANSFORMERS_VERBOSITY"] = "error"

import torch
from peft import PeftModel
from transformers import AutoTokenizer, GPT2LMHeadModel

CLIP = 1.0
NEW_TOKENS = 24


def surprise(model, ids):
    """Sum of -log p of all tokens of a text but its first."""
    row = torch.tensor([ids])
    logits = model(input_ids=row).logits[0, :-1]
    return torch.nn.functional.cross_entropy(logits.float(), row[0, 1:], reduction="sum")


def perplexity(model, texts):
    with torch.no_grad():
        total = sum(surprise(model, ids).item() for ids in texts)
    return math.exp(total / sum(len(ids) - 1 for ids in texts))


def train(model, steps):
    parameters = [each for each in model.parameters() if each.requires_grad]
    optimizer = torch.optim.Adam(parameters, betas=(0.9, 0.999), eps=1e-8)
    for step in steps:
        count = sum(len(ids) - 1 for ids in step["texts"])
        optimizer.zero_grad()
        for ids in step["texts"]:
            (surprise(model, ids) / count).backward()
        torch.nn.utils.clip_grad_norm_(parameters, CLIP)
        for group in optimizer.param_groups:
            group["lr"] = step["rate"]
        optimizer.step()


def write(model, prompts, eos):
    texts = []
    for ids in prompts:
        row = torch.tensor([ids])
        with torch.no_grad():
            out = model.generate(
                input_ids=row,
                attention_mask=torch.ones_like(row),
                do_sample=False,
                max_new_tokens=NEW_TOKENS,
                repetition_penalty=1.0,
                eos_token_id=eos,
                pad_token_id=eos,
            )
        texts.append(out[0, len(ids) :].tolist())
    return texts


def load_model(folder):
    return GPT2LMHeadModel.from_pretrained(folder, dtype=torch.float32).eval()


def load(base, adapter, is_trainable=False):
    return PeftModel.from_pretrained(load_model(base), adapter, is_trainable=is_trainable).eval()


def main(base, folder, is_full):
    # One thread: with more, each waits for all on a busy machine.
    torch.set_num_threads(1)
    plan = json.loads((folder / "plan.json").read_text())
    theirs = load_model(base) if is_full else load(base, folder / "init", is_trainable=True)
    began = time.process_time()
    train(theirs, plan["steps"])
    seconds = time.process_time() - began
    if not is_full:
        theirs.save_pretrained(folder / "theirs")
    ours = load_model(folder / "ours") if is_full else load(base, folder / "ours")
    if is_full:
        # The folder is whole: its tokenizer opens, too.
        AutoTokenizer.from_pretrained(folder / "ours")
    result = {
        "seconds": seconds,
        "perplexity": {"theirs": perplexity(theirs, plan["heldOut"]), "ours": perplexity(ours, plan["heldOut"])},
        "written": {
            "theirs": write(theirs, plan["prompts"], plan["end"]),
            "ours": write(ours, plan["prompts"], plan["end"]),
        },
    }
    (folder / "result.json").write_text(json.dumps(result))


main(sys.argv[1], Path(sys.argv[2]), "--full" in sys.argv)
