import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import * as v from "valibot";
import { DTYPES, type Dtype } from "../contract/dtypes.ts";
import type { ModelManifest } from "../contract/manifest.ts";
import { toOutcome } from "../contract/outcome.ts";
import { MODELS_FOLDER, siteModelName } from "../contract/own-model.ts";
import { parseManifest } from "../contract/parse-manifest.ts";
import { describeInEnglish } from "../contract/tell-in-english.ts";
import type { AddedFiles } from "../convert/read/read-checkpoint.ts";
import { CARD } from "../publish/card/card-document.ts";
import { completeCard } from "../publish/card/complete-card.ts";
import { tellNotes } from "./card.ts";
import { type Command, choice, type OptionValues, refuseStray, requiredText, textOf, UsageError } from "./command.ts";
import { convertFolder } from "./convert-folder.ts";
import { topFiles } from "./file-bytes.ts";
import { localFolder } from "./hub/local-folder.ts";
import { lighterBeside, tellLeftBehind } from "./left-behind.ts";
import { qualityTable } from "./quality-table.ts";

export const convert: Command = {
  name: "convert",
  summary: "Turn a GPT-2 checkpoint (safetensors, PyTorch, TensorFlow, flax, GGUF, llm.c) into a model package.",
  usage: "convert DIR|FILE|hf:OWNER/NAME --out DIR [options]",
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
    "hostless convert hf:me/my-gpt2 --out package",
    "hostless convert my-gpt2 --out package --dtypes q8,q4 --eval heldout.txt",
  ],
  async run(values, [given, ...rest], io) {
    refuseStray(rest, "one checkpoint is converted");
    if (given === undefined)
      throw new UsageError("The checkpoint is missing: name its folder, file or archive (zip, tar, tar.gz).");
    const out = requiredText(values, "out");
    const options = {
      out,
      dtypes: dtypesOf(textOf(values, "dtypes") ?? "q8"),
      force: values["force"] === true,
      text: textOf(values, "eval"),
      base: textOf(values, "base"),
      name: textOf(values, "name"),
      ...sourceOf(textOf(values, "source")),
      ...licenseOf(textOf(values, "license")),
      ...lighterOf(textOf(values, "lighter")),
      added: await addedOf(values),
    };
    const checkpoint = await localFolder(given, { use: "checkpoint", env: process.env, io });
    const before = await lighterBeside(out);
    const notes = await convertFolder({ ...checkpoint, ...options }, io);
    for (const note of notes) io.stderr.write(`${describeInEnglish(note)}\n`);
    const text = await readFile(join(out, "manifest.json"), "utf8");
    const manifest = parseManifest(text);
    io.stdout.write(values["json"] ? text : `${[...qualityTable(manifest), `Wrote ${out}.`].join("\n")}\n`);
    const left = await tellLeftBehind(out, before);
    for (const line of [...(left === undefined ? [] : [left]), ...(await nextSteps(out, manifest))])
      io.stderr.write(`${line}\n`);
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
  const around = siteAround(out);
  const next = around === undefined ? `publish ${out} --to hf:OWNER/NAME${named}` : `site ${around}`;
  return [...tellNotes(lacks), `Next: hostless ${next}`];
}

/** The built site among whose models a package lies; branding it anew lists them. */
function siteAround(out: string): string | undefined {
  const around = join(out, "../..");
  const isModel = basename(dirname(resolve(out))) === MODELS_FOLDER;
  return isModel && existsSync(join(around, "sw.js")) ? around : undefined;
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
