import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { makeZip } from "client-zip";
import { expect, it } from "vitest";
import { runCli } from "../cli/testing/run-cli.ts";
import type { Outcome } from "../contract/outcome.ts";
import type { Trainer } from "../contract/training.ts";
import { unzipModel } from "../store/unzip-model.ts";
import { tinyPackage } from "../testing/tiny-package.ts";
import { nodeTrainer, pickedPackage } from "./testing/node-trainer.ts";

const WORDS = ["red", "blue", "green", "gold", "grey", "pink"];
const TEXTS = WORDS.flatMap((one) => WORDS.map((other) => `${one} and ${other}`)).join("\n");

const NAMES = ["adapter_config.json", "adapter_model.safetensors"];

function unwrap<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(JSON.stringify(outcome.failure));
}

// What `npm run check:finetune` proves of the command line, in Python, holds of the page, too.
it("the page's file has the very bytes that the command line writes for PEFT, and opens those of the command line", async () => {
  const files = await tinyPackage(["q8"]);
  const folder = await mkdtemp(join(tmpdir(), "same-adapter-"));
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(folder, "base", path)), { recursive: true });
    await writeFile(join(folder, "base", path), bytes);
  }
  await writeFile(join(folder, "texts.txt"), TEXTS);
  const [base, texts, out] = ["base", "texts.txt", "out"].map((name) => join(folder, name));
  if (base === undefined || texts === undefined || out === undefined) throw new Error();
  const line = ["--base", base, "--texts", texts, "--out", out, "--base-name", "tiny", "--rank", "4", "--epochs", "2"];
  expect(await runCli("finetune", ...line)).toMatchObject({ code: 0 });

  const trainer = nodeTrainer();
  unwrap(await trainer.openModel(pickedPackage("tiny", files)));
  unwrap(await trainer.readTexts({ name: "texts.txt", bytes: new Blob([TEXTS]), layout: "auto" }));
  unwrap(await trainer.teach({ rank: 4, epochs: 2, seed: 1 }, () => {}));
  const written = await Promise.all(NAMES.map(async (name) => ({ name, input: await readFile(join(out, name)) })));
  expect(await savedBy(trainer)).toEqual(written.map(({ input }) => input.toString("base64")));

  const elsewhere = nodeTrainer();
  unwrap(await elsewhere.openModel(pickedPackage("tiny", files)));
  const zip = new Blob([await new Response(makeZip(written)).arrayBuffer()]);
  unwrap(await elsewhere.openAdapter({ path: "out.zip", bytes: zip }));
  expect(unwrap(await elsewhere.write("red", 3))).toEqual(unwrap(await trainer.write("red", 3)));
});

/** What the page saves of each of the files. */
async function savedBy(trainer: Trainer): Promise<readonly string[]> {
  const zip = unwrap(await trainer.saveAdapter("mine"));
  const saved = await unzipModel({ path: zip.name, bytes: zip.bytes });
  const bytesOf = async (name: string) => saved.find(({ path }) => path === name)?.bytes.arrayBuffer();
  return Promise.all(
    NAMES.map(async (name) => Buffer.from((await bytesOf(name)) ?? new ArrayBuffer(0)).toString("base64")),
  );
}
