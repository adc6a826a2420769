import * as v from "valibot";
import { type PublishedDefaults, publishedDefaults } from "../contract/publishing.ts";

/** Name of the file with a model's own parameters. */
export const DEFAULTS = "generation_config.json";

const anyObject = v.looseObject({});

/**
 * `generation_config.json` with these defaults; all else in it stays as it is.
 * @param text the file; `undefined` where there is none
 * @returns `undefined` where nothing would change
 */
export function changeDefaults(text: string | undefined, defaults: PublishedDefaults): string | undefined {
  const before = parseObject(text);
  const after: Record<string, unknown> = { ...before };
  for (const name of Object.keys(publishedDefaults.entries)) {
    const value = new Map(Object.entries(defaults)).get(name);
    if (value === undefined) delete after[name];
    else after[name] = value;
  }
  if (JSON.stringify(after) === JSON.stringify(before)) return undefined;
  return `${JSON.stringify(after, undefined, 2)}\n`;
}

/** Those of a package's defaults that its owner may change; one out of its limits counts as none. */
export function readPublishedDefaults(text: string | undefined): PublishedDefaults {
  const found: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(publishedDefaults.entries)) {
    const value = parseObject(text)[name];
    if (value !== null && v.is(schema, value)) found[name] = value;
  }
  return v.parse(publishedDefaults, found);
}

function parseObject(text: string | undefined): Readonly<Record<string, unknown>> {
  try {
    return v.parse(anyObject, JSON.parse(text ?? "{}"));
  } catch {
    return {};
  }
}
