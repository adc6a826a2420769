import { describe, expect, it } from "vitest";
import { inEnglish } from "../contract/testing/refused.ts";
import { createCodec } from "./create-codec.ts";
import { readTokenizerFile } from "./read-tokenizer.ts";

const base = {
  version: "1.0",
  added_tokens: [],
  normalizer: null,
  pre_tokenizer: { type: "ByteLevel" },
  post_processor: null,
  decoder: { type: "ByteLevel" },
};
const model = { type: "BPE", vocab: { a: 0, b: 1, ab: 2 }, merges: ["a b"] };

/** What is said of a tokenizer, or the ids that it gives. */
function verdict(change: object, ofModel: object = {}): string {
  try {
    const file = readTokenizerFile(
      JSON.stringify({ ...base, ...change, model: { ...model, ...ofModel } }),
      "tokenizer.json",
    );
    const { prefix = [], suffix = [], encode } = createCodec(file, "tokenizer.json");
    return [...prefix, ...encode("ab"), ...suffix].join();
  } catch (error) {
    return inEnglish(error);
  }
}

const special = (id: string) => ({ SpecialToken: { id, type_id: 0 } });
const text = (id: string) => ({ Sequence: { id, type_id: 0 } });
const template = (...single: object[]) => ({
  type: "TemplateProcessing",
  single,
  pair: [],
  special_tokens: { a: { id: "a", ids: [0], tokens: ["a"] } },
});
const sequence = (...processors: object[]) => ({ post_processor: { type: "Sequence", processors } });
const bert = { type: "BertProcessing", sep: ["b", 1], cls: ["a", 0] };

describe("a part of a tokenizer that is not understood", () => {
  it.each<[string, object, object, RegExp]>([
    ["kind of pre_tokenizer", { pre_tokenizer: { type: "Odd" } }, {}, /pre_tokenizer.*Odd/],
    [
      "kind of pre_tokenizer among others",
      { pre_tokenizer: { type: "Sequence", pretokenizers: [base.pre_tokenizer, { type: "Odd" }] } },
      {},
      /pre_tokenizer.*Odd/,
    ],
    ["field of a pre_tokenizer", { pre_tokenizer: { type: "ByteLevel", odd: 7 } }, {}, /pre_tokenizer\.odd.*7/],
    ["kind of normalizer", { normalizer: { type: "Odd" } }, {}, /normalizer.*Odd/],
    ["kind of post_processor", { post_processor: { type: "Odd" } }, {}, /post_processor.*Odd/],
    ["field of a post_processor", { post_processor: { ...bert, odd: true } }, {}, /post_processor.*odd/],
    ["kind of post_processor among others", sequence(bert, { type: "Odd" }), {}, /post_processor.*Odd/],
    ["kind of decoder", { decoder: { type: "Odd" } }, {}, /decoder.*Odd/],
    ["field of the file", { odd: "odd value" }, {}, /odd.*odd value/],
    ["field of the model", {}, { odd: "odd value" }, /model\.odd.*odd value/],
    ["kind of model", {}, { type: "BacktrackingBpe" }, /model.*BacktrackingBpe/],
    ["value of the model", {}, { dropout: 0.5 }, /model\.dropout.*0\.5/],
    ["version", { version: "2.0" }, {}, /version.*2\.0/],
    [
      "template without the text",
      { post_processor: template(special("a")) },
      {},
      /post_processor does not hold the text once/,
    ],
    [
      "template with the text twice",
      { post_processor: template(text("A"), text("A")) },
      {},
      /post_processor does not hold the text once/,
    ],
    [
      "template of a second text",
      { post_processor: template(text("B")) },
      {},
      /post_processor does not hold the text once/,
    ],
    [
      "template with a token that it does not describe",
      { post_processor: template(special("z"), text("A")) },
      {},
      /post_processor names a token that it does not describe/,
    ],
    [
      "template around another",
      sequence(template(special("a"), text("A")), template(special("a"), text("A"))),
      {},
      /post_processor adds tokens around those of a template/,
    ],
    [
      "frame around a template",
      sequence(template(text("A"), special("a")), base.pre_tokenizer, bert),
      {},
      /post_processor adds tokens around those of a template/,
    ],
    [
      "frame around a template, deeper",
      sequence({ type: "Sequence", processors: [template(text("A"), special("a"))] }, bert),
      {},
      /post_processor adds tokens around those of a template/,
    ],
  ])("is refused by name: %s", (_name, change, ofModel, message) => {
    const said = verdict(change, ofModel);
    expect(said).toContain("tokenizer.json");
    expect(said).toMatch(message);
  });

  it("is none of these", () => {
    expect(verdict({})).toBe("2");
    expect(verdict(sequence(bert, template(special("a"), text("A"))))).toBe("0,0,2,1");
    expect(verdict(sequence(template(text("A")), bert))).toBe("0,2,1");
  });
});
