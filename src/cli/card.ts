import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Note } from "../contract/outcome.ts";
import { describeInEnglish } from "../contract/tell-in-english.ts";
import { CARD } from "../publish/card/card-document.ts";
import type { CardFields } from "../publish/card/card-fields.ts";
import { preparePackage } from "../publish/package-files.ts";
import {
  type Command,
  type CommandOption,
  type OptionValues,
  requiredFolder,
  textOf,
  textsOf,
  UsageError,
} from "./command.ts";
import { folderSource } from "./publish/folder-source.ts";

/** What an owner says of a model, as flags. */
export const CARD_OPTIONS: readonly CommandOption[] = [
  { name: "license", value: "ID", help: "Licence, as the Hub names it, such as mit." },
  { name: "title", value: "TEXT", help: "Title." },
  { name: "summary", value: "TEXT", help: "One line on what the model writes." },
  { name: "language", value: "CODE", multiple: true, help: "Language, such as en; may be given several times." },
  { name: "base-model", value: "OWNER/NAME", help: "Model that it was trained from." },
];

export const card: Command = {
  name: "card",
  summary: "Check a package's model card, and complete it from what the package knows.",
  usage: "card DIR [options]",
  options: [...CARD_OPTIONS, { name: "write", help: "Write the completed card, and its line in manifest.json." }],
  examples: ["hostless card package", "hostless card package --license mit --language en --write"],
  async run(values, positionals, io) {
    const folder = requiredFolder(positionals);
    const fields = fieldsOf(values);
    const made = await preparePackage(await folderSource(folder), fields);
    const before = await readFile(join(folder, CARD), "utf8").catch(() => "");
    for (const line of tellNotes(made.card.notes)) io.stderr.write(`${line}\n`);
    if (values["write"] !== true) return void io.stdout.write(made.card.text);
    // The manifest last: until then it names the old card.
    for (const name of [CARD, "manifest.json"]) {
      const file = made.files.find(({ path }) => path === name);
      if (file && made.card.text !== before) await writeFile(join(folder, name), await file.content.text());
    }
    io.stdout.write(made.card.text === before ? "The card is complete.\n" : `Wrote ${join(folder, CARD)}.\n`);
  },
};

/** @throws UsageError */
export function fieldsOf(values: OptionValues): CardFields {
  const license = textOf(values, "license");
  if (license !== undefined && !/^[\w.-]+$/.test(license))
    throw new UsageError(`--license ${license}: give an identifier, such as mit.`);
  const base = textOf(values, "base-model");
  if (base !== undefined && !/^[\w.-]+\/[\w.-]+$/.test(base))
    throw new UsageError(`--base-model ${base}: give owner/name.`);
  const language = textsOf(values, "language");
  const [title, summary] = [textOf(values, "title"), textOf(values, "summary")];
  return {
    ...(license !== undefined && { license }),
    ...(base !== undefined && { base_model: [base] }),
    ...(language.length > 0 && { language }),
    ...(title !== undefined && { title }),
    ...(summary !== undefined && { summary }),
  };
}

export function tellNotes(notes: readonly Note[]): string[] {
  return notes.map((note) => describeInEnglish(note));
}
