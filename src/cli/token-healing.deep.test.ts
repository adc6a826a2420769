import { beforeAll, describe, expect, it } from "vitest";
import { type GenerationParameters, resolveParameters } from "../contract/parameters.ts";
import { generateTokens } from "../generate/generate-tokens.ts";
import { type OpenModel, openModel } from "./open-model.ts";

const STEMS = [
  "",
  "Life is",
  "The",
  "Pizza",
  "Love is wonder",
  "I",
  "naïve café",
  "日本語",
  "👩‍👩‍👧",
  "don'",
  'He said, "',
  "http:",
]
  .concat(["<|endoftext|>", "Life<|endoftext|>is", "well-", "(a", "Ünï", "x", "In 19", "ALL CAPS", "very very very"])
  .concat(["é", "—", "...", "a b c"]);
const ENDS = ["", " ", "  ", "\n", "\t", " \n\t", "\u00a0", "s"];
const PROMPTS = STEMS.flatMap((stem) => ENDS.map((end) => stem + end));

/** One after the other, so that each kind of search has its share of the prompts. */
const SEARCHES: readonly GenerationParameters[] = [
  { do_sample: false },
  { do_sample: true, num_return_sequences: 2, temperature: 2, top_k: 0 },
  { do_sample: false, num_beams: 2 },
  { do_sample: true, best_of: 3 },
];

let model: OpenModel;
beforeAll(async () => {
  model = await openModel({ model: "public/models/quotes" }, { stdout: { write() {} }, stderr: { write() {} } });
}, 60_000);

async function write(prompt: string, asked: GenerationParameters) {
  const parameters = resolveParameters({ token_healing: true, max_new_tokens: 4, ...asked }, model.defaults, 1);
  const hooks = { onDelta() {}, isStopped: () => false, now: () => 0, breathe: async () => {} };
  return generateTokens(model.pass, model.codec, { prompts: [prompt], parameters }, hooks);
}

describe("token_healing on the default model", () => {
  it("has 200 prompts to try", () => expect(PROMPTS).toHaveLength(200));

  it.each(PROMPTS)("goes on with %j as it is", async (prompt) => {
    const { codec } = model;
    const typed = [...(codec.prefix ?? []), ...codec.encode(prompt)];
    const search = SEARCHES[PROMPTS.indexOf(prompt) % SEARCHES.length] ?? {};
    const { samples, prompt_tokens } = await write(prompt, search);
    expect(prompt_tokens).toBe(typed.length);
    expect(samples.length).toBeGreaterThan(0);
    for (const { text, token_ids } of samples) {
      // What the model read, which is the prompt's beginning, and wrote is prompt and text to the letter; or the prompt's white
      // space for a space.
      const read = typed.map((_, i) => codec.decode([...typed.slice(0, i + 1), ...token_ids]));
      const given = codec.decode(typed);
      const whole = given.trimEnd() === given ? [given + text] : [given + text, `${given.trimEnd()} ${text}`];
      expect(read.some((one) => whole.includes(one))).toBe(true);
    }
  });

  it.each(["The", "Pizza", "Love", "My cat", "Every", "Work"])("leaves %j a word of its own", async (prompt) => {
    const { samples } = await write(prompt, { do_sample: true, num_return_sequences: 16, temperature: 1.5, top_p: 1 });
    for (const { text } of samples) expect(text).not.toMatch(/^[\p{L}\p{N}-]/u);
  });

  it.each([
    ["Happ", "Happ"],
    ["Life is beaut", "beaut"],
    ["The most import", "import"],
  ])("finishes the last word of %j", async (prompt, begun) => {
    const { samples } = await write(prompt, { do_sample: true, num_return_sequences: 8 });
    for (const { text } of samples) expect(begun + text).toMatch(/^(happ(y|i|en)|beautif|beaute|beauty|importan)/i);
  });

  it.each(["Life is", "Love is", "The most important thing in life is"])(
    "writes the same kind of text after %j with white space behind it",
    async (prompt) => {
      const [bare] = (await write(prompt, { do_sample: false, max_new_tokens: 12 })).samples;
      for (const space of [" ", "\n", "\t", "  "]) {
        const [spaced] = (await write(prompt + space, { do_sample: false, max_new_tokens: 12 })).samples;
        expect(spaced?.text).toBe(bare?.text.trimStart());
      }
    },
  );
});
