"""What `heal_tokens` of transformers makes of prompts that end with a sign, on a checkpoint of the fixtures.

    python scripts/golden/make_healing_goldens.py

Writes `fixtures/token-healing.json`: a prompt, and its text with the last token replaced.
"""

import itertools
import json
from pathlib import Path

import torch
from transformers import AutoTokenizer, GPT2LMHeadModel

CHECKPOINT = Path("fixtures/checkpoints/plain/safetensors")
STARTS = ["The sun", "She said", "Life is", "http", "We", "do", "In the end", "a b"]
SIGNS = [",", ".", ":", ";", "'", '"', " '", ' "', "-", " -", " (", "!", "?", "...", " ,", "--"]


def main() -> None:
    model = GPT2LMHeadModel.from_pretrained(CHECKPOINT).eval()
    # It draws the healed token where the model's own settings sample.
    model.generation_config.do_sample = False
    tokenizer = AutoTokenizer.from_pretrained(CHECKPOINT)
    tokenizer.pad_token = tokenizer.pad_token or tokenizer.eos_token
    cases = []
    for start, sign in itertools.product(STARTS, SIGNS):
        ids = tokenizer(start + sign, return_tensors="pt").input_ids
        with torch.no_grad():
            healed = model.heal_tokens(ids.clone(), tokenizer)
        cases.append({"prompt": start + sign, "healed": tokenizer.decode(healed[0])})
    Path("fixtures/token-healing.json").write_text(json.dumps(cases, ensure_ascii=False, indent=1) + "\n")
    print(sum(case["prompt"] != case["healed"] for case in cases), "of", len(cases), "changed")


if __name__ == "__main__":
    main()
