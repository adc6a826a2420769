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
    n_embd: int = 512
    n_layer: int = 8
    n_head: int = 8
    dropout: float = 0.0


# Neighbouring inputs of an output that share a scale.
BLOCK = 32


def round_to_grid(weight: torch.Tensor) -> torch.Tensor:
    """The nearest weights that the converter's q4 packages hold exactly: 32 neighbours in a row share a float16 scale,
    of which each weight is -8 to 7 times. The largest by magnitude is put on -8."""
    blocks = weight.reshape(weight.shape[0], -1, BLOCK)
    peak = blocks.gather(-1, blocks.abs().argmax(-1, keepdim=True))
    scale = (peak / -8).half().float()
    steps = (blocks / torch.where(scale == 0, 1, scale)).round().clamp(-8, 7)
    return (steps * scale).view_as(weight)


def on_grid(weight: torch.Tensor) -> torch.Tensor:
    """A matrix [outputs, inputs] on the 4-bit grid; the gradient passes as if nothing had been rounded (straight-through)."""
    return weight + (round_to_grid(weight.detach()) - weight).detach()


class Linear(nn.Module):
    """y = x W + b with W of shape [in, out], as GPT-2 stores it."""

    def __init__(self, inputs: int, outputs: int, std: float):
        super().__init__()
        self.int4 = False
        self.weight = nn.Parameter(torch.randn(inputs, outputs) * std)
        self.bias = nn.Parameter(torch.zeros(outputs))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return F.linear(x, on_grid(self.weight.mT) if self.int4 else self.weight.mT, self.bias)


class Attention(nn.Module):
    def __init__(self, shape: Shape):
        super().__init__()
        self.heads = shape.n_head
        self.dropout = shape.dropout
        self.c_attn = Linear(shape.n_embd, 3 * shape.n_embd, 0.02)
        self.c_proj = Linear(shape.n_embd, shape.n_embd, 0.02 / math.sqrt(2 * shape.n_layer))

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
        self.c_fc = Linear(shape.n_embd, 4 * shape.n_embd, 0.02)
        self.c_proj = Linear(4 * shape.n_embd, shape.n_embd, 0.02 / math.sqrt(2 * shape.n_layer))

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
        self.int4 = False
        nn.init.normal_(self.wte.weight, std=0.02)
        nn.init.normal_(self.wpe.weight, std=0.01)

    def train_on_grid(self) -> None:
        """From now on the forward pass sees the matrices and the token table on the 4-bit grid."""
        self.int4 = True
        for part in self.modules():
            if isinstance(part, Linear):
                part.int4 = True

    def table(self) -> torch.Tensor:
        return on_grid(self.wte.weight) if self.int4 else self.wte.weight

    def hidden(self, ids: torch.Tensor, table: torch.Tensor) -> torch.Tensor:
        """Token ids [batch, length] to what the logits are made of [batch, length, n_embd]."""
        x = F.embedding(ids, table) + self.wpe.weight[: ids.shape[1]]
        x = F.dropout(x, self.shape.dropout, self.training)
        for block in self.h:
            x = block(x)
        return self.ln_f(x)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """Token ids [batch, length] to logits [batch, length, vocab]."""
        table = self.table()
        return F.linear(self.hidden(ids, table), table)

    def loss(self, ids: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        """Mean negative log-likelihood in nats; a target of -100 does not count."""
        return F.cross_entropy(self(ids).flatten(0, 1), targets.flatten(), ignore_index=-100)
