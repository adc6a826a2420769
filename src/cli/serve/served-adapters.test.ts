import { cpSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { createApiHost } from "../../bridge/api-host.ts";
import type { ApiHost } from "../../contract/api/host.ts";
import { saying } from "../../contract/testing/refused.ts";
import { readCheckpoint } from "../../convert/read/read-checkpoint.ts";
import { fixtureFiles } from "../../convert/read/testing/checkpoints.ts";
import { writePackage } from "../../convert/testing/convert-fixture.ts";
import { ask, get } from "../../api/testing/ask.ts";
import { runCli } from "../testing/run-cli.ts";
import { createBatchEngine } from "./batch-engine.ts";
import { adapterPlaces } from "./served-adapters.ts";
import { openServedModel } from "./served-model.ts";

const ADAPTERS = "fixtures/adapters";
const silent = { stdout: { write: () => true }, stderr: { write: () => true } };
const PROMPT = { prompt: "the", temperature: 0, max_tokens: 12 };
let model = "";

/** The API before the model and some adapters, as the server has it. */
async function serve(...adapter: string[]): Promise<ApiHost> {
  const opened = await openServedModel({ model, dtype: "q8", adapter }, silent);
  const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));
  const engine = createBatchEngine(opened, { now: () => 0, breathe, randomSeed: () => 0 });
  let run = 0;
  return createApiHost({
    engine,
    model: () => ({ model: opened.info }),
    nextRun: () => run++,
    now: () => 0,
    most: 100,
  });
}

async function complete(host: ApiHost, body: object) {
  const response = await ask("v1/completions", { ...PROMPT, ...body }, host);
  return { status: response.status, body: await response.json() };
}

const textOf = async (host: ApiHost, name?: string) =>
  (await complete(host, name === undefined ? {} : { model: name })).body.choices[0].text;

beforeAll(async () => {
  model = await writePackage(await readCheckpoint(fixtureFiles("plain", "safetensors")), ["q8"]);
});

describe("a server with adapters", () => {
  it("writes with each what generate writes with it, and without what the model writes", async () => {
    const host = await serve(`${ADAPTERS}/all-linear`, `letters=${ADAPTERS}/c-attn`);
    const line = ["--prompt", "the", "--no-do-sample", "--max-new-tokens", "12", "--json", "--no-token-healing"];
    const written = async (...more: string[]) =>
      JSON.parse(
        (await runCli("generate", "--model", model, "--dtype", "q8", ...more, ...line)).out,
      ).generated_text.slice("the".length);
    const texts = [await textOf(host), await textOf(host, "all-linear"), await textOf(host, "letters")];
    expect(texts).toEqual([
      await written(),
      await written("--adapter", `${ADAPTERS}/all-linear`),
      await written("--adapter", `${ADAPTERS}/c-attn`),
    ]);
    expect(new Set(texts).size).toBeGreaterThan(1);
    const models = await (await get("v1/models", host)).json();
    expect(models.data.map(({ id }: { id: string }) => id)).toEqual([basename(model), "all-linear", "letters"]);
    expect((await get("v1/models/letters", host)).status).toBe(200);
  });

  it("gives calls of all names at once the texts that each gets alone, whole and streamed", async () => {
    const host = await serve(`a=${ADAPTERS}/all-linear`, `b=${ADAPTERS}/c-attn`);
    const names = ["a", undefined, "b", "b", "a", basename(model), "a", undefined, "b"];
    const alone = new Map<string | undefined, string>();
    for (const name of new Set(names)) alone.set(name, await textOf(host, name));
    const together = await Promise.all(names.map((name) => textOf(host, name)));
    expect(together).toEqual(names.map((name) => alone.get(name)));
    const stream = await ask("v1/completions", { ...PROMPT, model: "a", stream: true }, host);
    const events = (await stream.text()).split("\n\n").filter((event) => event.startsWith("data: {"));
    const chunks = events.map((event) => JSON.parse(event.slice("data: ".length)));
    expect(chunks.map(({ choices: [choice] }) => choice.text).join("")).toBe(alone.get("a"));
    expect(new Set(chunks.map((chunk) => chunk.model))).toEqual(new Set(["a"]));
  });

  it("answers by the name that was asked for, scores with it, and knows no other", async () => {
    const host = await serve(`a=${ADAPTERS}/all-linear`);
    expect((await complete(host, { model: "a" })).body.model).toBe("a");
    expect((await complete(host, {})).body.model).toBe(basename(model));
    const unknown = await complete(host, { model: "c" });
    expect([unknown.status, unknown.body.error.code]).toEqual([404, "model_not_found"]);
    for (const route of ["perplexity", "alternatives"]) {
      const answer = async (more: object) => (await ask(route, { text: "the old man", ...more }, host)).text();
      expect(await answer({ model: "a" })).not.toBe(await answer({}));
      expect(await answer({ model: basename(model) })).toBe(await answer({}));
      expect((await ask(route, { text: "the", model: "c" }, host)).status).toBe(404);
    }
  });

  it("obeys the settings that lie beside an adapter, for it alone", async () => {
    const folder = mkdtempSync(join(tmpdir(), "hostless-adapter-"));
    cpSync(`${ADAPTERS}/c-attn`, folder, { recursive: true });
    writeFileSync(join(folder, "generation_config.json"), '{"max_new_tokens":3}');
    const host = await serve(`own=${folder}`, `b=${ADAPTERS}/c-attn`);
    const tokens = async (name?: string) => {
      const body = { prompt: "the", temperature: 0, ...(name !== undefined && { model: name }) };
      return (await (await ask("v1/completions", body, host)).json()).usage.completion_tokens;
    };
    expect([await tokens("own"), await tokens("b"), await tokens()]).toEqual([3, 16, 16]);
  });

  it("is refused what cannot lie beside the model", async () => {
    await expect(serve(`${ADAPTERS}/dora`)).rejects.toEqual(saying(/changes weights of the base/));
    await expect(serve("missing")).rejects.toEqual(saying(/missing/));
  });
});

describe("adapterPlaces", () => {
  it("has the folder's name where none is given", () => {
    expect(adapterPlaces({ adapter: ["a/poems/", "x=b/poems", "./c=d/e"] }, "quotes")).toEqual([
      { name: "poems", folder: "a/poems/" },
      { name: "x", folder: "b/poems" },
      { name: "e", folder: "./c=d/e" },
    ]);
    expect(adapterPlaces({}, "quotes")).toEqual([]);
  });

  it.each([
    [["poems", "x/poems"], /poems is another one's name/],
    [["quotes"], /quotes is another one's name/],
    [["x=a", "x=b"], /x is another one's name/],
    [["x="], /folder behind the name/],
  ])("refuses %j", (adapter, message) => {
    expect(() => adapterPlaces({ adapter }, "quotes")).toThrow(message);
  });
});
