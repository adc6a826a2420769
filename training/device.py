"""Where training computes, and in which precision its matrix products may be."""

import torch


def best_device() -> torch.device:
    """The accelerator where there is one, else the processor."""
    found = torch.accelerator.current_accelerator(check_available=True)
    return torch.device("cpu") if found is None else found


def has_bfloat16(device: torch.device) -> bool:
    """Whether `device` multiplies in bfloat16 by units of its own; a processor without them emulates it 20 times slower."""
    if device.type == "cpu":
        found = torch.cpu.get_capabilities()
        return bool(found.get("avx512_bf16") or found.get("amx_bf16") or found.get("bf16"))
    return device.type != "cuda" or torch.cuda.is_bf16_supported(including_emulation=False)
