"""Writes fixtures/forms/: tiny GPT-2s that know one text by heart, in the forms that people have, and what transformers writes with them.

    venv/bin/python scripts/golden/make_form_goldens.py

A model that knows its text has one likely token at each step, so that the text stays the same in 8 bits, on every backend. Each
`expected.json`: `prompt`, `input_ids`, `greedy` (the new ids) and `text` (what is new of the decoded text), by AutoTokenizer and generate().
"""

import json
import os
import shutil
import tempfile
from pathlib import Path

os.environ["TRANSFORMERS_VERBOSITY"] = "error"

import h5py
import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer, models
from tokenizers.decoders import ByteLevel as ByteLevelDecoder
from tokenizers.pre_tokenizers import ByteLevel
from transformers import AutoModelForCausalLM, AutoTokenizer, GPT2Config, GPT2LMHeadModel, PreTrainedTokenizerFast

from piece_file import BPE, BYTE, CONTROL, UNKNOWN, number, piece_file
from tiny_tokenizer import END, vocabulary

torch.set_num_threads(1)

OUT = Path(__file__).resolve().parents[2] / "fixtures" / "forms"
# Smallest gap between the two likeliest tokens in all steps.
MARGIN = 2.0
PROVERB = ("Life is not", " about waiting for the storm to pass.")
ARABIC = ("العلم نور", "والجهل ظلام يا بني 😀")
CHINESE = ("千里之行", "始于足下。")
JAPANESE = ("吾輩は猫で", "ある。名前はまだ無い。😀「どこで生れたか」")


def learn(model, prompt: list[int], text: list[int]) -> None:
    """Until each token of the text is far likelier after those before it than any other."""
    model.train()
    for module in model.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = 0.0
    weights = [weight for weight in model.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(weights, lr=1e-2, weight_decay=0.0)
    ids = torch.tensor([prompt + text])
    labels = ids.clone()
    labels[0, : len(prompt)] = -100
    for _ in range(400):
        optimizer.zero_grad()
        model(input_ids=ids, labels=labels).loss.backward()
        torch.nn.utils.clip_grad_norm_(weights, 1.0)
        optimizer.step()
    model.eval()


def new_model(tokenizer, **more) -> GPT2LMHeadModel:
    torch.manual_seed(0)
    ends = {"bos_token_id": tokenizer.bos_token_id or 0, "eos_token_id": tokenizer.eos_token_id}
    sizes = {"vocab_size": len(tokenizer), "n_positions": 64, "n_embd": 16, "n_layer": 2, "n_head": 2, **ends, **more}
    return GPT2LMHeadModel(GPT2Config(**sizes, initializer_range=0.1))


def expect(folder: Path, model, tokenizer, prompt: str) -> None:
    ids = tokenizer(prompt).input_ids
    made = model.generate(input_ids=torch.tensor([ids]), do_sample=False, max_new_tokens=48, output_logits=True, return_dict_in_generate=True, pad_token_id=0)
    for logits in made.logits:
        best = logits[0].topk(2).values
        assert best[0] - best[1] > MARGIN, (folder, prompt, best)
    whole = made.sequences[0].tolist()
    decode = lambda some: tokenizer.decode(some, skip_special_tokens=True)
    assert decode(whole).startswith(decode(ids)), (decode(whole), decode(ids))
    text = decode(whole)[len(decode(ids)) :]
    print(folder.name, ids, whole[len(ids) :], repr(text))
    expected = {"prompt": prompt, "input_ids": ids, "greedy": whole[len(ids) :], "text": text}
    (folder / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def save(model: GPT2LMHeadModel, folder: Path) -> None:
    """As half-precision safetensors, and expects what these say."""
    tensors = {name: tensor.half() for name, tensor in model.state_dict().items() if name != "lm_head.weight"}
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    keys = ["vocab_size", "n_positions", "n_embd", "n_layer", "n_head", "bos_token_id", "eos_token_id"]
    config = {"model_type": "gpt2", "architectures": ["GPT2LMHeadModel"], **{key: model.config.to_dict()[key] for key in keys}}
    (folder / "config.json").write_text(json.dumps(config, indent=1) + "\n")


def reopen(folder: Path):
    return AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32).eval()


def make(name: str, files: dict[str, str | bytes], prompt: str, text: str) -> None:
    """A model of transformers with a tokenizer of these files."""
    folder = OUT / name
    folder.mkdir(parents=True)
    for file, content in files.items():
        (folder / file).write_bytes(content if isinstance(content, bytes) else content.encode())
    (folder / "config.json").write_text('{"model_type": "gpt2"}')
    tokenizer = AutoTokenizer.from_pretrained(folder)
    new = tokenizer(text, add_special_tokens=False).input_ids
    model = new_model(tokenizer)
    learn(model, tokenizer(prompt).input_ids, [*new, tokenizer.eos_token_id])
    save(model, folder)
    expect(folder, reopen(folder), tokenizer, prompt)


def english() -> None:
    """Weights as safetensors and as Keras saves them."""
    vocab, merges = vocabulary()
    made = Tokenizer(models.BPE(vocab, merges))
    made.pre_tokenizer, made.decoder = ByteLevel(add_prefix_space=False), ByteLevelDecoder()
    with tempfile.TemporaryDirectory() as path:
        PreTrainedTokenizerFast(tokenizer_object=made, eos_token=END, bos_token=END).save_pretrained(path)
        files = {file: (Path(path) / file).read_bytes() for file in ["tokenizer.json", "tokenizer_config.json"]}
    make("english", files, *PROVERB)
    folder = OUT / "english"
    keras(folder / "model.safetensors", OUT / "keras" / "tf_model.h5")


def keras(weights: Path, out: Path) -> None:
    """As TFGPT2LMHeadModel.save_pretrained writes them, with h5py as Keras does."""
    out.parent.mkdir()
    prefix = "tfgpt2lm_head_model/transformer/"
    with h5py.File(out, "w", libver="earliest") as file:
        file.attrs["layer_names"] = [b"transformer"]
        file.attrs["backend"] = b"tensorflow"
        group = file.create_group("transformer")
        named = {}
        for name, tensor in load_file(weights).items():
            path = name.removeprefix("transformer.").replace("h.", "h_._", 1).replace(".", "/").replace("h_/_", "h_._")
            path = path.replace("wte/weight", "wte/embeddings").replace("wpe/weight", "wpe/embeddings")
            if "ln_" in path:
                path = path.replace("weight", "gamma").replace("bias", "beta")
            elif path.endswith("/bias"):
                tensor = tensor[None]
            named[f"{prefix}{path}:0"] = tensor.float().numpy()
        group.attrs["weight_names"] = [name.encode() for name in named]
        for name, values in named.items():
            group.create_dataset(name, data=values)


def own_tokenizer() -> None:
    """GPT-2's own vocabulary, which no file says: of the embedding only the rows that the text has, the others are nought."""
    folder = OUT / "without-tokenizer"
    folder.mkdir()
    gpt2 = Path(__file__).resolve().parents[2] / "src/convert/read/gpt2-merges.json"
    merges = json.loads(gpt2.read_text(encoding="utf-8"))["merges"].split("\n")
    alphabet = sorted(ByteLevel.alphabet())
    vocab = {token: i for i, token in enumerate([*alphabet, *(merge.replace(" ", "") for merge in merges), END])}
    made = Tokenizer(models.BPE(vocab, [tuple(merge.split(" ")) for merge in merges]))
    made.pre_tokenizer, made.decoder = ByteLevel(add_prefix_space=False), ByteLevelDecoder()
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=made, eos_token=END, bos_token=END)
    assert len(tokenizer) == 50_257 and tokenizer("Hello world").input_ids == [15496, 995]
    prompt, text = PROVERB
    new = [*tokenizer(text).input_ids, tokenizer.eos_token_id]
    used = sorted({*tokenizer(prompt).input_ids, *new})
    model = new_model(tokenizer)
    with torch.no_grad():
        unused = torch.ones(len(tokenizer), dtype=torch.bool)
        unused[used] = False
        model.transformer.wte.weight[unused] = 0
    mask = (~unused).float()[:, None]
    model.transformer.wte.weight.register_hook(lambda gradient: gradient * mask)
    learn(model, tokenizer(prompt).input_ids, new)
    save(model, folder)
    expect(folder, reopen(folder), tokenizer, prompt)
    tensors = load_file(folder / "model.safetensors")
    table = tensors["transformer.wte.weight"]
    assert table[unused].abs().max() == 0
    tensors["transformer.wte.weight"] = table[used].contiguous()
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    (folder / "rows.json").write_text(json.dumps(used) + "\n")


def word_piece(texts: tuple[str, str]) -> dict[str, str]:
    """`vocab.txt` of words and of letters that go on with them."""
    letters = sorted({letter for letter in "".join(texts) if letter != " "} - {"😀"})
    words = [word for word in " ".join(texts).split(" ") if "😀" not in word and not "\u4e00" <= word[0] <= "\u9fff"]
    tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *words[:2], *letters, *(f"##{letter}" for letter in letters), "😀"]
    config = {"tokenizer_class": "BertTokenizer", "do_lower_case": False, "eos_token": "[SEP]", "bos_token": "[CLS]"}
    return {"vocab.txt": "".join(f"{token}\n" for token in dict.fromkeys(tokens)), "tokenizer_config.json": json.dumps(config)}


def byte_pieces(texts: tuple[str, str]) -> dict[str, str | bytes]:
    """A BPE model of SentencePiece; what has no piece, here some letters and an emoji, is written in bytes."""
    letters = sorted(set("".join(texts)) - set("輩猫生😀"))
    made = [("<unk>", 0.0, UNKNOWN), ("<s>", 0.0, CONTROL), ("</s>", 0.0, CONTROL), *((f"<0x{byte:02X}>", 0.0, BYTE) for byte in range(256)),
            *((joined, -float(i)) for i, joined in enumerate(["名前", "ある", "である"])), *((letter, -10.0 - i) for i, letter in enumerate(["▁", *letters]))]
    config = {"tokenizer_class": "LlamaTokenizer", "legacy": False, "bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>"}
    return {"tokenizer.model": piece_file(made, BPE, trainer=number(35, 1)), "tokenizer_config.json": json.dumps(config)}


def t5_pieces(texts: tuple[str, str]) -> dict[str, str | bytes]:
    letters = sorted(set("".join(texts)) - {" "})
    made = [("<pad>", 0.0, CONTROL), ("</s>", 0.0, CONTROL), ("<unk>", 0.0, UNKNOWN), ("▁", -2.0), ("名前", -2.5), ("である", -2.5), *((letter, -4.0) for letter in letters)]
    config = {"tokenizer_class": "T5Tokenizer", "extra_ids": 0, "eos_token": "</s>", "unk_token": "<unk>", "pad_token": "<pad>"}
    return {"spiece.model": piece_file(made), "tokenizer_config.json": json.dumps(config)}


if __name__ == "__main__":
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    english()
    own_tokenizer()
    make("arabic-word-piece", word_piece(ARABIC), *ARABIC)
    make("chinese-word-piece", word_piece(CHINESE), *CHINESE)
    make("japanese-pieces", t5_pieces(JAPANESE), *JAPANESE)
    make("japanese-bytes", byte_pieces(JAPANESE), *JAPANESE)
