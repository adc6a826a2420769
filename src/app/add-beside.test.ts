import { describe, expect, it, vi } from "vitest";
import type { AddedAdapter, GivenAdapter } from "../contract/adapters.ts";
import { fail, makeFailure, type Outcome, succeed } from "../contract/outcome.ts";
import { isAdapterAlone } from "./add-beside.ts";
import { adapterIn } from "./state/voice.ts";
import { infoOf } from "./testing/answers.ts";
import { OWN, openPage, openReadyPage, settle } from "./testing/page.ts";
import { en } from "./words/en.ts";
import { enLate } from "./words/en-late.ts";

const { voices: words } = enLate;
const source = (name: string, ...paths: string[]) =>
  ({ kind: "files", name, files: paths.map((path) => ({ path, bytes: new Blob() })) }) as const;
const ADAPTER = ["adapter_config.json", "adapter_model.safetensors"] as const;

/** A page with a model, whose engine answers so to an adapter. */
async function pageThat(answer: (given: GivenAdapter) => Outcome<AddedAdapter>) {
  const page = await openReadyPage();
  const given: GivenAdapter[] = [];
  page.engine.addAdapter = async (adapter) => {
    given.push(adapter);
    return answer(adapter);
  };
  const choose = async (name: string, ...paths: string[]) => {
    await Promise.race([
      page.session.chooseFiles({ kind: "model", source: source(name, ...paths) }),
      vi.dynamicImportSettled(),
    ]);
    await settle();
  };
  return { ...page, given, choose };
}

function taking(more: Partial<AddedAdapter> = {}, id: { readonly id?: string } = { id: "1" }) {
  return ({ name }: GivenAdapter) =>
    succeed({
      info: { ...infoOf(OWN), adapters: [{ name, digest: "d".repeat(64), ...id }] },
      name,
      isBaseNamed: true,
      ...more,
    });
}

describe("isAdapterAlone", () => {
  it.each([
    [true, ADAPTER],
    [true, ["lora/checkpoint-10/adapter_config.json", "lora/checkpoint-10/adapter_model.bin", "lora/tokenizer.json"]],
    [false, ["config.json", "model.safetensors"]],
    [false, [...ADAPTER, "config.json", "model.safetensors"]],
    [
      false,
      ["lora/adapter_config.json", "lora/adapter_model.safetensors", "gpt2/config.json", "gpt2/model.safetensors"],
    ],
    [false, ["notes.txt"]],
  ])("is %s for %j", (isAlone, paths) => {
    expect(isAdapterAlone(source("x", ...paths))).toBe(isAlone);
  });
});

describe("an adapter that is chosen beside an open model", () => {
  it("is added and writes from then on; no model is looked up", async () => {
    const { choose, given, state, described } = await pageThat(taking());
    await choose("poems", ...ADAPTER);
    expect(given.map(({ name }) => name)).toEqual(["poems"]);
    expect(described).toHaveLength(1);
    expect(state().notice).toBe(words.added("poems", "quotes"));
    expect(adapterIn(state()).adapter).toContain("poems");
  });

  it("says where nothing names its base, and where it goes with the page", async () => {
    const { choose, state } = await pageThat(taking({ isBaseNamed: false }, {}));
    await choose(en.unnamed, ...ADAPTER);
    expect(state().notice).toBe(`${words.addedUnnamed(words.unnamed, "quotes")} ${words.unkept}`);
  });

  it.each(["adapter_apart", "adapter_base"] as const)(
    "is opened as a model of its own where it is %s",
    async (detail) => {
      const failure = { code: "unsupported_architecture", detail, parameters: {} } as const;
      const { choose, described, state } = await pageThat(() => ({ ok: false, failure }));
      await choose("poems", ...ADAPTER);
      expect([described.length, state().notice, state().voice]).toEqual([2, undefined, undefined]);
    },
  );

  it("is refused by what is wrong with it, and the model goes on as it was", async () => {
    const failure = makeFailure("malformed_file", "adapter_half", { path: "a", name: "b", other: "c" });
    const { choose, described, state } = await pageThat(() => ({ ok: false, failure }));
    await choose("poems", ...ADAPTER);
    expect([described.length, state().notice, state().load.kind]).toEqual([1, failure, "ready"]);
  });

  it("is opened as before where no model is there, and other files always are", async () => {
    const { choose, given, described } = await pageThat(() => fail("internal", "error", { reason: "not asked" }));
    await choose("mine", "config.json", "model.safetensors");
    expect([given.length, described.length]).toEqual([0, 2]);
    const empty = openPage();
    await Promise.race([
      empty.session.chooseFiles({ kind: "model", source: source("poems", ...ADAPTER) }),
      vi.dynamicImportSettled(),
    ]);
    await settle();
    expect(empty.described).toHaveLength(1);
  });
});
