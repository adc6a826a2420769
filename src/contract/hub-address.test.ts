import { describe, expect, it } from "vitest";
import { keepRevision, readHubAddress } from "./hub-address.ts";

const read = (text: string) => readHubAddress(keepRevision(text));
const REPO = { repo: "owner/name" };

describe("readHubAddress", () => {
  it.each([
    ["https://huggingface.co/owner/name", REPO],
    ["hf.co/owner/name/", REPO],
    ["//www.huggingface.co/owner/name?library=x#usage", REPO],
    ["hf://owner/name", REPO],
    ["https://huggingface.co/api/models/owner/name", REPO],
    ["https://huggingface.co/owner/name.git", REPO],
    ["https://huggingface.co/owner/name/discussions/3", REPO],
    ["https://huggingface.co/owner/name/tree/v1", { ...REPO, revision: "v1" }],
    ["https://huggingface.co/owner/name/blob/v1/config.json", { ...REPO, revision: "v1" }],
    ["https://huggingface.co/owner/name/resolve/v1/onnx/model.onnx", { ...REPO, revision: "v1" }],
    ["https://huggingface.co/owner/name/tree/refs/pr/1", { ...REPO, revision: "refs/pr/1" }],
    ["https://huggingface.co/owner/name/tree/a%2Fb", { ...REPO, revision: "a/b" }],
    ["https://huggingface.co/owner/name/tree/main/sub/of-it", { ...REPO, revision: "main", folder: "sub/of-it" }],
    ["https://huggingface.co/owner/name/blob/a%2Fb/sub/config.json", { ...REPO, revision: "a/b", folder: "sub" }],
    ["https://huggingface.co/owner/name/tree/refs/pr/1/sub", { ...REPO, revision: "refs/pr/1", folder: "sub" }],
    ["owner/name/tree/main/sub", { ...REPO, revision: "main", folder: "sub" }],
    ["owner/name/tree/v1", { ...REPO, revision: "v1" }],
    ["https://huggingface.co/gpt2", { repo: "openai-community/gpt2" }],
    ["https://huggingface.co/gpt2/tree/main", { repo: "openai-community/gpt2", revision: "main" }],
  ])("reads %s", (text, model) => expect(read(text)).toEqual(model));

  it.each([
    ["https://huggingface.co/datasets/owner/name", null],
    ["https://huggingface.co/", null],
    ["https://huggingface.co/owner/name/tree/main/../sub", null],
    ["owner/name/tree/main/a b", null],
    ["owner/name/tree/main/%2e%2e/sub", null],
    ["https://huggingface.co/owner/name/likes", null],
  ])("says what %s is instead", (text, other) => expect(read(text)).toEqual(other));

  it.each(["owner/name", "https://example.com/owner/name", "https://huggingface.com.evil.test/a/b"])(
    "leaves %s to others",
    (text) => expect(read(text)).toBeUndefined(),
  );
});
