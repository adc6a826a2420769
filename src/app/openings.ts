import { isSameSource, type ModelSource } from "../contract/model-source.ts";
import { createVoiceFollower } from "./follow-voice.ts";
import { showEarlier, showLinked } from "./brought-run.ts";
import type { Chosen } from "./chosen-files.ts";
import type { HistoryEntry } from "./history-entry.ts";
import type { Intent } from "./intent.ts";
import type { KeptPage } from "./kept-page-schema.ts";
import { restoringEvent } from "./kept-page.ts";
import type { Loader } from "./loader.ts";
import type { PromptText } from "./prompt-text.ts";
import type { PageStore, SessionWorld } from "./session-world.ts";

/** The parts of the page that what is opened goes to. */
interface Openable {
  readonly store: PageStore;
  readonly prompt: PromptText;
  readonly loader: Loader;
}

/** What can be opened on the page. */
export interface Openings {
  /** Follows the page's address: model, shared run, text. @param kept what stood here before the page was loaded anew */
  open(intent: Intent, kept?: KeptPage): Promise<void>;
  /** Loads a model the visitor chose in the page; files and small models of this site need no second question. */
  choose(source: ModelSource): Promise<void>;
  /** Files of a model, or a zip with one in it, that the visitor picked or dropped. */
  chooseFiles(chosen: Chosen): Promise<void>;
  /** Shows an earlier run once more, and opens the model that wrote it. */
  reopen(entry: HistoryEntry): Promise<void>;
  openOwnModel(): void;
}

export function createOpenings(
  { engine, ownModel }: Pick<SessionWorld, "engine" | "ownModel">,
  { store: { send, state }, prompt, loader }: Openable,
): Openings {
  /** Others may be added that it lacks. */
  let earlier: ModelSource | undefined;
  /** Numbers what is chosen: a zip that is unpacked too late is not opened any more. */
  let choices = 0;
  const followVoice = createVoiceFollower({ engine, send });

  /** What a link holds was for the model that the link named. */
  const look = (source: ModelSource): Promise<void> => {
    followVoice(undefined);
    return loader.look(source, true);
  };

  const choose = (source: ModelSource): Promise<void> => {
    choices++;
    send({ type: "unpacking", file: undefined });
    return look(source);
  };

  const chooseFiles = async (chosen: Chosen): Promise<void> => {
    const choice = ++choices;
    const { findSource } = await import("./find-source.ts");
    const source = await findSource(chosen, { engine, send, state, isWanted: () => choice === choices, earlier });
    if (source === undefined || choice !== choices) return;
    earlier = source;
    await look(source);
  };

  return {
    choose,
    openOwnModel: () => void look(ownModel),
    async open({ source, shared, text, voice, failure }, kept) {
      if (kept !== undefined) {
        prompt.restore(kept.typed);
        send(restoringEvent(kept));
      }
      if (failure !== undefined) send({ type: "notice", text: failure });
      if (text !== undefined) prompt.replace(text);
      if (shared !== undefined) {
        prompt.replace(shared.prompt);
        send(showLinked(shared, source));
      }
      followVoice(voice);
      if (loader.isWanted(source)) prompt.count();
      else await loader.look(source, false);
    },
    chooseFiles,
    async reopen(entry) {
      const { source } = entry;
      send(showEarlier(entry));
      const { load } = state();
      const isHere = source === undefined || (load.kind === "ready" && isSameSource(load.info.source, source));
      if (isHere) prompt.count();
      else await look(source);
    },
  };
}
