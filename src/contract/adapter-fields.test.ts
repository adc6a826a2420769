import { expect, it } from "vitest";
import { readAdapterFields } from "./adapter-fields.ts";

it("reads where an adapter belongs", () => {
  const text = JSON.stringify({ base_model_name_or_path: "gpt2", revision: null, peft_type: "LORA", r: 8 });
  expect(readAdapterFields(text)).toEqual({ base_model_name_or_path: "gpt2", revision: null, peft_type: "LORA" });
});

it.each(["", "{", "[]", '{"peft_type": 1}'])("says nothing of %j", (text) => {
  expect(readAdapterFields(text)).toEqual({});
});
