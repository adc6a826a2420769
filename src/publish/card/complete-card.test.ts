import { describe, expect, it } from "vitest";
import type { ModelManifest } from "../../contract/manifest.ts";
import { completeCard } from "./complete-card.ts";
import { readCardDocument } from "./card-document.ts";

const QUALITY = {
  perplexity_prefill: 41.10154,
  perplexity_decode: 41.1,
  fp32_perplexity: 41.0001,
  top1_agreement: 0.98765,
  max_logit_error: 0,
  tokens: 127,
};
const MANIFEST: ModelManifest = {
  format: "hostless-model",
  version: 1,
  name: "quotes",
  source: { repo: "owner/base", commit: "c" },
  files: [],
  dtypes: { q8: { graph: "g", data: [], quality: QUALITY } },
  known_answer: { prompt_ids: [], token_ids: [] },
};
const front = (text: string) => readCardDocument(text).front.toJS();
const details = (notes: readonly { detail: string; parameters: object }[]) =>
  notes.map(({ detail, parameters }) => [detail, ...Object.values(parameters)].join(" "));

describe("completeCard", () => {
  it("adds what the package knows, and tells what is missing", () => {
    const { text, license, notes } = completeCard("", MANIFEST);
    expect(license).toBeUndefined();
    expect(details(notes)).toEqual([
      "card_added pipeline_tag",
      "card_added library_name",
      "card_added base_model",
      "card_added tags",
      "card_added model-index",
      "card_lacks license",
      "card_lacks language",
      "card_lacks widget",
    ]);
    expect(text).toContain("\n# quotes\n");
    expect(front(text)["model-index"][0].results[0].metrics).toEqual([
      { type: "perplexity", name: "Perplexity, q8", value: 41.1 },
      { type: "accuracy", name: "Same top choice as fp32, q8", value: 0.9877 },
      { type: "perplexity", name: "Perplexity, fp32", value: 41 },
    ]);
  });

  it("changes nothing that the card says, and nothing at all the second time", () => {
    const card =
      "---\n# mine\nlicense: other # why\nbase_model: me/mine\ntags: []\nx-own: {a: 1}\n---\n# Mine\n\nProse.\n";
    const { text, license } = completeCard(card, MANIFEST);
    expect(license).toBe("other");
    expect(text.startsWith("---\n# mine\nlicense: other # why\nbase_model: me/mine\n")).toBe(true);
    expect(text).toContain("x-own: {a: 1}");
    expect(completeCard(text, MANIFEST).text).toBe(text);
  });

  it("takes the owner's fields, and takes out what they empty", () => {
    const card = "---\nlicense: mit\nwidget:\n- text: old\n---\n\n# Old\n\n![picture](x)\n\nOld prose.\n\nMore.\n";
    const { text } = completeCard(card, MANIFEST, {
      title: "New",
      summary: "Writes $& news.",
      license: "apache-2.0",
      language: ["en", "no"],
      base_model: [],
      examples: [{ text: "Life is", output: " short.", seed: 3 }, { text: "a: b" }],
    });
    expect(text).toContain("# New\n\n![picture](x)\n\nWrites $& news.\n\nMore.\n");
    expect(front(text)).toMatchObject({
      license: "apache-2.0",
      language: ["en", "no"],
      widget: [{ text: "Life is", parameters: { seed: 3 }, output: { text: " short." } }, { text: "a: b" }],
    });
    // Emptied by the owner, known by the package: the package's stands.
    expect(front(text).base_model).toBe("owner/base");
    expect(completeCard(text, MANIFEST, { examples: [] }).text).not.toContain("widget");
  });

  it("leaves code blocks alone where it looks for the summary", () => {
    const card = "---\nlicense: mit\n---\n\n# A\n\n```\ncode\n\nin two parts\n```\n\nProse.\n";
    expect(completeCard(card, MANIFEST, { summary: "New." }).text).toContain("in two parts\n```\n\nNew.\n");
    expect(completeCard("# A\n", MANIFEST, { summary: "New." }).text).toContain("# A\n\nNew.\n");
  });
});
