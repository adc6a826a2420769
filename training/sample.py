"""Samples from a checkpoint by transformers, each with a seed of its own."""

from dataclasses import dataclass
from pathlib import Path

import torch
from transformers import GPT2LMHeadModel, GPT2TokenizerFast

# None of them chose a setting, and none was trained on.
PROMPTS = [
    "Happiness is", "Friendship is", "The meaning of life is", "Family is", "Forgiveness is", "Home is", "Laughter is",
    "Silence is", "Education is", "Faith is", "Failure is", "Great minds", "In the end", "The only way to", "You are",
    "A smile", "Dogs are", "Winter", "The stars", "Sleep is", "Change is", "Believe in", "Imagination is",
    "Experience is", "A man who", "The past", "Where there is", "It is better to", "Without love", "Simplicity is",
    "Death is", "To be happy", "A good friend", "Today", "Power is", "Everyone", "When I was young", "Good manners",
    "The truth about", "Sadness is",
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
