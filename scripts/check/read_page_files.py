"""Writes with what the page saved, as stock transformers and PEFT read it.

    python read_page_files.py BASE FOLDER NEW_TOKENS

BASE is a folder that transformers opens. FOLDER has prompts.json, peft/, the adapter that the page saved, and merged/, the whole model.
It gets written.json, what each writes greedily after the prompts, and saved/, the adapter as PEFT saves it again.
"""

import json
import os
import sys
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TRANSFORMERS_VERBOSITY"] = "error"

import torch
from peft import PeftModel
from transformers import AutoModelForCausalLM, AutoTokenizer


def write(model, tokenizer, prompts, new_tokens):
    texts = []
    for prompt in prompts:
        given = tokenizer(prompt, return_tensors="pt")
        with torch.no_grad():
            out = model.generate(
                input_ids=given["input_ids"],
                attention_mask=given["attention_mask"],
                do_sample=False,
                max_new_tokens=new_tokens,
                pad_token_id=model.config.eos_token_id,
            )
        texts.append(tokenizer.decode(out[0, given["input_ids"].shape[1] :], skip_special_tokens=True))
    return texts


def main(base, folder, new_tokens):
    # One thread: with more, each waits for all on a busy machine.
    torch.set_num_threads(1)
    prompts = json.loads((folder / "prompts.json").read_text())
    merged = AutoModelForCausalLM.from_pretrained(folder / "merged", dtype=torch.float32).eval()
    plain = AutoModelForCausalLM.from_pretrained(base, dtype=torch.float32)
    adapted = PeftModel.from_pretrained(plain, folder / "peft").eval()
    result = {
        "merged": write(merged, AutoTokenizer.from_pretrained(folder / "merged"), prompts, new_tokens),
        "peft": write(adapted, AutoTokenizer.from_pretrained(base), prompts, new_tokens),
    }
    (folder / "written.json").write_text(json.dumps(result))
    adapted.save_pretrained(folder / "saved")


main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
