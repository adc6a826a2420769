"""GPT-2 for training, with the parameter names and layout of Hugging Face's checkpoints."""

import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import nn


@dataclass(frozen=True)
class Shape:
    vocab_size: int
    n_positions: int = 256
    n_embd: int = 320
    n_layer: int = 5
    n_head: int = 5
    dropout: float = 0.0
    int8: bool = False
    """The forward pass sees the matrices and the token table rounded to int8, as the converter rounds them."""


def int8_grid(weight: torch.Tensor, dim: int) -> torch.Tensor:
    """Whole steps of a 127th of the largest magnitude along `dim`, as in the converter's q8 packages.

    The gradient passes as if nothing had been rounded (straight-through).
    """
    step = weight.detach().abs().amax(dim, keepdim=True).clamp(min=1e-12) / 127
    return weight + ((weight / step).round() * step - weight).detach()


class Linear(nn.Module):
    """y = x W + b with W of shape [in, out], as GPT-2 stores it."""

    def __init__(self, inputs: int, outputs: int, std: float, int8: bool):
        super().__init__()
        self.int8 = int8
        self.weight = nn.Parameter(torch.randn(inputs, outputs) * std)
        self.bias = nn.Parameter(torch.zeros(outputs))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x @ (int8_grid(self.weight, 0) if self.int8 else self.weight) + self.bias


class Attention(nn.Module):
    def __init__(self, shape: Shape):
        super().__init__()
        self.heads = shape.n_head
        self.dropout = shape.dropout
        self.c_attn = Linear(shape.n_embd, 3 * shape.n_embd, 0.02, shape.int8)
        self.c_proj = Linear(shape.n_embd, shape.n_embd, 0.02 / math.sqrt(2 * shape.n_layer), shape.int8)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        batch, length, width = x.shape
        q, k, v = (
            part.view(batch, length, self.heads, -1).transpose(1, 2) for part in self.c_attn(x).split(width, dim=2)
        )
        y = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        return F.dropout(self.c_proj(y.transpose(1, 2).reshape(batch, length, width)), self.dropout, self.training)


class Mlp(nn.Module):
    def __init__(self, shape: Shape):
        super().__init__()
        self.dropout = shape.dropout
        self.c_fc = Linear(shape.n_embd, 4 * shape.n_embd, 0.02, shape.int8)
        self.c_proj = Linear(4 * shape.n_embd, shape.n_embd, 0.02 / math.sqrt(2 * shape.n_layer), shape.int8)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        hidden = F.gelu(self.c_fc(x), approximate="tanh")
        return F.dropout(self.c_proj(hidden), self.dropout, self.training)


class Block(nn.Module):
    def __init__(self, shape: Shape):
        super().__init__()
        self.ln_1 = nn.LayerNorm(shape.n_embd)
        self.attn = Attention(shape)
        self.ln_2 = nn.LayerNorm(shape.n_embd)
        self.mlp = Mlp(shape)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = x + self.attn(self.ln_1(x))
        return x + self.mlp(self.ln_2(x))


class Gpt2(nn.Module):
    def __init__(self, shape: Shape):
        super().__init__()
        self.shape = shape
        self.wte = nn.Embedding(shape.vocab_size, shape.n_embd)
        self.wpe = nn.Embedding(shape.n_positions, shape.n_embd)
        self.h = nn.ModuleList(Block(shape) for _ in range(shape.n_layer))
        self.ln_f = nn.LayerNorm(shape.n_embd)
        nn.init.normal_(self.wte.weight, std=0.02)
        nn.init.normal_(self.wpe.weight, std=0.01)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """Token ids [batch, length] to logits [batch, length, vocab]."""
        table = int8_grid(self.wte.weight, 1) if self.shape.int8 else self.wte.weight
        x = F.embedding(ids, table) + self.wpe.weight[: ids.shape[1]]
        x = F.dropout(x, self.shape.dropout, self.training)
        for block in self.h:
            x = block(x)
        return F.linear(self.ln_f(x), table)

    def loss(self, ids: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        """Mean negative log-likelihood in nats; a target of -100 does not count."""
        return F.cross_entropy(self(ids).flatten(0, 1), targets.flatten(), ignore_index=-100)
