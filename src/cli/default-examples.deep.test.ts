import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { FAILSAFE_SCHEMA, load } from "js-yaml";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { resolveParameters } from "../contract/parameters.ts";
import { generateTokens } from "../generate/generate-tokens.ts";
import { openModel } from "./open-model.ts";

const card = v.object({
  widget: v.array(
    v.object({ text: v.string(), parameters: v.object({ seed: v.string() }), output: v.object({ text: v.string() }) }),
  ),
});
const IO = { stdout: { write() {} }, stderr: { write() {} } };
const HOOKS = { onDelta() {}, isStopped: () => false, now: () => 0, breathe: async () => {} };

describe.each(["quotes", "quotes-small"])("the examples of %s", (name) => {
  it("are what their seeds write in the page", async () => {
    const folder = join("public/models", name);
    const [, yaml = ""] = (await readFile(join(folder, "README.md"), "utf8")).split(/^---$/m);
    const { widget } = v.parse(card, load(yaml, { schema: FAILSAFE_SCHEMA }));
    const { pass, codec, defaults } = await openModel({ model: folder }, IO);
    expect(widget.length).toBeGreaterThanOrEqual(6);
    for (const { text, parameters, output } of widget) {
      const asked = { seed: Number(parameters.seed), token_healing: true };
      const request = { prompts: [text], parameters: resolveParameters(asked, defaults, 0) };
      const { samples } = await generateTokens(pass, codec, request, HOOKS);
      expect(samples.map((sample) => sample.text)).toEqual([output.text]);
      expect(output.text).toMatch(/^ \p{L}.*\.$/u);
    }
  }, 60_000);
});
