import { cleanUp } from "../contract/clean-up.ts";
import type { GenerateResult } from "../contract/generate-result.ts";
import type { ModelInfo } from "../contract/model-info.ts";
import type { ModelOffer } from "../contract/model-offer.ts";
import { OWN_MODEL } from "../bridge/own-model.ts";
import { siteNameOf } from "../contract/own-model.ts";
import { decodeSharedRun, type LinkedAdapter, type SharedRun } from "../contract/share-link.ts";
import { encodeSharedRun } from "../contract/encode-shared-run.ts";
import { continuedOf } from "./plan-run.ts";
import type { PageState } from "./state/page.ts";
import type { Run } from "./state/run.ts";
import { voiceOf } from "./state/voice.ts";

/** What a link would carry now: the finished run while its prompt is still in the box, else the form as it is. */
export function shareable(state: PageState): SharedRun {
  const { prompt, parameters, run, load } = state;
  if (run?.result === undefined || !isPromptOf(run, prompt)) {
    const voice = voiceOf(state);
    return {
      prompt,
      parameters,
      ...(load.kind === "ready" && modelToOpen(load.info, state.offer)),
      ...(voice && adapterOf(voice)),
    };
  }
  const { request, result } = run;
  const { model } = result;
  const { device, dtype } = result.backend;
  return {
    prompt: request.prompt + request.continued.text,
    ...continuedOf(request),
    parameters: { ...request.parameters, seed: result.parameters.seed },
    output: result.samples.map(({ text }) => text),
    device: `${device} ${dtype}`,
    ...modelOf(result.model),
    ...(model.adapter && model.adapter_digest && adapterOf({ name: model.adapter, digest: model.adapter_digest })),
  };
}

/** 64 bits of the digest: nobody but the visitor adds adapters. */
function adapterOf({ name, digest }: LinkedAdapter): { readonly adapter: LinkedAdapter } {
  return { adapter: { name, digest: digest.slice(0, 16) } };
}

/** True while the box says what the run was given: nothing at all where one of the model's prompts was used. */
function isPromptOf({ request }: Run, prompt: string): boolean {
  if (request.isDefaultPrompt) return prompt.trim() === "";
  return prompt === request.prompt || prompt === request.prompt + request.continued.text;
}

type NamedModel = Pick<SharedRun, "repo" | "folder" | "site" | "revision">;

/** What wrote the text: the same model and seed write it again. */
export function modelOf({ source, commit }: Pick<GenerateResult["model"], "source" | "commit">): NamedModel {
  const site = siteNameOf(source, OWN_MODEL);
  return {
    ...(source.kind === "hub" && { repo: source.repo, ...(source.folder && { folder: source.folder }) }),
    ...(site !== undefined && { site }),
    ...(commit !== undefined && { revision: commit }),
  };
}

/** A form without a text is for the model that was asked for, not for the lighter one that stands in for it. */
function modelToOpen(info: ModelInfo, offer: ModelOffer | undefined): NamedModel {
  const wanted = info.standsInFor === undefined ? info : offer;
  return wanted === undefined ? {} : modelOf(wanted);
}

/** What another page or a script asks for to have such texts: where the lighter model wrote, the one that it stood in for. */
export function askable(run: SharedRun, { offer }: PageState): SharedRun {
  const isLighter = offer?.lighter !== undefined && run.site === siteNameOf(offer.lighter, OWN_MODEL);
  if (!isLighter || run.site === undefined) return run;
  const { site: _lighter, revision: _its, ...rest } = run;
  return { ...rest, ...modelOf(offer) };
}

/** The link to a run; `undefined` where it would be longer than what this site opens. */
export function linkTo(page: URL, run: SharedRun): string | undefined {
  const link = new URL(page);
  link.search = "";
  const fragment = encodeSharedRun(run);
  if (decodeSharedRun(fragment)?.ok !== true) return undefined;
  link.hash = fragment;
  return link.href;
}

/** Characters of a link; a QR code with more cannot be read from a screen by every phone. */
export const LONGEST_QR = 1200;

/** Characters of a text that is sent with its link; a longer one is cut at a word. */
const LONGEST_QUOTE = 500;

/** The first text that a link would carry, with its prompt and in quotation marks; `undefined` where there is none. */
export function quoteOf({ prompt, output }: SharedRun): string | undefined {
  const [first] = output ?? [];
  if (first === undefined) return undefined;
  const whole = cleanUp(prompt + first).trim();
  if (whole.length <= LONGEST_QUOTE) return quote(whole);
  return quote(`${whole.slice(0, LONGEST_QUOTE).replace(/\s+\S*$/, "")} …`);
}

const quote = (text: string) => `“${text}”`;

/** Characters of a link from which a messenger cuts it; with room for a few words around it. */
const CUT_FROM = { discord: 1900, slack: 3900 } as const;

/** The messengers that would cut a link of so many characters. */
export function messengersThatCut(characters: number): readonly (keyof typeof CUT_FROM)[] {
  return (["discord", "slack"] as const).filter((name) => characters > CUT_FROM[name]);
}
