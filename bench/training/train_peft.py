"""Times steps of the same training with PyTorch and PEFT.

    python train_peft.py CONFIG TEXTS THREADS SECONDS

CONFIG is a config.json of GPT-2: the weights are random, for speed they do not matter. TEXTS is a JSON file with texts as token ids.
Prints, as JSON, the tokens that a second of training takes and the highest resident set in bytes: LoRA of rank 8 on all four matrices,
float32, batches of eight texts padded to the longest, Adam.
"""

import json
import os
import resource
import sys
import time
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TRANSFORMERS_VERBOSITY"] = "error"

import torch
from peft import LoraConfig, get_peft_model
from transformers import GPT2Config, GPT2LMHeadModel

BATCH = 8
TARGETS = ["attn.c_attn", "attn.c_proj", "mlp.c_fc", "mlp.c_proj"]


def batch_of(texts):
    width = max(len(ids) for ids in texts)
    rows = torch.zeros((len(texts), width), dtype=torch.long)
    mask = torch.zeros_like(rows)
    for row, ids in enumerate(texts):
        rows[row, : len(ids)] = torch.tensor(ids)
        mask[row, : len(ids)] = 1
    return rows, mask


def step(model, optimizer, texts):
    rows, mask = batch_of(texts)
    optimizer.zero_grad()
    model(input_ids=rows, attention_mask=mask, labels=rows.masked_fill(mask == 0, -100)).loss.backward()
    torch.nn.utils.clip_grad_norm_([each for each in model.parameters() if each.requires_grad], 1.0)
    optimizer.step()


def main(config, texts, threads, seconds):
    torch.set_num_threads(threads)
    shape = GPT2Config(**{key: value for key, value in json.loads(config.read_text()).items() if key != "model_type"})
    model = GPT2LMHeadModel(shape)
    model = get_peft_model(model, LoraConfig(r=8, lora_alpha=16, target_modules=TARGETS, fan_in_fan_out=True))
    model.train()
    optimizer = torch.optim.Adam([each for each in model.parameters() if each.requires_grad], lr=0.003)
    rows = json.loads(texts.read_text())
    batches = [rows[at : at + BATCH] for at in range(0, len(rows), BATCH)]
    for some in batches[:2]:
        step(model, optimizer, some)
    began, tokens, done = time.monotonic(), 0, 0
    while time.monotonic() - began < seconds:
        some = batches[done % len(batches)]
        step(model, optimizer, some)
        tokens += sum(len(ids) - 1 for ids in some)
        done += 1
    took = time.monotonic() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"tokensPerSecond": tokens / took, "peakBytes": peak}))


main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]))
