import { describe, expect, it } from "vitest";
import { readModelName } from "./read-model-name.ts";
import { tellInEnglish } from "./tell-in-english.ts";
import { inEnglish } from "./testing/refused.ts";

const HUB = "https://huggingface.co";

describe("readModelName", () => {
  it.each([
    "owner/name",
    "  owner/name\n",
    `${HUB}/owner/name`,
    `${HUB}/owner/name/`,
    `${HUB}/owner/name.git`,
    `${HUB}/owner/name?library=transformers`,
    `${HUB}/owner/name#how-to-use`,
    `${HUB}/owner/name/discussions/3`,
    `${HUB}/api/models/owner/name`,
    "http://www.huggingface.co/owner/name",
    "HTTPS://HuggingFace.co/owner/name",
    "huggingface.co/owner/name",
    "//hf.co/owner/name",
    "hf.co/owner/name",
    "hf://owner/name",
    "“owner/name”.",
    '"owner/name",',
    "(https://hf.co/owner/name)",
    "<https://hf.co/owner/name>",
    "https%3A%2F%2Fhf.co%2Fowner%2Fname",
    "https%253A%252F%252Fhf.co%252Fowner%252Fname",
    "https:&#x2F;&#x2F;hf.co&#x2F;owner&#x2F;name",
    "https://hf.co/owner/\r\n  name",
    "own\u200ber/na\u00adme\ufeff",
  ])("takes %j for owner/name", (text) => {
    expect(readModelName(text)).toEqual({ ok: true, value: { repo: "owner/name" } });
  });

  it.each([
    "owner/name@v1.0",
    `${HUB}/owner/name/tree/v1.0`,
    `${HUB}/owner/name/tree/v1.0/`,
    `${HUB}/owner/name/tree/v1.0/onnx`,
    `${HUB}/owner/name/blob/v1.0/config.json`,
    `${HUB}/owner/name/blob/v1.0/onnx/model.onnx`,
    `${HUB}/owner/name/raw/v1.0/README.md`,
    `${HUB}/owner/name/resolve/v1.0/model.safetensors?download=true`,
    `${HUB}/owner/name/commit/v1.0`,
    `${HUB}/owner/name/commits/v1.0`,
    "hf.co/owner/name/tree/v1.0).",
  ])("takes %s for owner/name at v1.0", (text) => {
    expect(readModelName(text)).toEqual({ ok: true, value: { repo: "owner/name", revision: "v1.0" } });
  });

  it.each([
    ["gpt2", { repo: "openai-community/gpt2" }],
    [`${HUB}/gpt2`, { repo: "openai-community/gpt2" }],
    [`${HUB}/gpt2/tree/main`, { repo: "openai-community/gpt2", revision: "main" }],
    [`${HUB}/distilgpt2/blob/main/config.json`, { repo: "distilbert/distilgpt2", revision: "main" }],
    ["some-old-model", { repo: "some-old-model" }],
    [`${HUB}/owner/name/tree/refs%2Fpr%2F1`, { repo: "owner/name", revision: "refs/pr/1" }],
    [`${HUB}/owner/name/tree/feature%2Fshort`, { repo: "owner/name", revision: "feature/short" }],
    [`${HUB}/owner/name/blob/a%2fb%2Fc/config.json`, { repo: "owner/name", revision: "a/b/c" }],
    [`${HUB}/owner/name/tree/feature%2Fshort/onnx`, { repo: "owner/name", revision: "feature/short" }],
    [
      `<${HUB}/gpt2/resolve/feature%2Fshort/model.safetensors>`,
      { repo: "openai-community/gpt2", revision: "feature/short" },
    ],
    [`${HUB}/owner/name/tree/main/checkpoint-500`, { repo: "owner/name", revision: "main", folder: "checkpoint-500" }],
    [
      "owner/name/tree/a%2Fb/runs/checkpoint-500",
      { repo: "owner/name", revision: "a/b", folder: "runs/checkpoint-500" },
    ],
    ["owner/name/tree/refs/pr/1/sub", { repo: "owner/name", revision: "refs/pr/1", folder: "sub" }],
    [`${HUB}/owner/name/blob/main/sub/config.json`, { repo: "owner/name", revision: "main", folder: "sub" }],
    ["owner/name@feature/short", { repo: "owner/name", revision: "feature/short" }],
  ])("takes %s", (text, value) => expect(readModelName(text)).toEqual({ ok: true, value }));

  it.each([
    ["", "No model is named"],
    ["a b/c", "not the name"],
    ["../x", "not the name"],
    ["a/..", "not the name"],
    ["a/b/c", "not the name"],
    ["https://evil.example/x", "not an address of the Hugging Face Hub"],
    ["https://huggingface.co.evil.example/owner/name", "not an address of the Hugging Face Hub"],
    ["https://huggingface.co@evil.example/owner/name", "not an address of the Hugging Face Hub"],
    [`${HUB}/`, "no model’s address"],
    [`${HUB}/spaces/owner/name`, "no model’s address"],
    [`${HUB}/datasets/owner/name`, "no model’s address"],
    [`${HUB}/models?search=gpt2`, "no model’s address"],
    [`${HUB}/owner/name/tree/main/../../evil`, "no model’s address"],
    [`${HUB}/owner/name/tree/main/a%20b`, "no model’s address"],
    ["owner/name/tree/main/..%2f..%2fevil", "no model’s address"],
    ["owner/name/tree/main/c//../d", "no model’s address"],
    ["owner/name/tree/main/.git", "no model’s address"],
    ["owner/name/tree/..%2F../c", "no model’s address"],
    [`owner/name/tree/main/${"c".repeat(201)}`, "no model’s address"],
    ["owner/..%2Fname/tree/main/c", "not the name"],
    ["evil.example:80/owner/name/tree/main/x", "not the name"],
    [`${HUB}/owner/name/resolve/../x`, "no model’s address"],
    ["x".repeat(10_240), "not the name"],
  ])("T14: refuses %j in words", (text, words) => {
    const outcome = readModelName(text);
    expect(outcome).toMatchObject({ ok: false, failure: { code: "bad_request" } });
    expect(outcome.ok === false && inEnglish(outcome)).toContain(words);
    expect(outcome.ok === false && tellInEnglish(outcome.failure).message.length).toBeLessThan(200);
  });
});
