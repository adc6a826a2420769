import type { ModelCard } from "../contract/model-offer.ts";
import { OWN_MODEL } from "../bridge/own-model.ts";
import { refusingEngine } from "../contract/refusing-engine.ts";
import { createSession, type Session } from "./session.ts";

const refuse = (): never => {
  throw new Error("A page that is drawn when the site is built does nothing.");
};

/** A session that shows the page as it is before anything happened, with the card of the site's own model. */
export function stillSession(ownCard: ModelCard): Session {
  return createSession({
    engine: refusingEngine(refuse),
    ownModel: OWN_MODEL,
    ownCard,
    nextRun: refuse,
    random: refuse,
    nextFrame: refuse,
    later: refuse,
    watch: { crashed: refuse, forget: refuse, around: refuse },
    choices: { get: refuse, set: refuse },
    kept: { has: refuse, add: refuse, delete: refuse },
    isFramed: false,
    leavePlace: refuse,
    remember: refuse,
  });
}
