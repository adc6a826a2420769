import { describe, expect, it } from "vitest";
import type { PageState } from "../state/page.ts";
import { INITIAL } from "../state/page-state.ts";
import { endRun, startRun } from "../state/run.ts";
import { infoOf, offerOf, resultOf } from "../testing/answers.ts";
import { FOREIGN, OWN } from "../testing/page.ts";
import { picturedIn } from "./pictured.ts";

const request = { prompt: "life", continued: { text: "", ids: [] }, parameters: { top_k: 5 }, isDefaultPrompt: false };
const run = endRun(startRun(1, request), resultOf("life", " is ~ not .", 7));
const ready: PageState = { ...INITIAL, offer: offerOf(OWN), load: { kind: "ready", info: infoOf(OWN) } };
const written: PageState = { ...ready, prompt: "life", run };

describe("picturedIn", () => {
  it("shows the last run, also where the box says something else by now", () => {
    for (const prompt of ["life", "something else"]) {
      expect(picturedIn({ ...written, prompt })).toMatchObject({
        texts: [{ prompt: "life", text: " is ~ not ." }],
        run: { prompt: "life", parameters: { top_k: 5, seed: 7 }, output: [" is ~ not ."] },
      });
    }
  });

  it("shows it tidied where the page does", () => {
    expect(picturedIn({ ...written, tidy: true }).texts).toEqual([{ prompt: "Life", text: " is not." }]);
  });

  it("shows what was written with one of the model's prompts", () => {
    const unasked = { ...run, request: { ...request, isDefaultPrompt: true } };
    expect(picturedIn({ ...written, prompt: "", run: unasked })).toMatchObject({
      texts: [{ prompt: "life" }],
      run: { prompt: "life", output: [" is ~ not ."] },
    });
  });

  it("has every text of a run", () => {
    const result = resultOf("life", " is");
    const [sample] = result.samples;
    const several = endRun(startRun(1, request), {
      ...result,
      samples: sample === undefined ? [] : [sample, { ...sample, text: " was" }],
    });
    expect(picturedIn({ ...written, run: several }).texts.map(({ text }) => text)).toEqual([" is", " was"]);
  });

  it("shows a text that is not finished, with a link to its prompt", () => {
    const under = { ...startRun(1, request), samples: [{ id: 0, text: " is", tokens: 1, details: [] }] };
    const { texts, run: linked } = picturedIn({ ...written, run: { ...under, phase: "running" } });
    expect(texts).toEqual([{ prompt: "life", text: " is" }]);
    expect(linked).not.toHaveProperty("output");
  });

  it("shows what a link brought, and links to the model that wrote it", () => {
    const shared = { prompt: "love is", parameters: { seed: 3 }, texts: ["love is long"], device: "wasm q8" };
    const brought: PageState = {
      ...ready,
      prompt: "love is",
      continued: { prompt: "love", text: " is", ids: [5] },
      shared: { ...shared, source: FOREIGN, commit: "abc" },
    };
    expect(picturedIn(brought)).toMatchObject({
      texts: [{ prompt: "love is", text: " long" }],
      run: {
        prompt: "love is",
        parameters: { seed: 3 },
        output: ["love is long"],
        device: "wasm q8",
        repo: FOREIGN.repo,
        revision: "abc",
        continued: { text: " is", ids: [5] },
      },
    });
    const older = picturedIn({ ...brought, shared, continued: { prompt: "x", text: "y", ids: [] } }).run;
    expect(older).not.toHaveProperty("continued");
    expect(older).not.toHaveProperty("repo");
  });

  it("shows a stored example, or the prompt where there is nothing else", () => {
    const card = { ...infoOf(OWN).card, examples: [{ text: "life", output: "life is short" }] };
    const withExample = { ...ready, offer: offerOf(OWN, { card }) };
    expect(picturedIn(withExample)).toMatchObject({
      texts: [{ prompt: "life", text: " is short" }],
      run: { prompt: "life" },
    });
    expect(picturedIn({ ...ready, prompt: "mine" }).texts).toEqual([{ prompt: "mine", text: "" }]);
  });

  it("is headed as the page: by its card, a stranger's model by its name, the product where there is neither", () => {
    expect(picturedIn(ready).title).toBe("Quotes");
    const stranger = offerOf(FOREIGN, { name: "owner/\u202ename" });
    expect(picturedIn({ ...ready, offer: stranger, isForeign: true }).title).toBe("owner/name");
    expect(picturedIn(INITIAL).title).toBe("Hostless");
  });
});
