import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { saying } from "../../contract/testing/refused.ts";
import { startWritableHub, type WritableHub } from "../../testing/hub/writable-hub.ts";
import { preparePackage } from "../package-files.ts";
import { accountAt, TOKENS } from "../testing/hub-owner.ts";
import { type Files, licensedPackage, sourceOf } from "../testing/package-source.ts";
import { fitRepository } from "./fit-repository.ts";

let hub: WritableHub;
let files: Files;
const REPO = { type: "model", name: "eva/weights" } as const;
beforeAll(async () => {
  files = await licensedPackage();
});
beforeEach(async () => {
  hub = await startWritableHub({ tokens: TOKENS });
});
afterEach(() => hub.close());

async function adapt(there: Record<string, string>, isPullRequest = false) {
  hub.setRepo(REPO.name, { files: there });
  return fitRepository(fetch, accountAt(hub.url), REPO, sourceOf(files), isPullRequest);
}

async function ownConfig(): Promise<Record<string, unknown>> {
  const text = await sourceOf(files).read("config.json");
  return JSON.parse((await text?.text()) ?? "");
}

describe("fitRepository", () => {
  it("keeps every entry of a checkpoint's configuration, and a stranger's card", async () => {
    const { vocab_size } = await ownConfig();
    const config = { vocab_size, architectures: ["Own"], torch_dtype: "float16", task_specific_params: { a: 1 } };
    const there = {
      "config.json": JSON.stringify(config),
      "README.md": "---\nlicense: cc0-1.0\n---\n\n# Eva's\n\nHers.\n",
    };
    const { changed, obsolete } = await adapt(there, true);
    expect(JSON.parse(changed["config.json"] ?? "")).toEqual({ ...(await ownConfig()), ...config });
    expect(obsolete).toEqual([]);
    const made = await preparePackage(sourceOf(files), {}, changed);
    expect(made.card).toMatchObject({ license: "cc0-1.0", text: expect.stringContaining("# Eva's\n\nHers.\n") });
    expect((await adapt(there)).changed["README.md"]).toBeUndefined();
  });

  it("lets parts of an older package go, and keeps what is nobody's", async () => {
    const old = { files: [{ path: "onnx/model_q4.onnx" }, { path: "config.json" }] };
    const there = { "config.json": '{"vocab_size":1}', "manifest.json": JSON.stringify(old), "notes.txt": "mine" };
    expect(await adapt(there)).toEqual({ changed: {}, obsolete: ["onnx/model_q4.onnx"] });
  });

  it("changes nothing where nothing is there", async () => {
    expect(await adapt({})).toEqual({ changed: {}, obsolete: [] });
  });

  it("refuses a repository with a model of another size", async () => {
    await expect(adapt({ "config.json": '{"n_embd":768}' })).rejects.toThrow(
      saying("n_embd is 768 there and 64 in the package"),
    );
  });
});
