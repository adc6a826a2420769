import { readdirSync, readFileSync } from "node:fs";
import * as v from "valibot";
import type { NamedBytes } from "../../../contract/bytes.ts";

/** The shapes of fixtures/checkpoints; its README says what is special about each. */
export const SHAPES = ["plain", "inner", "untied", "grown", "half", "bfloat", "legacy"] as const;
export type Shape = (typeof SHAPES)[number];

const folder = new URL("../../../../fixtures/checkpoints/", import.meta.url);

const expectation = v.object({
  formats: v.array(v.string()),
  vocab_size: v.number(),
  cases: v.array(
    v.object({
      prompt: v.string(),
      input_ids: v.array(v.number()),
      /** Float32 [tokens, vocab_size]. */
      logits: v.pipe(
        v.string(),
        v.transform((text) => new Float32Array(Uint8Array.from(Buffer.from(text, "base64")).buffer)),
      ),
      greedy: v.array(v.number()),
    }),
  ),
});

/** What PyTorch computes with the checkpoint, whatever its format. */
export function expectedOf(shape: Shape): v.InferOutput<typeof expectation> {
  return v.parse(expectation, JSON.parse(readFileSync(new URL(`${shape}/expected.json`, folder), "utf8")));
}

/** The files of a checkpoint as they would be dropped on the page. */
export function fixtureFiles(shape: Shape, format: string): NamedBytes[] {
  const place = new URL(`${shape}/${format}/`, folder);
  return readdirSync(place).map((path) => ({ path, bytes: new Blob([readFileSync(new URL(path, place))]) }));
}
