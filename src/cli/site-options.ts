import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { refuseAbout } from "../contract/refuse-file.ts";
import { parseSiteSettings, type SiteSettings } from "../contract/site-settings.ts";
import type { PublishedFile } from "../publish/package-files.ts";
import { type CommandOption, type OptionValues, textOf } from "./command.ts";

/** Settings that are a text each, by their flags. */
const TEXTS = {
  "site-title": "title",
  "short-name": "short_name",
  model: "model",
  "hub-url": "hub_url",
  "oauth-client-id": "oauth_client_id",
  "source-url": "source_url",
  "feedback-url": "feedback_url",
} as const;
const COLORS = { accent: "accent", "accent-dark": "accent_dark", page: "page", "page-dark": "page_dark" } as const;

/** What an owner says of a site, as flags, beside its title and its model. */
export const SITE_OPTIONS: readonly CommandOption[] = [
  { name: "short-name", value: "TEXT", help: "Name below the icon of the installed app; at most 30 characters." },
  { name: "accent", value: "#RRGGBB", help: "Colour of buttons and links; it must be readable on the page." },
  { name: "accent-dark", value: "#RRGGBB", help: "The same in dark; made of the light one if it is left out." },
  { name: "page", value: "#RRGGBB", help: "Colour of the page." },
  { name: "page-dark", value: "#RRGGBB", help: "The same in dark." },
  { name: "icon", value: "FILE", help: "Icon of page and app: an SVG, or a square PNG of 192 pixels or more." },
  { name: "hub-url", value: "URL", help: "Hub that models come from, where it is not Hugging Face's." },
  {
    name: "hub-hosts",
    value: "URL,URL",
    help: "With --hub-url: the hosts of that Hub's large files; those of Hugging Face's Hub if it is left out.",
  },
  { name: "oauth-client-id", value: "ID", help: "Id of the site at the Hub, for signing in to publish." },
  { name: "source-url", value: "URL", help: "Where the sources are: the link Source." },
  {
    name: "feedback-url",
    value: "URL",
    help: "Where visitors report a sentence: https: or mailto:, with {prompt}, {text}, {seed}, {model}, {link} where they belong.",
  },
];

/** Settings as they were, with those of the flags; an empty text takes one away. @throws Refusal `malformed_file`, `bad_request` */
export async function settingsOf(
  before: SiteSettings,
  values: OptionValues,
): Promise<{ readonly settings: SiteSettings; readonly added: readonly PublishedFile[] }> {
  const file = textOf(values, "icon");
  const icon = file === undefined || file === "" ? undefined : await readIcon(file);
  const texts: Change[] = [...changesOf(TEXTS, values), ...(file === undefined ? [] : [["icon", icon?.path] as const])];
  const colors = merge(before.colors ?? {}, changesOf(COLORS, values));
  const { colors: _old, ...others } = before;
  const hosts = textOf(values, "hub-hosts");
  const listed = hosts === undefined ? {} : { hub_hosts: hosts === "" ? undefined : hosts.split(",") };
  const merged = { ...merge(others, texts), ...listed, ...(Object.keys(colors).length > 0 && { colors }) };
  // What was typed is checked like a file.
  const settings = parseSiteSettings(JSON.stringify(merged));
  return { settings, added: icon === undefined ? [] : [icon] };
}

/** @throws Refusal `bad_request` where it cannot be read */
async function readIcon(file: string): Promise<PublishedFile> {
  const bytes = await readFile(file).catch(() => {
    throw refuseAbout("bad_request", file, "unreadable_file", {});
  });
  return { path: `icons/site${extname(file).toLowerCase()}`, content: new Blob([Uint8Array.from(bytes)]) };
}

type Change = readonly [name: string, value: string | undefined];

function changesOf(names: Readonly<Record<string, string>>, values: OptionValues): Change[] {
  return Object.entries(names).flatMap(([flag, name]): Change[] => {
    const text = textOf(values, flag);
    return text === undefined ? [] : [[name, text === "" ? undefined : text]];
  });
}

function merge(before: object, changes: readonly Change[]): Readonly<Record<string, unknown>> {
  const merged = new Map<string, unknown>(Object.entries(before));
  for (const [name, value] of changes) {
    if (value === undefined) merged.delete(name);
    else merged.set(name, value);
  }
  return Object.fromEntries(merged);
}
