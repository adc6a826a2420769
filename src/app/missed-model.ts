import type { Engine } from "../contract/engine.ts";
import type { ModelInfo } from "../contract/model-info.ts";
import type { ModelOffer } from "../contract/model-offer.ts";
import type { SessionWorld } from "./session-world.ts";

type KeptNames = SessionWorld["kept"];

/** True where the browser keeps it beyond this page. */
export function isKept({ kept }: ModelInfo): boolean {
  return kept.where === "opfs" || kept.where === "cache";
}

/** Notes a model that is kept, so that it can be missed. */
export function noteKept(kept: KeptNames, info: ModelInfo): void {
  if (isKept(info)) kept.add(info.name);
}

/** True when the browser has cleared its storage since the last visit; a model of which some is there is only newer. */
export async function wasRemoved(
  { name, downloadBytes }: ModelOffer,
  kept: KeptNames,
  engine: Pick<Engine, "stored">,
): Promise<boolean> {
  if (downloadBytes === 0 || !kept.has(name)) return false;
  const stored = await engine.stored();
  return stored.ok && !stored.value.some((model) => model.name === name);
}
