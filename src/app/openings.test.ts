import { describe, expect, it, vi } from "vitest";
import type { ModelSource } from "../contract/model-source.ts";
import { fail, makeFailure, makeNote, succeed } from "../contract/outcome.ts";
import { statusText } from "./status-text.ts";
import { offerOf } from "./testing/answers.ts";
import { FOREIGN, OWN, openPage, openReadyPage, settle } from "./testing/page.ts";
import { en } from "./words/en.ts";

describe("what a link or the history brings", () => {
  it("shows an earlier run as such, counts its tokens, and opens its model where another is here", async () => {
    const { session, described, state } = await openReadyPage();
    const entry = { v: 1 as const, id: 1, at: 1, model: "quotes", prompt: "life", texts: [" is"], parameters: {} };
    await session.reopen({ ...entry, source: OWN });
    await settle();
    expect(state()).toMatchObject({ prompt: "life", promptTokens: 4, shared: { earlierWith: "quotes" } });
    expect(described).toHaveLength(1);
    void session.reopen({ ...entry, model: "owner/name", source: FOREIGN });
    described[1]?.settle(succeed(offerOf(FOREIGN)));
    await settle();
    expect(state()).toMatchObject({ beside: { load: { kind: "asking", why: "foreign" } }, prompt: "life" });
  });

  it("shows what a link brought before anything is loaded", async () => {
    const { session, state } = openPage();
    const shared = { prompt: "life", parameters: { seed: 7 }, output: [" goes on"] };
    void session.open({ source: OWN, shared });
    expect(state()).toMatchObject({ prompt: "life", parameters: { seed: 7 }, shared: { texts: [" goes on"] } });
  });
});

/** Until what was chosen is looked up or unpacked, which ends when a test says so. */
async function choose(choosing: Promise<void>): Promise<void> {
  await Promise.race([choosing, vi.dynamicImportSettled()]);
  await settle();
}

describe("files that are chosen one by one", () => {
  const file = (path: string) => ({ path, bytes: new Blob() });
  const chosen = (...paths: string[]) =>
    ({ kind: "model", source: { kind: "files", name: paths[0] ?? "", files: paths.map(file) } }) as const;
  const names = (source: ModelSource | undefined) =>
    source?.kind === "files" ? source.files.map(({ path }) => path) : undefined;

  it("are put together while something lacks, and a whole model stands alone", async () => {
    const { session, described } = await openReadyPage();
    const lacking = fail("no_usable_files", "config_missing", { path: "model.safetensors" });
    await choose(session.chooseFiles(chosen("model.safetensors")));
    described[1]?.settle(lacking);
    await settle();
    await choose(session.chooseFiles(chosen("config.json")));
    expect(names(described[2]?.source)).toEqual(["model.safetensors", "config.json"]);
    described[2]?.settle(fail("tokenizer_mismatch", "no_tokenizer", {}));
    await settle();
    await choose(session.chooseFiles(chosen("tokenizer.json", "config.json")));
    expect(names(described[3]?.source)).toEqual(["model.safetensors", "tokenizer.json", "config.json"]);
    described[3]?.settle(lacking);
    await settle();
    await choose(session.chooseFiles(chosen("config.json", "model.safetensors")));
    expect(names(described[4]?.source)).toEqual(["config.json", "model.safetensors"]);
  });

  it("are the base of an adapter that was alone, whole as it is", async () => {
    const { session, described, engine } = await openReadyPage();
    engine.addAdapter = async () => fail("unsupported_architecture", "adapter_apart", { path: "x", name: "use_dora" });
    await choose(session.chooseFiles(chosen("lora/adapter_config.json", "lora/tokenizer.json")));
    const adapter = makeNote("lora", {});
    described[1]?.settle(fail("no_usable_files", "adapter_alone", { path: "adapter_config.json", adapter }));
    await settle();
    await choose(session.chooseFiles(chosen("config.json", "model.safetensors", "tokenizer.json")));
    expect(names(described[2]?.source)).toEqual([
      "lora/adapter_config.json",
      "lora/tokenizer.json",
      "lora/base/config.json",
      "lora/base/model.safetensors",
      "lora/base/tokenizer.json",
    ]);
  });

  it("may be a config.json that says how many heads there are", async () => {
    const { session, described } = await openReadyPage();
    await choose(session.chooseFiles(chosen("model.pt")));
    described[1]?.settle(fail("malformed_file", "heads_unknown", { path: "model.pt" }));
    await settle();
    await choose(session.chooseFiles(chosen("config.json")));
    expect(names(described[2]?.source)).toEqual(["model.pt", "config.json"]);
  });

  it("are another model's where the one before was refused for what it is", async () => {
    const { session, described } = await openReadyPage();
    await choose(session.chooseFiles(chosen("model.safetensors")));
    described[1]?.settle(fail("malformed_file", "torch_zip_incomplete", { path: "x" }));
    await settle();
    await choose(session.chooseFiles(chosen("config.json")));
    expect(names(described[2]?.source)).toEqual(["config.json"]);
  });
});

describe("a zip", () => {
  const zip = (path: string) => ({ kind: "archive", file: { path, bytes: new Blob() } }) as const;
  const inside = (name: string) => ({ kind: "files", name, files: [] }) as const;

  it("is unpacked with its name in the status line, and the model in it is looked up", async () => {
    const { session, state, zips, described } = await openReadyPage();
    await choose(session.chooseFiles(zip("gpt2.zip")));
    expect([zips[0]?.file, statusText(state(), en)]).toEqual(["gpt2.zip", "Unpacking gpt2.zip …"]);
    zips[0]?.settle(succeed(inside("gpt2")));
    await settle();
    expect([state().unpacking, described.length]).toEqual([undefined, 2]);
  });

  it("that is refused says why, and the model stays", async () => {
    const { session, state, zips } = await openReadyPage();
    await choose(session.chooseFiles(zip("x.zip")));
    zips[0]?.settle(fail("malformed_file", "torch_zip_incomplete", { path: "x.zip" }));
    await settle();
    expect(state()).toMatchObject({
      notice: makeFailure("malformed_file", "torch_zip_incomplete", { path: "x.zip" }),
      load: { kind: "ready" },
    });
    expect(state().unpacking).toBeUndefined();
  });

  it("that is unpacked after something else was chosen is not opened any more", async () => {
    const { session, state, zips, described } = await openReadyPage();
    await choose(session.chooseFiles(zip("slow.zip")));
    void session.choose(FOREIGN);
    expect(state().unpacking).toBeUndefined();
    zips[0]?.settle(succeed(inside("slow")));
    await settle();
    expect(described).toHaveLength(2);
  });
});
