import { readFileSync } from "node:fs";
import { BUILT_MODEL, MODELS_FOLDER } from "../../src/contract/own-model.ts";
import type { ModelCard } from "../../src/contract/model-offer.ts";
import { readCard } from "../../src/worker/model-card.ts";

/** What the card of the model that this checkout has as its own says, whichever that is. */
export function ownCard(): ModelCard {
  return readCard(readFileSync(`public/${MODELS_FOLDER}/${BUILT_MODEL}/README.md`, "utf8"), BUILT_MODEL);
}
