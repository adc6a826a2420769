import { describe, expect, it } from "vitest";
import { inEnglish } from "../contract/testing/refused.ts";
import type { Listing } from "../store/listing.ts";
import { refuseEarly } from "./refuse-early.ts";

const gpt2 = JSON.stringify({ model_type: "gpt2", architectures: ["GPT2LMHeadModel"] });

/** A key of a GGUF file with its text, as the first bytes of the file read. */
function ggufText(key: string, text: string): string {
  return `\u0003\0\0\0${key}\b\0\0\0${String.fromCharCode(text.length)}\0\0\0\0\0\0\0${text}`;
}

/** Refuses or not what a repository with these files is; sizes of all files are small. */
async function early(files: Readonly<Record<string, string>>): Promise<string> {
  const listed = Object.entries(files).map(([path, text]) => ({ path, size: text.length, from: { url: path } }));
  const listing: Listing = { source: { kind: "hub", repo: "a/b" }, name: "a/b", origin: "hub", files: listed };
  const read: string[] = [];
  const take = async (path: string) => {
    read.push(path);
    return files[path] ?? "";
  };
  try {
    await refuseEarly(listing, take);
    return `taken after ${read.join()}`;
  } catch (error) {
    return inEnglish(error);
  }
}

describe("refuseEarly", () => {
  it.each([
    ["takes a checkpoint", { "config.json": gpt2, "model.safetensors": "" }, "taken after config.json"],
    ["takes a ready folder", { "config.json": gpt2, "onnx/model.onnx": "" }, "taken after config.json"],
    ["takes a folder that does not say what it is", { "config.json": "{}", "onnx/model.onnx": "" }, "taken after"],
    ["leaves a broken file to its reader", { "config.json": "{", "model.safetensors": "" }, "taken after"],
    [
      "names another architecture",
      { "config.json": '{"model_type":"llama","architectures":["LlamaForCausalLM"]}', "model.safetensors": "" },
      'config.json: "LlamaForCausalLM" is not supported.',
    ],
    [
      "names another architecture of a ready folder",
      { "config.json": '{"model_type":"bloom"}', "onnx/model.onnx": "" },
      'config.json: "bloom" is not supported.',
    ],
    [
      "says what weights alone lack",
      { "model.safetensors": "" },
      "model.safetensors: config.json is missing beside it.",
    ],
    [
      "says what an adapter belongs to",
      {
        "adapter_config.json": '{"base_model_name_or_path":"gpt2-medium","peft_type":"LORA"}',
        "adapter_model.bin": "",
      },
      'adapter_config.json: a LoRA adapter for "gpt2-medium" alone',
    ],
    [
      "does not serve the base of an adapter of another type",
      { "adapter_config.json": '{"peft_type":"IA3"}', "config.json": gpt2, "pytorch_model.bin": "" },
      'adapter_config.json: peft_type "IA3" is not supported.',
    ],
    [
      "says first what is wrong with an adapter alone",
      { "adapter_config.json": '{"peft_type":"LORA","use_qalora":true}', "adapter_model.bin": "" },
      'adapter_config.json: use_qalora "true" is not supported.',
    ],
    [
      "takes an adapter beside weights",
      { "adapter_config.json": "{}", "adapter_model.bin": "", "config.json": gpt2, "pytorch_model.bin": "" },
      "taken after adapter_config.json,config.json",
    ],
    [
      "takes an adapter with its base",
      { "adapter_config.json": "{}", "adapter_model.bin": "", "base/config.json": gpt2, "base/model.safetensors": "" },
      "taken after adapter_config.json,base/config.json",
    ],
    [
      "asks for the adapter's own file before its base",
      { "adapter_config.json": "{}", "base/config.json": gpt2, "base/model.safetensors": "" },
      "adapter_config.json: the adapter's tensors are missing.",
    ],
    [
      "names the architecture of an adapter's base",
      {
        "adapter_config.json": "{}",
        "adapter_model.bin": "",
        "base/config.json": '{"model_type":"llama"}',
        "base/model.safetensors": "",
      },
      'config.json: "llama" is not supported.',
    ],
    [
      "takes weights of llm.c without config.json",
      { "gpt2_124M.bin": "\uFFFD\uFFFD4\u0001" },
      "taken after gpt2_124M.bin",
    ],
    ["names other weights that end so", { "my.bin": "PK" }, "my.bin: weights under another name"],
    [
      "takes a GGUF file of GPT-2",
      { "my-gpt2.gguf": `GGUF${ggufText("general.architecture", "gpt2")}` },
      "taken after my-gpt2",
    ],
    [
      "names another architecture of a GGUF file",
      { "my.gguf": `GGUF${ggufText("general.architecture", "llama")}` },
      'my.gguf: "llama" is not supported.',
    ],
    ["takes weights of flax", { "config.json": gpt2, "flax_model.msgpack": "" }, "taken after config.json"],
    ["says what weights of flax lack", { "flax_model.msgpack": "" }, "config.json is missing beside it."],
    ["names weights under another name", { "my.safetensors": "" }, "my.safetensors: weights under another name"],
    ["has a word for nothing at all", { "README.md": "" }, "There is no config.json among the files."],
  ])("%s", async (_name, files, verdict) => {
    expect(await early(files)).toContain(verdict);
  });
});
