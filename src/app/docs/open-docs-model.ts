import { findNamed } from "../../contract/find-named.ts";
import type { Engine } from "../../contract/engine.ts";
import { isSameSource, type ModelSource } from "../../contract/model-source.ts";
import { type Failure, makeFailure, type Outcome, succeed } from "../../contract/outcome.ts";
import { nameOfSource } from "../../contract/own-model.ts";
import { readFragment } from "../../contract/read-fragment.ts";

interface DocsSite {
  readonly engine: Pick<Engine, "describe" | "load">;
  readonly own: ModelSource;
  /** Names of the site's models. */
  readonly siteModels: readonly string[];
}

/**
 * Loads the model that the page's address names, the site's own where it names none. This page asks no questions: of another host it
 * takes what is on the device already.
 * @returns why it is not loaded, where the model's thread does not tell
 */
export async function openDocsModel(hash: string, { engine, own, siteModels }: DocsSite): Promise<Failure | undefined> {
  const named = readDocsModel(hash, own, siteModels);
  if (!named.ok) return makeFailure("bad_request", "link_model", { why: named.failure }, { subject: "model" });
  const source = named.value;
  if (source.kind === "hub" && !isSameSource(source, own)) {
    const offer = await engine.describe(source);
    if (!offer.ok) return offer.failure;
    if (!offer.value.isKept) return makeFailure("not_loaded", "not_kept", { name: nameOfSource(source) });
  }
  void engine.load(source, {}, () => undefined);
  return undefined;
}

/** The model that the page's address names, the site's own where it names none. */
export function readDocsModel(hash: string, own: ModelSource, siteModels: readonly string[]): Outcome<ModelSource> {
  const name = readFragment(hash).get("model");
  return name === undefined ? succeed(own) : findNamed(name, siteModels);
}
