import { afterEach, describe, expect, it } from "vitest";
import { nameFailure } from "../contract/name-failure.ts";
import type { Outcome } from "../contract/outcome.ts";
import { type Chain, chainFiles } from "../convert/read/testing/chain-checkpoint.ts";
import { ask } from "../api/testing/ask.ts";
import { pageThatSays } from "../api/testing/page.ts";
import { type FakeHub, startFakeHub } from "../testing/fake-hub.ts";
import { nodeEngine } from "./testing/node-engine.ts";

const [END, BOS] = [256, 257];
const IDS = { bos_token_id: BOS, eos_token_id: END };
/** After the beginning token comes `BOS` and the end, after the end token `E`. */
const chain: Chain = {
  links: [
    [BOS, 66],
    [66, 79],
    [79, 83],
    [83, END],
    [END, 69],
  ],
  special: ["<|end|>", "<|begin|>"],
  config: IDS,
  generation: IDS,
};

let hub: FakeHub;
afterEach(() => hub.close());

async function loaded(model: Chain) {
  hub = await startFakeHub({ "owner/chain": { files: chainFiles(model) } });
  const engine = nodeEngine(hub.url);
  unwrap(await engine.load({ kind: "hub", repo: "owner/chain" }, {}, () => undefined));
  return engine;
}

function unwrap<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(nameFailure(outcome.failure));
  return outcome.value;
}

describe("a checkpoint whose texts begin with another token than they end with, converted on the page", () => {
  it.each([
    ["as its files say", chain],
    ["as its tokenizer says", { ...chain, before: "<|begin|>" }],
  ])("starts an empty prompt and a score from it, once: %s", async (_name, model) => {
    const engine = await loaded(model);
    const parameters = { do_sample: false, token_healing: false, max_new_tokens: 6 };
    const run = unwrap(await engine.generate({ prompt: "", parameters }, 1, () => undefined));
    expect(run.samples[0]?.token_ids).toEqual([66, 79, 83, END]);
    const { tokens, perplexity } = unwrap(await engine.score({ text: "BOS" }, 2));
    expect(tokens).toBe(3);
    expect(perplexity).toBeLessThan(1.01);
  });

  it("is scored so through the API", async () => {
    const engine = await loaded(chain);
    const { host } = pageThatSays("", { score: ({ text }) => engine.score({ text }, 1) });
    const response = await ask("perplexity", { text: "BOS" }, host);
    expect(response.status).toBe(200);
    const { tokens, perplexity } = await response.json();
    expect(tokens).toBe(3);
    expect(perplexity).toBeLessThan(1.01);
    const other = await (await ask("perplexity", { text: "SOB" }, host)).json();
    expect(other.perplexity).toBeGreaterThan(100);
  });
});
