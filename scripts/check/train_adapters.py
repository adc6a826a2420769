"""Trains small adapters of three kinds with PEFT and writes what PEFT computes with each, for check-adapters.ts.

    python train_adapters.py BASE TEXT OUT

BASE is a folder that transformers opens, TEXT has a text in each line. OUT gets ids.json (rows of token ids) and of each
kind a folder with the adapter and KIND.f32: logits of all positions of all rows, little-endian floats.
"""

import json
import os
import sys
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TRANSFORMERS_VERBOSITY"] = "error"

import peft
import torch
from transformers import AutoTokenizer, GPT2LMHeadModel
from transformers.utils.logging import disable_progress_bar

KINDS = {
    "lora": {"r": 8, "lora_alpha": 16},
    "rslora": {"r": 16, "lora_alpha": 16, "use_rslora": True},
    "dora": {"r": 8, "lora_alpha": 16, "use_dora": True},
}
STEPS, BATCH, LENGTH = 40, 4, 48
READ, TRAINED = 20, 160


def rows_of(tokenizer, lines):
    # A row with something in it; those that are read were not trained on.
    rows = [tokenizer(line).input_ids[:LENGTH] for line in lines]
    rows = [row for row in rows if len(row) >= 8]
    if len(rows) < READ + BATCH:
        sys.exit(f"{len(rows)} lines of at least 8 tokens; at least {READ + BATCH} are needed.")
    return rows[:READ], rows[READ : READ + TRAINED]


def train(model, rows):
    optimizer = torch.optim.AdamW([each for each in model.parameters() if each.requires_grad], lr=2e-3)
    for step in range(STEPS):
        batch = [rows[(step * BATCH + i) % len(rows)] for i in range(BATCH)]
        width = min(len(row) for row in batch)
        ids = torch.tensor([row[:width] for row in batch])
        optimizer.zero_grad()
        loss = model(input_ids=ids, labels=ids).loss
        loss.backward()
        optimizer.step()
    return loss.item()


def main(base, text, out):
    disable_progress_bar()
    # One thread: with more, each waits for all on a busy machine.
    torch.set_num_threads(1)
    tokenizer = AutoTokenizer.from_pretrained(base)
    read, trained = rows_of(tokenizer, Path(text).read_text(encoding="utf-8").splitlines())
    out.mkdir(parents=True, exist_ok=True)
    (out / "ids.json").write_text(json.dumps(read))
    for kind, settings in KINDS.items():
        torch.manual_seed(1)
        config = peft.LoraConfig(
            target_modules=["c_attn", "c_proj", "c_fc"], fan_in_fan_out=True, task_type="CAUSAL_LM", **settings
        )
        model = peft.get_peft_model(GPT2LMHeadModel.from_pretrained(base).eval(), config)
        print(f"{kind}: loss {train(model, trained):.3f} after {STEPS} steps", flush=True)
        model.save_pretrained(out / kind)
        # Opened as anyone would, not the model that was trained.
        opened = peft.PeftModel.from_pretrained(GPT2LMHeadModel.from_pretrained(base).eval(), out / kind).eval()
        with torch.no_grad():
            logits = torch.cat([opened(input_ids=torch.tensor([row])).logits[0] for row in read])
        (out / f"{kind}.f32").write_bytes(logits.numpy().astype("<f4").tobytes())


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
