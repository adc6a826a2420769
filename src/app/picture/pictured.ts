import { cleanLine } from "../../contract/plain-text.ts";
import type { SharedRun } from "../../contract/share-link.ts";
import { type CutText, cutText } from "../cut-text.ts";
import { modelOf, shareable } from "../share.ts";
import type { PageState, SharedOutput } from "../state/page.ts";
import { cardOf } from "../state/page-state.ts";
import type { Run } from "../state/run.ts";
import { storedExample } from "../stored-example.ts";
import { PRODUCT } from "../words/product.ts";

/** What can be put into a picture now. */
interface Pictured {
  /** The texts that the page shows, of which a picture has one; at least one, perhaps empty. */
  readonly texts: readonly CutText[];
  /** What makes them again, for the link in the picture. */
  readonly run: SharedRun;
  readonly title: string;
}

/** Characters of a title. */
const LONGEST_TITLE = 150;

/** What the page shows: the last run, what a link brought, a stored example, or no more than the prompt. */
export function picturedIn(state: PageState): Pictured {
  const title = titleOf(state);
  const { run, shared } = state;
  if (run !== undefined) return { title, ...ofRun(state, run) };
  if (shared !== undefined && shared.texts.length > 0) return { title, ...ofShared(state, shared) };
  const example = storedExample(cardOf(state)?.examples, state.prompt);
  const text = example === undefined ? { prompt: state.prompt, text: "" } : joined(example.text, example.output ?? "");
  return { title, texts: [text], run: { ...shareable(state), prompt: text.prompt } };
}

/** As the page is headed: by its model's card, a stranger's model by its name. */
function titleOf(state: PageState): string {
  const { offer, isForeign } = state;
  return cleanLine((isForeign ? offer?.name : cardOf(state)?.title) || PRODUCT, LONGEST_TITLE);
}

/** The run as it was asked for, whatever stands in the prompt box by now. */
function ofRun(state: PageState, run: Run): Omit<Pictured, "title"> {
  const { request, samples } = run;
  return {
    texts: samples.map((sample) => cutText(request, sample, state.tidy)),
    run: shareable({ ...state, prompt: request.isDefaultPrompt ? "" : request.prompt }),
  };
}

/** What a link or the history brought, with the model that wrote it. */
function ofShared(state: PageState, shared: SharedOutput): Omit<Pictured, "title"> {
  const { prompt, texts, parameters, source, commit, device } = shared;
  const { continued } = state;
  const model = source === undefined ? shareable(state) : modelOf({ source, ...(commit !== undefined && { commit }) });
  const goesOn = continued !== undefined && continued.prompt + continued.text === prompt;
  return {
    texts: texts.map((text) => joined(prompt, text)),
    run: {
      ...model,
      prompt,
      parameters,
      ...(goesOn && { continued: { text: continued.text, ids: continued.ids } }),
      output: texts,
      ...(device !== undefined && { device }),
    },
  };
}

/** Some stored texts begin with their prompt, others follow it. */
function joined(prompt: string, text: string): CutText {
  return { prompt, text: text.startsWith(prompt) ? text.slice(prompt.length) : text };
}
