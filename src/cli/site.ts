import { parseSiteSettings, SITE_SETTINGS } from "../contract/site-settings.ts";
import { type Command, readUserFile, requiredFolder, textOf } from "./command.ts";
import { brandFolder, readSettings } from "./publish/brand-folder.ts";
import { SITE_OPTIONS, settingsOf } from "./site-options.ts";

export const site: Command = {
  name: "site",
  summary: "Give a built site its owner's title, colours, icon, model and addresses.",
  usage: "site DIR [options]",
  options: [
    { name: "title", value: "TEXT", help: "What the site is called; at most 80 characters." },
    {
      name: "model",
      value: "NAME",
      help: "Model that it opens with: a folder of its models/, or owner/name of the Hub.",
    },
    ...SITE_OPTIONS,
    {
      name: "settings",
      value: "FILE",
      help: `Take the settings of this file instead of those of DIR/${SITE_SETTINGS}.`,
    },
  ],
  examples: [
    'hostless site dist --title "My poems" --accent "#7a1f5c" --icon logo.svg',
    "hostless site dist --feedback-url mailto:me@example.org",
    'hostless site dist --feedback-url ""',
    "hostless site dist",
  ],
  async run(values, positionals, io) {
    const folder = requiredFolder(positionals);
    const file = textOf(values, "settings");
    const before = file === undefined ? await readSettings(folder) : parseSiteSettings(await readUserFile(file), file);
    const title = textOf(values, "title");
    const { settings, added } = await settingsOf(before, {
      ...values,
      ...(title !== undefined && { "site-title": title }),
    });
    const written = await brandFolder(folder, settings, added);
    io.stdout.write(`${JSON.stringify(settings, undefined, 2)}\n`);
    io.stderr.write(`${folder}: ${written} files written.\n`);
  },
};
