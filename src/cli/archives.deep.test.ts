import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { zipSync } from "fflate";
import { beforeAll, describe, expect, it } from "vitest";
import { knownForm } from "../convert/read/testing/known-forms.ts";
import { inTensorflow } from "../convert/read/testing/other-forms.ts";
import { writeTar } from "../testing/write-tar.ts";
import { runCli } from "./testing/run-cli.ts";

const { files, expected } = knownForm("english");
type Entries = Readonly<Record<string, Uint8Array>>;

async function entriesOf(given: typeof files, folder: string): Promise<Entries> {
  const read = given.map(async ({ path, bytes }) => {
    return [`${folder}/${path}`, new Uint8Array(await bytes.arrayBuffer())] as const;
  });
  return Object.fromEntries(await Promise.all(read));
}
const tarred = (entries: Entries) => writeTar(Object.entries(entries).map(([name, content]) => ({ name, content })));

let root = "";
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "archives-"));
});

async function convert(name: string, archive: Uint8Array) {
  const place = join(root, name);
  await writeFile(place, archive);
  const model = join(root, `${name}-package`);
  return { model, ...(await runCli("convert", place, "--out", model, "--dtypes", "fp32", "--json")) };
}

describe("an archive on the command line", () => {
  it.each<[string, (entries: Entries) => Uint8Array]>([
    ["my-gpt2.zip", (entries) => zipSync(entries)],
    ["my-gpt2.tar", tarred],
    ["my-gpt2.tar.gz", (entries) => gzipSync(tarred(entries))],
    ["my-gpt2.tgz", (entries) => gzipSync(tarred(entries))],
  ])("is converted, and writes what transformers writes: %s", async (name, pack) => {
    const { model, code, out, err } = await convert(name, pack(await entriesOf(files, "out/my-gpt2")));
    expect(code, err).toBe(0);
    const line = ["--model", model, "--dtype", "fp32", `--prompt=${expected.prompt}`, "--no-do-sample"];
    const written = await runCli("generate", ...line, "--max-new-tokens", `${expected.greedy.length}`, "--json");
    expect(JSON.parse(written.out).token_ids).toEqual(expected.greedy);
    expect(JSON.parse(out).name).toBe("my-gpt2");
  });

  it("may hold a model in another program's form", async () => {
    const entries = await entriesOf(await inTensorflow(files), "checkpoint/run1");
    expect((await convert("run.tar", tarred(entries))).code).toBe(0);
  });

  it.each<[string, string, Uint8Array, string]>([
    ["without a model", "photos.zip", zipSync({ "a.png": new Uint8Array(9) }), "photos.zip"],
    ["that is cut short", "cut.zip", zipSync({ "config.json": new Uint8Array(900) }).slice(0, 40), "cut.zip"],
    ["that is none", "none.tar.gz", new Uint8Array(2000).fill(7), "none.tar.gz"],
    ["with another in it", "outer.zip", zipSync({ "m.tar.gz": new Uint8Array(9) }), "m.tar.gz"],
  ])("%s is refused by name", async (_name, path, bytes, said) => {
    const { code, err } = await convert(path, bytes);
    expect(code).toBe(1);
    expect(err).toContain(said);
  });
});
