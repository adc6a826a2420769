import { expect, it } from "vitest";
import { plainSide, writeMergedCard, writeTrainedCard } from "./merged-files.ts";

it("names the base and its license, which the base's card has", () => {
  const base =
    "---\nlanguage: en\nlicense: other\nlicense_name: own\nlicense_link: LICENSE\n---\n\n# Base\nlicense: none\n";
  const card = writeMergedCard("someone/base", base);
  expect(card).toMatch(/^---\nlicense: other\nlicense_name: own\nlicense_link: LICENSE\nbase_model: someone\/base\n/);
  expect(card).toContain("The license is that of the base.");
  expect(card).not.toContain("license: none");
});

it("says that there is no license where the base states none, and takes no folder for a repository", () => {
  for (const before of ["", "# Base\nlicense: mit\n", "---\nlanguage: en\n---\n"]) {
    const card = writeMergedCard("my base", before);
    expect(card).not.toMatch(/^(license|base_model):/m);
    expect(card).toContain("`my base` with a LoRA adapter");
    expect(card).toContain("states no license");
  }
});

it("says of a model of which every weight was trained what it is", () => {
  const card = writeTrainedCard("someone/base", "---\nlicense: mit\n---\n");
  expect(card).toMatch(/^---\nlicense: mit\nbase_model: someone\/base\n/);
  expect(card).toContain("`someone/base` with all weights fine-tuned");
});

it("points to no graphs in the settings, and leaves all else", () => {
  const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
  const decode = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes));
  const config = { n_embd: 8, "transformers.js_config": { use_external_data_format: { "model_q4.onnx": 1 } } };
  expect(decode(plainSide("config.json", encode(config)))).toEqual({ n_embd: 8 });
  expect(decode(plainSide("tokenizer.json", encode(config)))).toEqual(config);
});
