import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { createTokenizer } from "../runtime/tokenizer.ts";
import { createModelStore } from "../store/model-store.ts";
import { nodeWorld } from "../store/testing/node-world.ts";
import { tinyPackage } from "../testing/tiny-package.ts";
import { openBase } from "../trainer/open-base.ts";
import { kernelModule } from "../kernel/testing/start-kernel.ts";
import { memoryTable } from "../trainer/testing/node-trainer.ts";
import { notesIn } from "../trainer/kept-notes.ts";
import { besideBaseOf } from "./beside-base.ts";

it("a model is known, in each of its dtypes, by what the thread that teaches writes into an adapter's note", async () => {
  const files = await tinyPackage(["q8", "q4"]);
  const named = Object.entries(files).map(([path, bytes]) => ({ path, bytes: new Blob([new Uint8Array(bytes)]) }));
  const source = { kind: "files", name: "tiny", files: named } as const;
  const store = createModelStore(nodeWorld("http://localhost/"));
  const taught = await openBase(source, {
    store,
    notes: notesIn(memoryTable()),
    loadKernel: () => kernelModule("training"),
    sha256: async (text) => createHash("sha256").update(text).digest("hex"),
    alone: (work) => work(),
    now: () => 0,
    breathe: async () => undefined,
  });
  await taught.close();
  const tokenizer = new TextDecoder().decode(files["tokenizer.json"]);
  const codec = createTokenizer(tokenizer, 257);
  const base = await besideBaseOf(await store.lookUp(source), codec, "{}");
  expect(base.ids).toContain(taught.id);
  expect(new Set(base.ids).size).toBe(2);
  expect([base.name, base.repo]).toEqual(["tiny", undefined]);
});
