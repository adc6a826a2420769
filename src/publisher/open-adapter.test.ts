import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nameFailure } from "../contract/name-failure.ts";
import type { Outcome } from "../contract/outcome.ts";
import { adapterKey, type HubTarget, type PublishEdit } from "../contract/publishing.ts";
import type { KeptAdapter, ShelfFiles } from "../store/adapter-shelf.ts";
import { startWritableHub, type WritableHub } from "../testing/hub/writable-hub.ts";
import { EditedAdapter } from "./open-adapter.ts";
import { publisherAt } from "./testing/publisher-at.ts";

const CONFIG = { peft_type: "LORA", r: 8, base_model_name_or_path: "quotes" };
const bytesOf = (text: string) => new TextEncoder().encode(text);
const KEPT: KeptAdapter = {
  version: 1,
  id: "digest base",
  name: "My sea",
  digest: "digest",
  base: "quotes",
  bases: ["state-of-quotes", "other"],
  bytes: 100,
  added: 0,
  before: 90.123,
  after: 31.456,
};
const FILES: ShelfFiles = [
  { path: "adapter_config.json", bytes: bytesOf(JSON.stringify(CONFIG)) },
  { path: "adapter_model.safetensors", bytes: bytesOf("weights") },
];
const TARGET: HubTarget = { repo: "owner/sea", way: "new", isPrivate: false, withSpace: false };
const none = () => undefined;

let hub: WritableHub;
beforeAll(async () => {
  hub = await startWritableHub({ tokens: { hf_pasted: { name: "owner", scopes: ["write-repos"] } } });
});
afterAll(() => hub.close());

function valueIn<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(nameFailure(outcome.failure));
  return outcome.value;
}

async function start() {
  const shelf = {
    list: async () => [KEPT],
    files: async (id: string) => (id === KEPT.id ? FILES : undefined),
  };
  const { publisher } = await publisherAt({ hubUrl: hub.url, files: {}, shelf });
  const opened = valueIn(await publisher.open(adapterKey(KEPT.id)));
  valueIn(await publisher.signInWithToken("hf_pasted"));
  const edit: PublishEdit = { ...opened.edit, license: "mit", base_model: ["owner/quotes"], mayTextsGo: true };
  return { publisher, opened, edit };
}

const filesIn = (repo: string) => hub.written(repo)?.repo.files ?? {};
const textOf = (content: Uint8Array | string = "") =>
  typeof content === "string" ? content : new TextDecoder().decode(content);

describe("an adapter that is published", () => {
  it("is told with what is known of it", async () => {
    const { opened } = await start();
    expect(opened).toMatchObject({ name: "My sea", isAdapter: true, edit: { title: "My sea", license: "" } });
    expect(opened.edit.body).toContain("90.1 without it, 31.5 with it");
  });

  it("goes alone into a repository of its own: PEFT's files, which name the base, its state and a card", async () => {
    const { publisher, edit } = await start();
    const { card, files } = valueIn(await publisher.prepare(edit));
    expect(card).toMatch(/base_model:\s*(- )?owner\/quotes/);
    expect(card).toContain("library_name: peft");
    expect(files.map(({ path }) => path)).toEqual([
      "adapter_config.json",
      "adapter_model.safetensors",
      "hostless-adapter.json",
      "README.md",
    ]);
    expect(valueIn(await publisher.publishToHub(edit, TARGET, none))).toEqual({
      url: `${hub.url}/owner/sea`,
      isNew: true,
    });
    expect(hub.written("owner/sea")?.commits).toHaveLength(1);
    const written = filesIn("owner/sea");
    expect(JSON.parse(textOf(written["adapter_config.json"]))).toEqual({
      ...CONFIG,
      base_model_name_or_path: "owner/quotes",
    });
    expect(JSON.parse(textOf(written["hostless-adapter.json"]))).toEqual({
      format: "hostless-adapter",
      version: 1,
      name: "My sea",
      base: { name: "owner/quotes", id: "state-of-quotes" },
    });
    expect(valueIn(await publisher.publishToHub(edit, TARGET, none)).isNew).toBe(false);
  });

  it("names a base that others find, where one is known, and never a path of its owner's disk", async () => {
    const hubBase = { kind: "hub", repo: "owner/poems" } as const;
    for (const [named, more, base_model, written] of [
      ["gpt2", {}, "openai-community/gpt2", "openai-community/gpt2"],
      ["/home/me/models/quotes", {}, undefined, "quotes"],
      ["C:\\models\\quotes", { source: hubBase }, "owner/poems", "owner/poems"],
    ] as const) {
      const config = bytesOf(JSON.stringify({ ...CONFIG, base_model_name_or_path: named }));
      const files = [{ path: "adapter_config.json", bytes: config }];
      const adapter = new EditedAdapter({ ...KEPT, ...more }, files, { sha256: async () => "0".repeat(64) });
      const { edit } = await adapter.describe();
      expect(edit.base_model).toEqual(base_model === undefined ? [] : [base_model]);
      const [file] = (await adapter.prepare(edit)).files;
      expect(JSON.parse((await file?.content.text()) ?? "")).toMatchObject({ base_model_name_or_path: written });
    }
  });

  it.each(["", "quotes", "/home/me/models/quotes"])(
    "is not sent with %j for a base, which nobody finds",
    async (base) => {
      const { publisher, edit } = await start();
      const said = { ...edit, base_model: base === "" ? [] : [base] };
      expect(await publisher.publishToHub(said, { ...TARGET, repo: "owner/lost" }, none)).toMatchObject({
        failure: { code: "not_published", detail: "no_base", parameters: { base } },
      });
      expect(hub.written("owner/lost")).toBeUndefined();
    },
  );

  it("takes the place of nothing that is there", async () => {
    const { publisher, edit } = await start();
    hub.setRepo("owner/model", { files: { "config.json": "{}" } });
    const outcome = await publisher.publishToHub(edit, { ...TARGET, repo: "owner/model" }, none);
    expect(outcome).toMatchObject({ failure: { detail: "name_taken" } });
  });

  it("is not sent without a licence, nor where nobody said that its texts may go", async () => {
    const { publisher, edit } = await start();
    const target = { ...TARGET, repo: "owner/not-sent" };
    const { mayTextsGo: _may, ...silent } = edit;
    for (const [said, detail] of [
      [{ ...edit, license: "" }, "no_license"],
      [silent, "no_consent"],
      [{ ...edit, mayTextsGo: false }, "no_consent"],
    ] as const)
      expect(await publisher.publishToHub(said, target, none)).toMatchObject({
        failure: { code: "not_published", detail },
      });
    expect(hub.written("owner/not-sent")).toBeUndefined();
  });

  it("is no site", async () => {
    const { publisher, edit } = await start();
    expect(await publisher.makeZip(edit, none)).toMatchObject({ failure: { code: "not_loaded" } });
    expect(await publisher.open(adapterKey("gone"))).toMatchObject({ failure: { code: "model_not_found" } });
  });
});
