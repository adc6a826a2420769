"""Writes fixtures/generation-rules.json and src/contract/fixtures/generation-config-fields.json.

    python -m venv venv && venv/bin/pip install -r scripts/golden/requirements.txt
    venv/bin/python scripts/golden/make_rule_goldens.py

What transformers writes with the checkpoint fixtures/checkpoints/plain under each `generation_config.json`, and the names
that such a file may have. Same versions, same files.
"""

import json
import shutil
import tempfile
from pathlib import Path

import torch
import transformers
from transformers import AutoTokenizer, GenerationConfig, GPT2LMHeadModel

ROOT = Path(__file__).resolve().parents[2]
PLAIN = ROOT / "fixtures" / "checkpoints" / "plain" / "safetensors"
PROMPTS = ["", "The", "Life is not about", "There are 12 ways to"]
END, BEGIN = 319, 40
NEW_TOKENS = 16

# The model's end of text, which begins no text here, and one rule or a few.
RULES = [
    {}, {"bos_token_id": 7}, {"forced_eos_token_id": END, "max_length": 30}, {"forced_eos_token_id": 12},
    {"suppress_tokens": [125, 43, 175], "bad_words_ids": [[90], [84, 84], [43, 43]]}, {"forced_bos_token_id": 5},
    {"begin_suppress_tokens": [145, 125, 90]}, {"begin_suppress_tokens": [145], "forced_bos_token_id": 5},
    {"sequence_bias": [[[125], -9.0], [[43, 43], -50.0], [[84], 3.5]]}, {"stop_strings": "L"},
    {"exponential_decay_length_penalty": [4, 1.4]}, {"encoder_repetition_penalty": 1.8},
    {"encoder_no_repeat_ngram_size": 1}, {"encoder_repetition_penalty": 0.6, "repetition_penalty": 1.3},
    {"num_beams": 3, "renormalize_logits": True, "suppress_tokens": [43], "exponential_decay_length_penalty": [3, 1.2]},
    {"remove_invalid_values": True, "no_repeat_ngram_size": 2, "min_length": 9, "eos_token_id": [END, 125]},
    {"bad_words_ids": [[END]], "min_new_tokens": 4, "eos_token_id": [125, END]},
]


def case(model: GPT2LMHeadModel, tokenizer, prompt: str) -> dict:
    ids = tokenizer(prompt)["input_ids"]
    inputs = {"input_ids": torch.tensor([ids]), "attention_mask": torch.ones(1, len(ids))} if ids else {}
    row = model.generate(**inputs, max_new_tokens=NEW_TOKENS, tokenizer=tokenizer, pad_token_id=END)[0].tolist()
    return {"prompt": prompt, "token_ids": row[max(1, len(ids)):]}


def main() -> None:
    transformers.logging.set_verbosity_error()
    torch.set_num_threads(1)
    tokenizer = AutoTokenizer.from_pretrained(PLAIN)
    cases = []
    for rules in RULES:
        generation = {"bos_token_id": BEGIN, "eos_token_id": END, **rules}
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(PLAIN, folder, dirs_exist_ok=True)
            Path(folder, "generation_config.json").write_text(json.dumps(generation))
            model = GPT2LMHeadModel.from_pretrained(folder).eval()
        cases.append({"generation": generation, "cases": [case(model, tokenizer, prompt) for prompt in PROMPTS]})
    write(ROOT / "fixtures" / "generation-rules.json", {"max_new_tokens": NEW_TOKENS, "rules": cases})
    names = [name for name in vars(GenerationConfig()) if not name.startswith("_")]
    write(ROOT / "src" / "contract" / "fixtures" / "generation-config-fields.json", sorted(names))


def write(path: Path, content) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(content, separators=(",", ":")) + "\n")
    print(f"{path.name}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
