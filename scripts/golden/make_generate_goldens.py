"""Writes the golden files of src/generate/fixtures/ with Hugging Face transformers.

    python -m venv venv && venv/bin/pip install -r scripts/golden/requirements.txt
    venv/bin/python scripts/golden/make_generate_goldens.py

Tiny GPT-2 checkpoints with random weights, and what `generate()` makes of them: greedy and beam search token for token,
and for sampling the processed probabilities of each step. Same versions, same files.
"""

import base64
import json
import random
from itertools import product
from pathlib import Path

import numpy
import torch
import transformers
from tokenizers import Tokenizer, decoders, models
from transformers import GPT2Config, GPT2LMHeadModel, PreTrainedTokenizerFast

OUT = Path(__file__).resolve().parents[2] / "src" / "generate" / "fixtures"

CHECKPOINTS = {
    "two-heads": dict(vocab_size=96, n_embd=16, n_layer=2, n_head=2, n_inner=None, activation_function="gelu_new"),
    "three-heads": dict(vocab_size=131, n_embd=24, n_layer=1, n_head=3, n_inner=40, activation_function="relu"),
    "four-heads": dict(vocab_size=57, n_embd=32, n_layer=2, n_head=4, n_inner=None, activation_function="gelu"),
    "one-head": dict(vocab_size=64, n_embd=12, n_layer=3, n_head=1, n_inner=None, activation_function="silu"),
    "untied": dict(vocab_size=80, n_embd=16, n_layer=2, n_head=8, n_inner=32, activation_function="tanh",
                   tie_word_embeddings=False),
}

# The tokens of the checkpoint `words`: an end, characters, a character in two halves, and pieces that overlap.
WORDS = [b"<|end|>"] + [bytes([c]) for c in b"abcdefghijklmnopqrstuvwxyz .,\n"] + [
    b"\xc3", b"\xa9", b"\xf0\x9f\x98", b"\x80", b"st", b"op", b"stop", b" the", b" a", b"er", b"in", b" st", b"opera",
    b"las", b"topper", b"to", b"pped", b"\n\n", b" end", b"he",
]
CHECKPOINTS["words"] = dict(vocab_size=len(WORDS), n_embd=16, n_layer=2, n_head=4, n_inner=None,
                            activation_function="gelu_new")
# One that is less sure of itself, so that beams end early and late and the rules for stopping matter.
CHECKPOINTS["unsure"] = dict(vocab_size=40, n_embd=16, n_layer=1, n_head=2, n_inner=None, activation_function="gelu_new")

PLAIN = dict(do_sample=False, num_beams=1, top_k=0, top_p=1.0, temperature=1.0, repetition_penalty=1.0)


def make_model(name: str, seed: int) -> GPT2LMHeadModel:
    torch.manual_seed(seed)
    config = GPT2Config(n_positions=64, bos_token_id=0, eos_token_id=None, resid_pdrop=0, embd_pdrop=0, attn_pdrop=0,
                        **CHECKPOINTS[name])
    model = GPT2LMHeadModel(config).eval()
    with torch.no_grad():
        for key, tensor in model.named_parameters():
            wide = 0.9 if "wte" in key or "wpe" in key or "lm_head" in key else 0.35
            wide *= 0.35 if name == "unsure" else 1
            tensor.copy_(torch.randn_like(tensor) * wide + (1.0 if "ln_" in key and "weight" in key else 0.0))
    model.generation_config.eos_token_id = None
    return model


def pack(values) -> str:
    return base64.b64encode(numpy.asarray(values, dtype="<f4").tobytes()).decode()


def describe(model: GPT2LMHeadModel) -> dict:
    config = model.config
    tensors = {}
    for key, tensor in model.named_parameters():
        tensors[key.removeprefix("transformer.")] = pack(tensor.detach().numpy().reshape(-1))
    return {
        "config": {
            "vocab_size": config.vocab_size, "n_positions": config.n_positions, "n_embd": config.n_embd,
            "n_layer": config.n_layer, "n_head": config.n_head, "n_inner": config.n_inner or 4 * config.n_embd,
            "activation_function": config.activation_function, "layer_norm_epsilon": config.layer_norm_epsilon,
        },
        "tied": bool(config.tie_word_embeddings),
        "tensors": tensors,
    }


def byte_characters() -> dict[int, str]:
    """The printable character that stands for each byte in a byte-level vocabulary."""
    shown = [*range(33, 127), *range(161, 173), *range(174, 256)]
    hidden = [byte for byte in range(256) if byte not in shown]
    return {**{byte: chr(byte) for byte in shown}, **{byte: chr(256 + i) for i, byte in enumerate(hidden)}}


def words_tokenizer() -> PreTrainedTokenizerFast:
    characters = byte_characters()
    vocab = {"".join(characters[byte] for byte in token): i for i, token in enumerate(WORDS)}
    tokenizer = Tokenizer(models.BPE(vocab=vocab, merges=[]))
    tokenizer.decoder = decoders.ByteLevel()
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer)


def encode_words(text: str) -> list[int]:
    """Always the longest token, as the tests' own tokenizer does it."""
    rest, ids = text.encode(), []
    while rest:
        token = max((token for token in WORDS[1:] if rest.startswith(token)), key=len)
        ids.append(WORDS.index(token))
        rest = rest[len(token):]
    return ids


MODELS = {name: make_model(name, seed) for seed, name in enumerate(CHECKPOINTS)}
TOKENIZER = words_tokenizer()


def run(name: str, prompts: list[list[int]], parameters: dict, **more):
    """`generate()` on prompts padded on the left; a prompt of no tokens is left to `bos_token_id`."""
    longest = max(len(prompt) for prompt in prompts)
    if longest == 0:
        return 1, MODELS[name].generate(pad_token_id=0, return_dict_in_generate=True, **arguments_of(parameters), **more)
    ids = torch.tensor([[0] * (longest - len(prompt)) + prompt for prompt in prompts])
    mask = torch.tensor([[0] * (longest - len(prompt)) + [1] * len(prompt) for prompt in prompts])
    return longest, MODELS[name].generate(ids, attention_mask=mask, pad_token_id=0, return_dict_in_generate=True,
                                          **arguments_of(parameters), **more)


def arguments_of(parameters: dict) -> dict:
    arguments = {**PLAIN, **parameters}
    words = arguments.pop("bad_words", None)
    if words is not None:
        arguments["bad_words_ids"] = [ids for word in words for ids in (encode_words(word), encode_words(" " + word))]
    if "max_length" not in arguments:
        arguments.setdefault("max_new_tokens", 20)
    if "stop_strings" in arguments:
        arguments["tokenizer"] = TOKENIZER
    return arguments


def greedy_case(name: str, prompts: list[list[int]], parameters: dict) -> dict:
    expected = []
    for prompt in prompts:
        length, out = run(name, [prompt], parameters)
        tokens = out.sequences[0, length:].tolist()
        expected.append({"tokens": tokens, "finish": finish(tokens, prompt or [parameters["bos_token_id"]], parameters)})
    if len(prompts) > 1:
        # The padded batch must agree with the single runs; a finished row is filled with padding.
        length, out = run(name, prompts, parameters)
        for row, one in zip(out.sequences[:, length:].tolist(), expected):
            count = len(one["tokens"])
            assert row[:count] == one["tokens"] and not any(row[count:]), (name, parameters, row, one)
    return {"checkpoint": name, "prompts": prompts, "parameters": parameters, "expected": expected}


def beam_case(name: str, prompts: list[list[int]], parameters: dict) -> dict:
    expected = []
    for prompt in prompts:
        length, out = run(name, [prompt], parameters, output_scores=True)
        for row, beams, score in zip(out.sequences.tolist(), out.beam_indices.tolist(), out.sequences_scores.tolist()):
            tokens = row[length:][:sum(beam >= 0 for beam in beams)]
            end = finish(tokens, prompt or [parameters["bos_token_id"]], parameters)
            expected.append({"tokens": tokens, "finish": end, "score": score})
    return {"checkpoint": name, "prompts": prompts, "parameters": parameters, "expected": expected}


def finish(tokens: list[int], prompt: list[int], parameters: dict) -> str:
    eos = parameters.get("eos_token_id", [])
    if tokens and tokens[-1] in (eos if isinstance(eos, list) else [eos]):
        return "eos"
    most = parameters["max_length"] - len(prompt) if "max_length" in parameters else 20
    if "stop_strings" in parameters and holds_one_of(prompt[-1:] + tokens, parameters["stop_strings"]):
        return "stop_string"
    assert len(tokens) == parameters.get("max_new_tokens", most), (tokens, parameters)
    return "length"


def holds_one_of(tokens: list[int], stops: list[str]) -> bool:
    text = b"".join(WORDS[token] for token in tokens)
    return any(stop.encode() in text for stop in stops)


def prompt_of(source: random.Random, name: str, length: int) -> list[int]:
    return [source.randrange(1, CHECKPOINTS[name]["vocab_size"]) for _ in range(length)]


def greedy_cases() -> list[dict]:
    source = random.Random(1)
    cases = []
    for name in CHECKPOINTS:
        prompt = prompt_of(source, name, 5)
        plain = greedy_case(name, [prompt], {})
        tokens = plain["expected"][0]["tokens"]
        cases.append(plain)
        variants = [
            {"max_length": 12}, {"max_new_tokens": 1}, {"max_length": 30, "max_new_tokens": 7},
            {"eos_token_id": tokens[6]}, {"eos_token_id": [tokens[9], tokens[4]]},
            {"eos_token_id": tokens[3], "min_new_tokens": 9}, {"eos_token_id": [tokens[2], tokens[5]], "min_length": 12},
            {"eos_token_id": tokens[3], "min_length": 7, "min_new_tokens": 5},
            {"repetition_penalty": 1.3}, {"repetition_penalty": 0.8}, {"repetition_penalty": 2.5, "max_new_tokens": 40},
            {"no_repeat_ngram_size": 1}, {"no_repeat_ngram_size": 2, "max_new_tokens": 40},
            {"no_repeat_ngram_size": 3, "max_new_tokens": 50, "repetition_penalty": 1.1},
        ]
        cases += [greedy_case(name, [prompt], variant) for variant in variants]
        ragged = [prompt_of(source, name, length) for length in (2, 9, 1, 5)]
        cases.append(greedy_case(name, ragged, {}))
        cases.append(greedy_case(name, ragged, {"repetition_penalty": 1.4, "max_new_tokens": 16}))
        endings = greedy_case(name, ragged, {})["expected"]
        cases.append(greedy_case(name, ragged, {"eos_token_id": [endings[0]["tokens"][3], endings[2]["tokens"][8]]}))
    cases += words_cases(source)
    return cases


def words_cases(source: random.Random) -> list[dict]:
    cases = []
    for _ in range(4):
        prompt = prompt_of(source, "words", 4)
        tokens = greedy_case("words", [prompt], {"max_new_tokens": 30})["expected"][0]["tokens"]
        pieces = [WORDS[token] for token in tokens]
        written = [piece for piece in pieces[4:] if piece.isascii()]
        # Over the border of two tokens, inside one token, over three tokens, and several of which one is written.
        for stop in stop_strings(pieces):
            cases.append(greedy_case("words", [prompt], {"max_new_tokens": 30, "stop_strings": stop}))
        # Begun in the prompt, ended by the first new token.
        if (WORDS[prompt[-1]] + pieces[0]).isascii():
            cases.append(greedy_case("words", [prompt], {"stop_strings": [(WORDS[prompt[-1]] + pieces[0]).decode()]}))
        word = written[0].decode().strip() or "a"
        cases.append(greedy_case("words", [prompt], {"bad_words": [word]}))
        cases.append(greedy_case("words", [prompt], {"bad_words": [word, "stop", "th"], "no_repeat_ngram_size": 2}))
        pair = next(a + b for a, b in zip(pieces[3:], pieces[4:]) if (a + b).isascii() and a + b not in WORDS)
        cases.append(greedy_case("words", [prompt], {"bad_words": [pair.decode()]}))
        cases.append(greedy_case("words", [prompt], {"bad_words": ["e", "stop"], "eos_token_id": encode_words("e"),
                                                     "max_new_tokens": 40}))
    return cases


def stop_strings(pieces: list[bytes]) -> list[list[str]]:
    found = []
    for i in range(3, len(pieces) - 3):
        if all(piece.isascii() for piece in pieces[i:i + 3]):
            two, three = (pieces[i] + pieces[i + 1]).decode(), b"".join(pieces[i:i + 3]).decode()
            found += [[two], [three], [three[1:]], [two[-2:]], ["no such text", two[:-1] or two], [pieces[i].decode()]]
            break
    return found


def beam_cases() -> list[dict]:
    source = random.Random(2)
    cases = []
    for name, size in CHECKPOINTS.items():
        vocabulary = size["vocab_size"]
        prompt = prompt_of(source, name, 4)
        for beams, early, penalty in [
            (2, False, 1.0), (4, False, 1.0), (4, True, 1.0), (4, "never", 1.0), (3, False, 2.0), (3, True, 0.0),
            (3, "never", 0.0), (5, False, -1.0), (5, "never", 1.5), (3, True, -0.5),
        ]:
            eos = source.sample(range(vocabulary), 1 if beams == 2 else max(2, vocabulary // 12))
            cases.append(beam_case(name, [prompt], {
                "num_beams": beams, "early_stopping": early, "length_penalty": penalty, "eos_token_id": eos,
                "num_return_sequences": source.randint(1, beams), "max_new_tokens": source.randint(6, 18),
            }))
        eos = source.sample(range(vocabulary), vocabulary // 10)
        ragged = [prompt_of(source, name, length) for length in (3, 7, 1)]
        for more in [
            {}, {"eos_token_id": eos, "num_return_sequences": 3}, {"repetition_penalty": 1.5, "eos_token_id": eos[:2]},
            {"no_repeat_ngram_size": 2, "max_new_tokens": 25},
            {"eos_token_id": eos, "min_new_tokens": 6, "early_stopping": True},
            {"eos_token_id": eos, "min_length": 9, "max_new_tokens": 12, "num_return_sequences": 2},
        ]:
            cases.append(beam_case(name, ragged, {"num_beams": 3, **more}))
    for stops in (["e"], ["st", " a"], ["er", "\n", "o"]):
        cases.append(beam_case("words", [prompt_of(source, "words", 4)], {
            "num_beams": 3, "stop_strings": stops, "num_return_sequences": 3, "max_new_tokens": 15}))
    cases.append(beam_case("words", [prompt_of(source, "words", 4)], {
        "num_beams": 4, "bad_words": ["a", "in", "the"], "num_return_sequences": 2}))
    return cases + early_stopping_cases()


# Of the seeds 0 to 207, some of those with which `early_stopping` False and "never" end with different answers.
TELLING_SEEDS = [11, 19, 25, 50, 56, 61, 63, 65, 70, 78, 84, 94, 95, 101, 105, 111, 112, 115]


def early_stopping_cases() -> list[dict]:
    """The same search with each rule of `early_stopping`, where many tokens can end a text."""
    cases = []
    for seed in TELLING_SEEDS:
        source = random.Random(seed)
        name = source.choice(["unsure", "two-heads", "four-heads"])
        vocabulary = CHECKPOINTS[name]["vocab_size"]
        beams = source.randint(2, 4)
        parameters = {
            "num_beams": beams, "num_return_sequences": beams, "max_new_tokens": source.randint(8, 20),
            "length_penalty": source.choice([1.0, 1.5, 2.0, 3.0]),
            "eos_token_id": source.sample(range(vocabulary), max(1, int(vocabulary * source.choice([0.03, 0.06, 0.12, 0.5])))),
        }
        prompt = prompt_of(source, name, 4)
        three = [beam_case(name, [prompt], {**parameters, "early_stopping": early}) for early in (False, True, "never")]
        assert three[0]["expected"] != three[2]["expected"], seed
        cases += three
    return cases


RANDOM_CASES = 300


def random_cases() -> list[dict]:
    """Greedy and beam search with settings drawn at random, texts that begin and end with different tokens among them."""
    source = random.Random(4)
    cases = []
    while len(cases) < RANDOM_CASES:
        case = random_case(source)
        if case is not None:
            cases.append(case)
    return cases


def random_case(source: random.Random) -> dict | None:
    """None for a search that fails, that bans every token, or that hangs on the rounding of the logits."""
    name = source.choice(list(CHECKPOINTS))
    make = source.choice([greedy_case, beam_case])
    prompt = prompt_of(source, name, source.choice([0, 0, 1, 1, 2, 4, 7, 11]))
    parameters = random_rules(source, name, prompt)
    if make is beam_case and isinstance(parameters.get("forced_eos_token_id"), list):
        # Several forced tokens have equal scores, and torch's order of equals is no rule.
        parameters["forced_eos_token_id"] = parameters["forced_eos_token_id"][0]
    if make is beam_case:
        beams = source.randint(2, 5)
        parameters |= {"num_beams": beams, "num_return_sequences": source.randint(1, beams)}
        parameters |= drawn(source, 0.5, {"early_stopping": lambda: source.choice([True, "never"]),
                                          "length_penalty": lambda: source.choice([-0.5, 0.0, 0.7, 2.0]),
                                          "renormalize_logits": lambda: True})
    try:
        if is_left_without_tokens(name, prompt, parameters):
            return None
        case = make(name, [prompt], parameters)
        MODELS[name].double()
        again = make(name, [prompt], parameters)
    except (ValueError, RuntimeError):
        return None
    finally:
        MODELS[name].float()
    for one, other in zip(case["expected"], again["expected"]):
        if one["tokens"] != other["tokens"] or not abs(one.get("score", 0) - other.get("score", 0)) < 1e-3:
            return None
    return case


def is_left_without_tokens(name: str, prompt: list[int], parameters: dict) -> bool:
    """Then transformers writes token 0, or fills up with texts that were never searched; here it is refused."""
    _, out = run(name, [prompt], parameters, output_scores=True)
    if parameters.get("num_beams", 1) > 1:
        return bool((out.sequences_scores < -1e8).any())
    return any(bool(torch.isinf(step).all()) for step in out.scores)


def drawn(source: random.Random, chance: float, rules: dict) -> dict:
    return {rule: make() for rule, make in rules.items() if source.random() < chance}


def random_rules(source: random.Random, name: str, prompt: list[int]) -> dict:
    vocabulary = CHECKPOINTS[name]["vocab_size"]
    # Token 0 pads, and transformers would take no notice of it in a prompt.
    bos = source.randrange(1, vocabulary)
    eos = source.sample([token for token in range(vocabulary) if token != bos], source.choice([1, 1, 2, vocabulary // 12]))
    base = {"bos_token_id": bos, "eos_token_id": eos if len(eos) > 1 else eos[0]}
    # What is banned and biased is taken from what would be written, so that it matters.
    _, out = run(name, [prompt], {**base, "eos_token_id": None})
    likely = out.sequences[0].tolist()
    runs = lambda: [likely[at:at + source.randint(1, 3)] for at in source.sample(range(len(likely)), 4)]
    length = {"max_new_tokens": source.randint(3, 18)} if source.random() < 0.7 else {"max_length": len(prompt) + source.randint(2, 20)}
    return base | length | drawn(source, 0.22, {
        "suppress_tokens": lambda: source.sample(likely, 3),
        "begin_suppress_tokens": lambda: source.sample(likely, 6),
        "bad_words_ids": runs,
        "sequence_bias": lambda: [[run, source.choice([-8.0, -1.5, 2.0, 6.0])] for run in runs()],
        "forced_bos_token_id": lambda: source.randrange(vocabulary),
        "forced_eos_token_id": lambda: source.choice([source.randrange(vocabulary), source.sample(range(vocabulary), 2), base["eos_token_id"]]),
        "exponential_decay_length_penalty": lambda: [source.randint(0, 6), source.choice([1.05, 1.3, 1.9, 0.7])],
        "encoder_repetition_penalty": lambda: source.choice([0.7, 1.3, 2.0]),
        "encoder_no_repeat_ngram_size": lambda: source.randint(1, 3),
        "remove_invalid_values": lambda: True,
        "repetition_penalty": lambda: source.choice([0.8, 1.2, 1.7]),
        "no_repeat_ngram_size": lambda: source.randint(1, 3),
        "min_new_tokens": lambda: source.randint(1, 9),
        "min_length": lambda: source.randint(2, 14),
    })


def sampling_cases() -> list[dict]:
    """Drawn texts, and the probabilities that each token was drawn from."""
    single = [
        {}, {"temperature": 0.3}, {"temperature": 1.7}, {"top_k": 1}, {"top_k": 5}, {"top_k": 1000},
        {"top_p": 0.1}, {"top_p": 0.5}, {"top_p": 0.95}, {"min_p": 0.02}, {"min_p": 0.3}, {"min_p": 1.0},
        {"typical_p": 0.2}, {"typical_p": 0.7}, {"typical_p": 0.95}, {"repetition_penalty": 1.4},
        {"repetition_penalty": 0.7}, {"no_repeat_ngram_size": 1}, {"no_repeat_ngram_size": 2},
        {"epsilon_cutoff": 0.003}, {"epsilon_cutoff": 0.2}, {"eta_cutoff": 0.002}, {"eta_cutoff": 0.1}, {"top_h": 0.2},
        {"top_h": 0.7}, {"top_h": 1.0}, {"suppress_tokens": [1, 5, 9]}, {"exponential_decay_length_penalty": [1, 1.6]},
    ]
    together = [
        {"top_k": 5, "top_p": 0.9}, {"temperature": 0.7, "top_k": 20, "top_p": 0.8},
        {"temperature": 1.4, "min_p": 0.05, "top_k": 30}, {"top_p": 0.9, "typical_p": 0.6},
        {"top_k": 12, "typical_p": 0.4, "temperature": 1.2}, {"top_p": 0.7, "min_p": 0.1, "typical_p": 0.8},
        {"repetition_penalty": 1.2, "no_repeat_ngram_size": 2, "temperature": 0.9, "top_k": 40, "top_p": 0.9, "min_p": 0.01,
         "typical_p": 0.9},
        {"top_h": 0.8, "top_k": 4, "temperature": 1.3}, {"top_h": 0.6, "top_p": 0.8, "eta_cutoff": 0.01},
        {"typical_p": 0.8, "epsilon_cutoff": 0.02, "eta_cutoff": 0.05, "temperature": 0.8},
    ]
    source = random.Random(3)
    cases = []
    for (seed, parameters), name in product(enumerate(single + together), ("two-heads", "four-heads", "words")):
        vocabulary = CHECKPOINTS[name]["vocab_size"]
        prompt = prompt_of(source, name, 6)
        parameters = {**parameters}
        if seed % 3 == 0:
            parameters |= {"eos_token_id": source.sample(range(vocabulary), 3), "min_new_tokens": 2, "min_length": 4}
        if name == "words" and seed % 2 == 0:
            parameters["bad_words"] = ["a", "stop", "he", "ab"]
        cases.append(sampling_case(name, prompt, parameters, seed))
    for seed, parameters in enumerate([
        {"top_k": 1}, {"top_p": 0.1}, {"min_p": 0.9}, {"typical_p": 0.1}, {"epsilon_cutoff": 0.4}, {"eta_cutoff": 0.3},
        {"top_h": 0.3}, {"top_h": 0.5, "top_k": 3}, {"top_p": 0.6, "renormalize_logits": True},
    ]):
        prompt = prompt_of(source, "two-heads", 6)
        cases.append(sampling_case("two-heads", prompt, {**parameters, "num_beams": 2}, seed))
        cases.append(sampling_case("two-heads", prompt, {**parameters, "num_beams": 3, "eos_token_id": [4, 9, 11]}, seed))
    return cases


def sampling_case(name: str, prompt: list[int], parameters: dict, seed: int) -> dict:
    torch.manual_seed(seed)
    beams = parameters.get("num_beams", 1)
    # The contexts of later steps of a beam search are not reported.
    steps = 5 if beams == 1 else 1
    parameters = {**parameters, "do_sample": True, "max_new_tokens": steps}
    _, out = run(name, [prompt], parameters, output_scores=True, output_logits=True)
    drawn = out.sequences[0].tolist()
    return {
        "checkpoint": name, "prompts": [prompt], "parameters": parameters,
        "steps": [
            {"ids": drawn[:len(prompt) + i], "logits": pack(logits[0]), "probabilities": pack(torch.softmax(scores[0], -1))}
            for i, (logits, scores) in enumerate(zip(out.logits, out.scores))
        ],
    }


def write(name: str, content) -> None:
    path = OUT / f"{name}.json"
    path.write_text(json.dumps(content, separators=(",", ":")) + "\n")
    print(f"{path.name}: {path.stat().st_size // 1024} KiB, {len(content)} entries")


def main() -> None:
    transformers.logging.set_verbosity_error()
    torch.set_num_threads(1)
    OUT.mkdir(parents=True, exist_ok=True)
    write("checkpoints", {name: describe(model) for name, model in MODELS.items()})
    write("words", [list(token) for token in WORDS])
    write("greedy", greedy_cases())
    write("beam", beam_cases())
    write("random", random_cases())
    write("sampling", sampling_cases())


if __name__ == "__main__":
    main()
