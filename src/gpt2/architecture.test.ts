import { describe, expect, it } from "vitest";
import { saying } from "../contract/testing/refused.ts";
import { checkArchitecture, noteArchitecture } from "./architecture.ts";

describe("what config.json describes", () => {
  it.each([
    { model_type: "gpt2" },
    { model_type: "gpt2", architectures: ["GPT2LMHeadModel"] },
    { model_type: "gpt2", architectures: ["MyOwnForCausalLM"] },
    { architectures: ["GPT2LMHeadModel"] },
    { n_embd: 768 },
  ])("may be %j", (json) => {
    expect(() => checkArchitecture(json, "config.json")).not.toThrow();
  });

  it.each([
    [{ model_type: "llama", architectures: ["LlamaForCausalLM"] }, "LlamaForCausalLM"],
    [{ model_type: "llama" }, "llama"],
    [{ model_type: "gpt2", architectures: ["GPT2ForSequenceClassification"] }, "GPT2ForSequenceClassification"],
    [{ architectures: ["BertModel"] }, "BertModel"],
    [{ model_type: "gpt2", quantization_config: { bits: 4 } }, "config.json"],
    [{}, "config.json"],
  ])("is refused by its name: %j", (json, name) => {
    expect(() => checkArchitecture(json, "config.json")).toThrow(
      saying(name, { code: "unsupported_architecture", subject: "config.json" }),
    );
  });

  it("is worth a note where it has a class of its own, or cross attention", () => {
    expect(noteArchitecture({ architectures: ["GPT2LMHeadModel"] }, "c")).toEqual([]);
    const notes = noteArchitecture({ architectures: ["Mine"], add_cross_attention: true }, "c");
    expect(notes.map(({ detail }) => detail)).toEqual(["custom_architecture", "cross_attention"]);
  });
});
