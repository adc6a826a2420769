import { readdirSync, readFileSync } from "node:fs";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import type { NamedBytes } from "../../../contract/bytes.ts";
import { ReferencePass } from "../../evaluate/reference.ts";
import { readCheckpoint } from "../read-checkpoint.ts";
import { fixtureFiles } from "../testing/checkpoints.ts";

const folder = new URL("../../../../fixtures/adapters/", import.meta.url);
const expectation = v.object({
  base: v.picklist(["plain", "untied"]),
  cases: v.array(v.object({ input_ids: v.array(v.number()), logits: v.string() })),
});
const KINDS = readdirSync(folder);
const parse = (text: string) => v.parse(expectation, JSON.parse(text));

function read(kind: string) {
  const place = new URL(`${kind}/`, folder);
  const names = readdirSync(place).filter((name) => name !== "expected.json");
  const adapter = names.map((path): NamedBytes => ({ path, bytes: new Blob([readFileSync(new URL(path, place))]) }));
  const { base, cases } = parse(readFileSync(new URL("expected.json", place), "utf8"));
  const files = fixtureFiles(base, "safetensors");
  const isUnmerged = names.includes("pytorch_model.bin");
  const beside = isUnmerged ? files.filter(({ path }) => path !== "model.safetensors") : [];
  const under = isUnmerged ? [] : files.map(({ path, bytes }) => ({ path: `base/${path}`, bytes }));
  return { cases, read: () => readCheckpoint([...adapter, ...beside, ...under]) };
}

describe("a model with an adapter", () => {
  it.each(KINDS)("has the logits that PEFT computes: %s", async (kind) => {
    const { cases, read: readIt } = read(kind);
    const checkpoint = await readIt();
    for (const { input_ids, logits } of cases) {
      const wanted = new Float32Array(Uint8Array.from(Buffer.from(logits, "base64")).buffer);
      const found = await new ReferencePass(checkpoint).forward([input_ids], "all");
      expect(found.length).toBe(wanted.length);
      expect(found.reduce((gap, x, i) => Math.max(gap, Math.abs(x - (wanted[i] ?? Number.NaN))), 0)).toBeLessThan(1e-4);
    }
  });
});
