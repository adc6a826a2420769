import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { expect, it } from "vitest";
import { resolveParameters } from "../contract/parameters.ts";
import { generateTokens } from "../generate/generate-tokens.ts";
import { openModel } from "./open-model.ts";
import { runCli } from "./testing/run-cli.ts";

const IO = { stdout: { write() {} }, stderr: { write() {} } };
const HOOKS = { onDelta() {}, isStopped: () => false, now: () => 0, breathe: async () => {} };
const cases = v.array(v.object({ prompt: v.string(), healed: v.string() }));

it("prompts that end with a sign are healed as by transformers", async () => {
  const out = join(await mkdtemp(join(tmpdir(), "hostless-")), "package");
  await runCli("convert", "fixtures/checkpoints/plain/safetensors", "--out", out, "--dtypes", "fp32");
  const { pass, codec, defaults } = await openModel({ model: out, dtype: "fp32" }, IO);
  const asked = { token_healing: true, do_sample: false, max_new_tokens: 1, min_length: 0 };
  const parameters = resolveParameters(asked, defaults, 0);
  const golden = v.parse(cases, JSON.parse(await readFile("fixtures/token-healing.json", "utf8")));
  expect(golden.length).toBe(128);
  // Its bias is no ban: where a token that says something else is far likelier, transformers loses the prompt's end.
  const kept = golden.filter(({ prompt, healed }) => healed.startsWith(prompt));
  expect(kept.length).toBeGreaterThan(120);
  expect(kept.filter(({ prompt, healed }) => healed !== prompt).length).toBeGreaterThan(3);
  for (const { prompt, healed } of kept) {
    const { samples } = await generateTokens(pass, codec, { prompts: [prompt], parameters }, HOOKS);
    const whole = prompt + (samples[0]?.text ?? "");
    expect(whole.slice(0, healed.length), prompt).toBe(healed);
  }
}, 120_000);
