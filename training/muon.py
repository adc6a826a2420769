"""Muon in float32, or in bfloat16 where the caller has units for it. PyTorch's own is in bfloat16 whatever the processor."""

import torch

# Odd polynomial a x + b x^3 + c x^5 that drives singular values towards 1 (Keller Jordan, "Muon", 2024).
A, B, C = 3.4445, -4.7750, 2.0315


def orthogonalize(g: torch.Tensor, dtype: torch.dtype, iterations: int = 4) -> torch.Tensor:
    """Replaces the singular values of each matrix of a stack [n, rows, cols], rows <= cols, by about 1."""
    x = (g / (g.norm(dim=(1, 2), keepdim=True) + 1e-7)).to(dtype)
    for _ in range(iterations):
        gram = x @ x.mT
        x = A * x + (B * gram + C * gram @ gram) @ x
    return x.to(g.dtype)


class Muon(torch.optim.Optimizer):
    """Momentum, orthogonalized per matrix. A matrix [in, 3 in] is treated as three (query, key, value)."""

    def __init__(self, params, lr: float, dtype: torch.dtype, momentum: float = 0.95, weight_decay: float = 0.0):
        super().__init__(params, {"lr": lr, "momentum": momentum, "weight_decay": weight_decay})
        self.dtype = dtype

    @torch.no_grad()
    def step(self) -> None:
        for group in self.param_groups:
            squares, wides = [], []
            for p in group["params"]:
                buffer = self.state[p].setdefault("momentum", torch.zeros_like(p))
                buffer.lerp_(p.grad, 1 - group["momentum"])
                update = p.grad.lerp(buffer, group["momentum"])
                rows, cols = p.shape
                if cols == 3 * rows:
                    squares += [(p[:, i * rows : (i + 1) * rows], update[:, i * rows : (i + 1) * rows]) for i in range(3)]
                elif cols == rows:
                    squares.append((p, update))
                else:
                    wides.append((p, update) if cols > rows else (p.mT, update.mT))
            for stack in (squares, wides):
                self.apply(stack, group)

    def apply(self, stack, group) -> None:
        if not stack:
            return
        directions = orthogonalize(torch.stack([update for _, update in stack]), self.dtype)
        for (p, _), direction in zip(stack, directions):
            # Row count over column count as seen by y = x W: wider outputs take larger steps.
            scale = max(1.0, p.shape[1] / p.shape[0]) ** 0.5 if p.is_contiguous() else 1.0
            p.mul_(1 - group["lr"] * group["weight_decay"]).add_(direction, alpha=-group["lr"] * scale)
