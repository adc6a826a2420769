import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import * as v from "valibot";
import { ARCHIVE } from "../contract/archive.ts";
import { DTYPES, type Dtype, type ModelManifest } from "../contract/manifest.ts";
import { toOutcome } from "../contract/outcome.ts";
import { siteModelName } from "../contract/own-model.ts";
import { parseManifest } from "../contract/parse-manifest.ts";
import { describeInEnglish } from "../contract/tell-in-english.ts";
import type { Checkpoint } from "../convert/checkpoint.ts";
import { type Evaluator, fitText } from "../convert/evaluate/evaluate.ts";
import { SAMPLE_TEXT } from "../convert/evaluate/sample-text.ts";
import { convertCheckpoint } from "../convert/package.ts";
import { type AddedFiles, readCheckpoint } from "../convert/read/read-checkpoint.ts";
import { measureQuality } from "../generate/measure-quality.ts";
import { startTokens } from "../generate/start-tokens.ts";
import { createMultiply } from "../kernel/create-multiply.ts";
import { CARD } from "../publish/card/card-document.ts";
import { completeCard } from "../publish/card/complete-card.ts";
import { createTokenizer } from "../runtime/tokenizer.ts";
import { tellNotes } from "./card.ts";
import {
  type Command,
  choice,
  type Io,
  type OptionValues,
  refuseStray,
  requiredText,
  textOf,
  UsageError,
  readUserFile,
} from "./command.ts";
import { filesWithBase } from "./find-base.ts";
import { openFolder } from "./folder-files.ts";
import { topFiles } from "./open-model.ts";
import { kernelModule, openOnKernel, openPass } from "./open-pass.ts";
import { PackageFolder } from "./package-folder.ts";
import { ProgressBar } from "./progress-bar.ts";
import { qualityTable } from "./quality-table.ts";

export const convert: Command = {
  name: "convert",
  summary: "Turn a GPT-2 checkpoint (safetensors, PyTorch, TensorFlow, flax, GGUF, llm.c) into a model package.",
  usage: "convert DIR|FILE --out DIR [options]",
  options: [
    { name: "out", value: "DIR", help: "Folder to write the package to." },
    { name: "dtypes", value: "LIST", help: `Of ${DTYPES.join(", ")}, with commas between. Default q8.` },
    { name: "tokenizer", value: "PATH", help: "Folder or file of the tokenizer, instead of what is in DIR." },
    { name: "eval", value: "FILE", help: "Text to measure the quality on, instead of a short one that is built in." },
    { name: "name", value: "NAME", help: "Name to show. Default: that of the checkpoint's folder or archive." },
    { name: "source", value: "OWNER/NAME@COMMIT", help: "Where the checkpoint came from, for the manifest." },
    {
      name: "license",
      value: "ID",
      help: "License for the card, as the Hub names it, where the checkpoint has no card.",
    },
    { name: "lighter", value: "NAME", help: "Folder beside DIR with a smaller package, which begins on slow lines." },
    { name: "base", value: "DIR", help: "Checkpoint that the adapter in DIR was trained on, where it is not found." },
    { name: "lora-alpha", value: "N", help: "lora_alpha of an adapter inside weights without adapter_config.json." },
    { name: "force", help: "Replace a package that is there already." },
    { name: "json", help: "Print the manifest as JSON." },
  ],
  examples: [
    "hostless convert my-gpt2 --out package",
    "hostless convert my-gpt2.tar.gz --out package",
    "hostless convert my-adapter --base gpt2 --out package",
    "hostless convert my-gpt2 --out package --dtypes q8,q4 --eval heldout.txt",
  ],
  async run(values, [checkpointFolder, ...rest], io) {
    refuseStray(rest, "one checkpoint is converted");
    if (checkpointFolder === undefined)
      throw new UsageError("The checkpoint is missing: name its folder, file or archive (zip, tar, tar.gz).");
    const out = requiredText(values, "out");
    const dtypes = dtypesOf(textOf(values, "dtypes") ?? "q8");
    const source = sourceOf(textOf(values, "source"));
    const license = licenseOf(textOf(values, "license"));
    const lighter = lighterOf(textOf(values, "lighter"));
    const bar = new ProgressBar(io.stderr);
    bar.show("Reading");
    const checkpoint = await readCheckpoint(
      await filesWithBase(checkpointFolder, out, textOf(values, "base")),
      await addedOf(values),
    );
    const folder = await PackageFolder.create(out, values["force"] === true);
    try {
      const evaluator = await evaluatorOf(checkpoint, folder.path, values, io);
      const name = textOf(values, "name") ?? basename(resolve(checkpointFolder)).replace(ARCHIVE, "");
      const options = { ...license, ...lighter, name, dtypes, sha256: hexDigest, evaluator, ...source };
      const files = convertCheckpoint(checkpoint, options, (progress) =>
        bar.show(progress.step === "tensors" ? "Converting" : "Measuring the quality", progress.fraction),
      );
      for await (const file of files) await folder.write(file);
      await folder.finish();
    } catch (error) {
      folder.discard();
      throw error;
    } finally {
      bar.clear();
    }
    for (const note of checkpoint.notes ?? []) io.stderr.write(`${describeInEnglish(note)}\n`);
    const text = await readFile(join(out, "manifest.json"), "utf8");
    const manifest = parseManifest(text);
    io.stdout.write(values["json"] ? text : `${[...qualityTable(manifest), `Wrote ${out}.`].join("\n")}\n`);
    for (const line of await nextSteps(out, manifest)) io.stderr.write(`${line}\n`);
  },
};

/** What the card lacks, and how the package gets to an address. A card that cannot be read is told where it is published. */
async function nextSteps(out: string, manifest: ModelManifest): Promise<string[]> {
  const text = await readFile(join(out, CARD), "utf8");
  const { notes, license } = await toOutcome(() => completeCard(text, manifest)).then((card) =>
    card.ok ? card.value : { notes: [], license: undefined },
  );
  const lacks = notes.filter(({ detail }) => detail === "card_lacks");
  const named = license === undefined ? " --license ID" : "";
  return [...tellNotes(lacks), `Next: hostless publish ${out} --to hf:OWNER/NAME${named}`];
}

async function addedOf(values: OptionValues): Promise<AddedFiles> {
  const tokenizer = textOf(values, "tokenizer");
  return {
    ...(tokenizer !== undefined && { tokenizer: await topFiles(tokenizer) }),
    ...alphaOf(textOf(values, "lora-alpha")),
  };
}

function dtypesOf(list: string): Dtype[] {
  return [...new Set(list.split(",").map((name) => choice("dtypes", name.trim(), DTYPES)))];
}

function licenseOf(license: string | undefined): { license?: string } {
  if (license === undefined) return {};
  if (!/^[\w.-]+$/.test(license)) throw new UsageError(`--license ${license}: give an identifier, such as mit.`);
  return { license };
}

function lighterOf(name: string | undefined): { lighter?: string } {
  if (name === undefined) return {};
  if (!v.is(siteModelName, name))
    throw new UsageError(`--lighter ${name}: give the name of a folder, such as quotes-small.`);
  return { lighter: name };
}

function alphaOf(text: string | undefined): AddedFiles {
  if (text === undefined) return {};
  const loraAlpha = Number(text);
  if (text.trim() === "" || !Number.isFinite(loraAlpha)) throw new UsageError(`--lora-alpha ${text}: give a number.`);
  return { loraAlpha };
}

function sourceOf(text: string | undefined): { source?: { repo: string; commit: string } } {
  if (text === undefined) return {};
  const [repo = "", commit = ""] = text.split("@");
  if (!/^[\w.-]+\/[\w.-]+$/.test(repo) || commit === "")
    throw new UsageError(`--source ${text}: give owner/name@commit.`);
  return { source: { repo, commit } };
}

async function hexDigest(bytes: Uint8Array): Promise<string> {
  return createHash("sha256").update(bytes).digest("hex");
}

/** q8 is measured on the kernel, which is what runs it in the page; the others on the runtime that they are for. */
async function evaluatorOf(
  checkpoint: Checkpoint,
  out: string,
  values: OptionValues,
  { stderr }: Io,
): Promise<Evaluator> {
  const file = textOf(values, "eval");
  const text = file === undefined ? SAMPLE_TEXT : await readUserFile(file);
  const codec = createTokenizer(checkpoint.tokenizer, checkpoint.config.vocab_size);
  const all = [...startTokens(codec, checkpoint.generationConfig.bos_token_id), ...codec.encode(text)];
  const ids = fitText(checkpoint.config, all, file === undefined ? "builtIn" : "given");
  if (file !== undefined && ids.length < all.length) {
    stderr.write(`The quality is measured on the first ${ids.length} of ${all.length} tokens of ${file}.\n`);
  }
  return {
    ids,
    async open(dtype) {
      const files = await openFolder(out);
      if (dtype !== "q8") return openPass(files, dtype, "onnx-wasm");
      return (await openOnKernel(files, dtype, (note) => stderr.write(`${note}\n`))).pass;
    },
    multiply: await createMultiply(await kernelModule()),
    measure: measureQuality,
  };
}
