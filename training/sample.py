"""Samples from a checkpoint by transformers, each with a seed of its own."""

from dataclasses import dataclass
from pathlib import Path

import torch
from transformers import GPT2LMHeadModel, GPT2TokenizerFast

# None of them chose a setting.
PROMPTS = [
    "Gratitude is", "A father", "Health is", "Strangers", "My garden", "Summer", "Peace is", "A letter", "To travel",
    "The mind", "Anger is", "When the sun", "With a little", "Bread is", "Pride", "A kiss", "Sometimes", "The woman who",
    "Rest", "Writing is", "The moon", "Honesty", "Lazy people", "At night", "Yesterday", "A day without", "Teaching is",
    "A glass of wine", "We must", "No one", "Luck", "Art is", "Childhood is", "An honest man", "The road", "Solitude is",
    "Memories", "Words are", "Justice is", "The future",
]  # fmt: skip


@dataclass
class Sample:
    prompt: str
    text: str
    ended: bool
    seed: int


@torch.no_grad()
def sample_all(folder: Path, prompts: list[str], each: int, settings: dict) -> list[Sample]:
    """As many samples of each prompt; `settings` stand in for those of generation_config.json."""
    model, tokenizer = GPT2LMHeadModel.from_pretrained(folder).eval(), GPT2TokenizerFast.from_pretrained(folder)
    end, samples = tokenizer.eos_token_id, []
    for number, prompt in enumerate(prompts):
        ids = tokenizer(prompt, return_tensors="pt")
        for seed in range(number * each, (number + 1) * each):
            torch.manual_seed(seed)
            row = model.generate(**ids, pad_token_id=end, **settings)[0].tolist()
            text = tokenizer.decode(row, skip_special_tokens=True)
            samples.append(Sample(prompt, text, row[-1] == end, seed))
    return samples
