import { describe, expect, it } from "vitest";
import { infoOf } from "../app/testing/answers.ts";
import { saying } from "../contract/testing/refused.ts";
import { createTokenizer } from "../runtime/tokenizer.ts";
import { TINY_TOKENIZER } from "../convert/read/testing/tiny-checkpoint.ts";
import { withAdapter } from "./with-adapter.ts";

/** A model with two adapters, that writes down which is selected. */
function voiced() {
  const selected: (number | undefined)[] = [];
  const rack = { add: () => 0, remove: () => {}, select: (adapter?: number) => void selected.push(adapter) };
  const pass = {
    vocabSize: 3,
    maxPositions: 4,
    cached: [],
    adapters: rack,
    forward: async () => new Float32Array(3),
    reorder: async () => {},
    truncate: async () => {},
    dispose: async () => {},
  };
  const codec = createTokenizer(JSON.stringify(TINY_TOKENIZER), 3);
  const own = { max_new_tokens: 3 };
  const info = {
    ...infoOf({ kind: "site", path: "models/quotes" }),
    defaults: { top_k: 5 },
    adapters: [{ name: "poems" }, { name: "letters", defaults: own }],
  };
  const adapters = new Map([
    ["poems", 7],
    ["letters", 9],
  ]);
  return { model: { pass, codec, info, adapters }, selected };
}

describe("withAdapter", () => {
  it("selects the one that a run names, with its settings, and none for a run that names none", () => {
    const { model, selected } = voiced();
    const defaults = ["letters", undefined, "poems"].map((name) => withAdapter(model, name).info.defaults);
    expect(selected).toEqual([9, undefined, 7]);
    expect(defaults).toEqual([{ max_new_tokens: 3 }, { top_k: 5 }, { top_k: 5 }]);
  });

  it("refuses one that is not there, by its name, and changes nothing", () => {
    const { model, selected } = voiced();
    const refused = saying(/quotes has no adapter novels/, { code: "model_not_found", subject: "adapter" });
    expect(catching(() => withAdapter(model, "novels"))).toEqual(refused);
    const { adapters: _, ...bare } = model;
    expect(catching(() => withAdapter(bare, "poems"))).toEqual(saying(/quotes has no adapter poems/));
    expect(selected).toEqual([]);
  });
});

function catching(work: () => void): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}
