"""The figure of merit: bits per UTF-8 byte of the held-out quotes."""

import math

import torch

from batches import Batch
from model import Gpt2


@torch.no_grad()
def held_out_bits(model: Gpt2, batches: list[Batch], total_bytes: int) -> float:
    """Negative log2-likelihood of every quote and its final end token, given the initial one, over the quotes' bytes."""
    model.eval()
    device = model.wte.weight.device
    nats = sum(model.loss(ids.to(device), targets.to(device)).item() * (targets != -100).sum().item() for ids, targets in batches)
    model.train()
    return nats / math.log(2) / total_bytes
