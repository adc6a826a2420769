import type { AdapterInfo } from "../../contract/model-info.ts";
import { isSameModel, type ModelSource } from "../../contract/model-source.ts";
import { type ModelsState, readyModel } from "./models-state.ts";

/** Characters of a digest that tell one adapter from others. */
export const DIGEST_SHOWN = 8;

/** The adapter that the page's texts are to be written with. */
export interface Voice {
  readonly name: string;
  /** Beginning of the SHA-256 of what it computes. */
  readonly digest: string;
  /** Of the model that it lies beside: with another one it has no part in anything. */
  readonly source: ModelSource;
}

/** An adapter in a link. */
export interface LinkedVoice {
  /** As its maker calls it, and the model that they say it is of. */
  readonly name: string;
  readonly base: string;
  /** Of the link's part. */
  readonly bytes: number;
  readonly source: ModelSource & { readonly kind: "files" };
  /** The visitor wants it as soon as its model is there. */
  readonly isWanted?: boolean;
}

type WithVoice = ModelsState & { readonly voice?: Voice };

/** The voice, where it is one of the model that the page has. */
export function voiceOf({ voice, offer }: WithVoice): Voice | undefined {
  return voice && offer && isSameModel(voice.source, offer.source) ? voice : undefined;
}

/** What the model has under it; `undefined` where it is not on this device. */
export function adapterOfVoice(state: WithVoice): AdapterInfo | undefined {
  const digest = voiceOf(state)?.digest;
  return readyModel(state)?.adapters?.find((one) => digest !== undefined && one.digest?.startsWith(digest));
}

/** What names the adapter in a request. One that is not here is named all the same: nothing is written in its place. */
export function adapterIn(state: WithVoice): { readonly adapter?: string } {
  const voice = voiceOf(state);
  if (voice === undefined) return {};
  return { adapter: adapterOfVoice(state)?.name ?? `${voice.name} (${voice.digest.slice(0, DIGEST_SHOWN)})` };
}

/** A model with the adapter that it writes with, in one name. */
export function writerName(model: string, adapter: string | undefined): string {
  return adapter === undefined ? model : `${model} + ${adapter}`;
}
