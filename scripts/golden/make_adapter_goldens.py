"""Writes fixtures/adapters/: PEFT adapters of every kind that is merged, and the logits that PEFT computes with them.

    venv/bin/python scripts/golden/make_adapter_goldens.py

The bases are fixtures/checkpoints/plain (the head is the embedding) and .../untied. `logits` are those of the adapted model as it
was trained, before `merge_and_unload`: what that does to a head that is the embedding is told in `merged_gap`.
"""

import base64
import json
import shutil
import tempfile
import warnings
from pathlib import Path

import torch
from peft import LoraConfig, PeftModel, get_peft_model
from transformers import GPT2LMHeadModel

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
OUT = FIXTURES / "adapters"
PROMPTS = [[275], [43, 72, 69, 68, 273, 301]]
CONV = dict(fan_in_fan_out=True)

# What `LoraConfig` is given, and beside it: `base`, `rows` (the vocabulary grown to), `form` (of the file), `name` (of the adapter).
KINDS = {
    "c-attn": dict(config=dict(r=4, lora_alpha=8, target_modules=["c_attn"], **CONV)),
    "c-attn-bin": dict(config=dict(r=2, lora_alpha=16, target_modules=["attn.c_attn"]), form="bin"),
    "all-linear": dict(config=dict(r=3, lora_alpha=6, target_modules="all-linear")),
    "rslora": dict(config=dict(r=3, lora_alpha=5, use_rslora=True, target_modules=r".*\.h\.\d+\.(attn|mlp)\.c_proj", **CONV)),
    "dora": dict(config=dict(r=4, lora_alpha=8, use_dora=True, target_modules=["c_attn", "mlp.c_proj"], **CONV)),
    "dora-head": dict(base="untied", config=dict(r=2, lora_alpha=4, use_dora=True, use_rslora=True, target_modules=["lm_head", "c_fc"])),
    "patterns": dict(config=dict(r=4, lora_alpha=8, target_modules=["c_attn", "c_proj", "c_fc"], **CONV,
                                 rank_pattern={"h.0.attn.c_attn": 2, r"mlp\.c_(fc|proj)": 3, "attn.c_proj": 1},
                                 alpha_pattern={r"^transformer\.h\.1\..*c_attn": 32, "c_proj": 3})),
    "layers": dict(config=dict(r=2, lora_alpha=8, target_modules=["c_attn"], layers_to_transform=[1], layers_pattern="h", **CONV)),
    "excluded": dict(config=dict(r=2, lora_alpha=8, target_modules=["c_proj"], exclude_modules=r".*\.mlp\..*", **CONV)),
    "modules-to-save": dict(config=dict(r=2, lora_alpha=8, target_modules=["c_attn"], modules_to_save=["ln_f", "wte"], **CONV)),
    "head-to-save": dict(config=dict(r=2, lora_alpha=8, target_modules=["c_attn"], modules_to_save=["lm_head"], **CONV)),
    "resized": dict(rows=323, config=dict(r=2, lora_alpha=8, target_modules=["c_attn"], **CONV)),
    "resized-to-save": dict(rows=323, config=dict(r=2, lora_alpha=8, target_modules=["c_attn"], modules_to_save=["wte", "lm_head"], **CONV)),
    "bias-all": dict(config=dict(r=2, lora_alpha=8, target_modules=["c_attn"], bias="all", **CONV)),
    "bias-lora-only": dict(config=dict(r=2, lora_alpha=8, target_modules=["c_fc"], bias="lora_only", **CONV)),
    "lora-bias": dict(config=dict(r=2, lora_alpha=8, target_modules=["c_attn", "c_proj"], lora_bias=True, **CONV)),
    "embeddings": dict(config=dict(r=2, lora_alpha=8, target_modules=["wte", "wpe", "c_attn"], **CONV)),
    "embeddings-untied": dict(base="untied", config=dict(r=2, lora_alpha=8, target_modules=["wte", "wpe"], **CONV)),
    "embeddings-dora": dict(base="untied", config=dict(r=2, lora_alpha=8, use_dora=True, target_modules=["wte", "wpe", "c_attn"], **CONV)),
    "embeddings-tied": dict(config=dict(r=2, lora_alpha=8, target_modules=["wte", "c_attn"], ensure_weight_tying=True, **CONV)),
    "to-save-tied": dict(config=dict(r=2, lora_alpha=8, target_modules=["c_attn"], modules_to_save=["wte"], ensure_weight_tying=True, **CONV)),
    "head": dict(config=dict(r=2, lora_alpha=8, target_modules=["lm_head", "c_attn"], **CONV)),
    "tokens": dict(config=dict(r=2, lora_alpha=8, target_modules=["c_attn"], trainable_token_indices=[5, 275, 1], **CONV)),
    "tokens-untied": dict(base="untied", config=dict(r=2, lora_alpha=8, target_modules=["c_attn"], trainable_token_indices={"wte": [275]}, **CONV)),
    "named": dict(name="mine", config=dict(r=2, lora_alpha=8, target_modules=["c_attn"], **CONV)),
    "half": dict(dtype=torch.float16, config=dict(r=2, lora_alpha=8, target_modules=["c_attn"], **CONV)),
}


def load_base(kind: dict) -> GPT2LMHeadModel:
    folder = FIXTURES / "checkpoints" / kind.get("base", "plain") / "safetensors"
    model = GPT2LMHeadModel.from_pretrained(folder, dtype=torch.float32).eval()
    if "rows" in kind:
        torch.manual_seed(1)
        model.resize_token_embeddings(kind["rows"], mean_resizing=False)
    return model


def train(kind: dict, seed: int) -> PeftModel:
    """An adapter with values as after training: none of what it can change is what it was."""
    torch.manual_seed(seed)
    config = LoraConfig(task_type="CAUSAL_LM", **kind["config"])
    model = get_peft_model(load_base(kind), config, adapter_name=kind.get("name", "default"))
    with torch.no_grad():
        for key, tensor in model.named_parameters():
            if "magnitude" in key:
                tensor.mul_(torch.rand_like(tensor) + 0.5)
            elif "lora_" in key:
                tensor.copy_(torch.randn_like(tensor) * 0.15)
            elif tensor.requires_grad:
                tensor.add_(torch.randn_like(tensor) * 0.2)
    return model


def save(model: PeftModel, kind: dict, folder: Path) -> None:
    name = kind.get("name", "default")
    if "dtype" in kind:
        model.to(kind["dtype"])
    with tempfile.TemporaryDirectory() as whole:
        model.save_pretrained(whole, safe_serialization=kind.get("form") != "bin", save_embedding_layers="rows" in kind or "auto")
        for file in sorted((Path(whole) / ("" if name == "default" else name)).glob("adapter_*")):
            shutil.copy(file, folder / file.name)
    name_base(folder, kind)


def name_base(folder: Path, kind: dict) -> None:
    """As if the base had come from the Hub: no path of the machine that this ran on."""
    file = folder / "adapter_config.json"
    config = json.loads(file.read_text()) | {"base_model_name_or_path": f"owner/{kind.get('base', 'plain')}"}
    file.write_text(json.dumps(config, indent=2, sort_keys=True))


@torch.no_grad()
def logits_of(model: torch.nn.Module) -> list[torch.Tensor]:
    return [model(torch.tensor([ids])).logits[0] for ids in PROMPTS]


def pack(values: torch.Tensor) -> str:
    return base64.b64encode(values.numpy().astype("<f4").tobytes()).decode()


def make(name: str, kind: dict, seed: int) -> None:
    folder = OUT / name
    folder.mkdir()
    save(train(kind, seed), kind, folder)
    model = PeftModel.from_pretrained(load_base(kind), folder).eval()
    found = logits_of(model)
    merged = logits_of(model.merge_and_unload())
    plain = logits_of(load_base(kind))
    gap = max(float((a - b).abs().max()) for a, b in zip(found, merged))
    effect = max(float((a - b).abs().max()) for a, b in zip(found, plain))
    assert effect > 0.05, f"{name} changes nothing"
    print(f"{name:20} merged {gap:.1e}, changes {effect:.2f}")
    cases = [dict(input_ids=ids, logits=pack(values)) for ids, values in zip(PROMPTS, found)]
    text = json.dumps(dict(base=kind.get("base", "plain"), merged_gap=gap > 1e-4, cases=cases))
    (folder / "expected.json").write_text(text + "\n")


def main() -> None:
    warnings.filterwarnings("ignore")
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    for seed, (name, kind) in enumerate(KINDS.items()):
        make(name, kind, seed)
    unmerged = OUT / "unmerged"
    unmerged.mkdir()
    model = train(KINDS["dora"], 4)
    model.save_pretrained(unmerged)
    (unmerged / "adapter_model.safetensors").unlink()
    (unmerged / "README.md").unlink()
    name_base(unmerged, KINDS["dora"])
    torch.save(model.state_dict(), unmerged / "pytorch_model.bin")
    shutil.copy(OUT / "dora" / "expected.json", unmerged / "expected.json")


main()
