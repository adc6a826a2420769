import * as v from "valibot";
import { BACKENDS } from "./backends.ts";
import { dtype } from "./dtypes.ts";
import type { RouteCall } from "./api/call-schemas.ts";
import type { AlternativesCall, ApiCall, ApiHost, ApiStatus, OnDeltas, ScoreCall } from "./api/host.ts";
import type { FailureCode } from "./failure-parameters.ts";
import type { GenerateResult } from "./generate-result.ts";
import type { LoadProgress } from "./load.ts";
import { refuse } from "./outcome.ts";
import { generationParameters } from "./parameters.ts";
import type { EnglishFailure } from "./tell-in-english.ts";
import type { Alternatives, ScoreResult } from "./text-results.ts";

/** First and only message of an embedding page to the frame; it carries one `MessagePort`, and all else goes there. */
export const connectMessage = v.strictObject({ type: v.literal("hostless:connect"), version: v.literal(1) });
export type ConnectMessage = v.InferOutput<typeof connectMessage>;

/** An exact origin such as `https://blog.example`, with no path and no default port. */
const exactOrigin = v.pipe(
  v.string(),
  v.regex(/^https?:\/\/[a-z0-9.-]+(?::\d{1,5})?$|^https?:\/\/\[[0-9a-f:]+\](?::\d{1,5})?$/, "must be an exact origin"),
);

/** `embedders.json` at the site's root: who may put this site into a frame. */
export const embedders = v.strictObject({
  /** Origins that may ask; the visitor allows them by a click inside the frame. `*` is any site. */
  ask: v.array(v.union([v.literal("*"), exactOrigin])),
  /** Origins that may load and generate without a click: the owner vouches for them. */
  trusted: v.array(exactOrigin),
});
export type Embedders = v.InferOutput<typeof embedders>;

/** What the owner's list says of an origin. A sandboxed page (`null`) and anything that is no origin is refused. */
export function admissionOf(origin: string, list: Embedders): "trusted" | "ask" | "refused" {
  if (!v.is(exactOrigin, origin)) return "refused";
  if (list.trusted.includes(origin)) return "trusted";
  return list.ask.includes("*") || list.ask.includes(origin) ? "ask" : "refused";
}

/** What the frame tells the embedding page without being asked. */
export type EmbedEvent =
  /** The frame's content wants this height, in CSS pixels. */
  | { readonly type: "resize"; readonly height: number }
  /** The visitor must click inside the frame before anything is loaded. */
  | { readonly type: "consent"; readonly needed: boolean }
  | { readonly type: "progress"; readonly progress: LoadProgress }
  /** The form in the frame has written a text. */
  | { readonly type: "result"; readonly prompt: string; readonly texts: readonly string[] };

/** Colours and radius of the form, as CSS values; unknown names and hostile values are ignored. */
export const theme = v.record(
  v.picklist(["accent", "background", "foreground", "radius", "font"]),
  v.pipe(v.string(), v.maxLength(100), v.regex(/^[\w\s#%.,()/+-]+$/, "must be a plain CSS value")),
);
export type Theme = v.InferOutput<typeof theme>;

/** A failure as it leaves the site: in English sentences, since other pages have none of their own. */
export interface EmbedFailure extends EnglishFailure {
  readonly code: FailureCode;
  readonly subject?: string;
  /** Seconds to wait before trying again, where the queue was full. */
  readonly retryAfterSeconds?: number;
}

export type EmbedOutcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: EmbedFailure };

/** A piece of what a route answers: first its head, then the bytes of its body. */
export type RouteAnswer =
  | { readonly status: number; readonly headers: readonly (readonly [string, string])[] }
  | { readonly bytes: Uint8Array };

/** The frame as the embedding page sees it, over the port. */
export interface EmbedHost extends Pick<ApiHost, "stop" | "release"> {
  status(): Promise<Omit<ApiStatus, "reason">>;
  generate(call: ApiCall, onDeltas?: OnDeltas): Promise<EmbedOutcome<GenerateResult>>;
  score(call: ScoreCall): Promise<EmbedOutcome<ScoreResult>>;
  alternatives(call: AlternativesCall): Promise<EmbedOutcome<Alternatives>>;
  /** Tokens of a text, without those that the model's tokenizer puts around it. */
  countTokens(text: string): Promise<EmbedOutcome<number>>;
  /** Answers one of the API's routes; `stop` with the call's id gives it up. Resolves when all was handed to `onAnswer`. */
  request(call: RouteCall, onAnswer: (answer: RouteAnswer) => Promise<void> | void): Promise<EmbedOutcome<null>>;
  /** Loads the model that the frame's address names, after consent. Resolves with its name. */
  load(): Promise<EmbedOutcome<{ readonly name: string; readonly device: string }>>;
  watch(listener: (event: EmbedEvent) => void): Promise<void>;
  setTheme(theme: unknown): Promise<void>;
}

/** What the frame's address may say after `#`. */
const frameAddress = v.object({
  mode: v.optional(v.picklist(["api", "form"]), "api"),
  model: v.optional(v.pipe(v.string(), v.maxLength(200))),
  prompt: v.optional(v.pipe(v.string(), v.maxLength(10_000))),
  /** What the model is loaded as: absent, as is quickest on the device. */
  dtype: v.optional(dtype),
  backend: v.optional(v.picklist(BACKENDS)),
  /** Of the form: the box, its button and the sentence alone. */
  layout: v.optional(v.picklist(["full", "compact"]), "full"),
  /** What the form writes with, as JSON. */
  parameters: v.optional(v.pipe(v.string(), v.maxLength(10_000), v.parseJson(), generationParameters)),
});
/** As it is read. */
export type FrameAddress = v.InferOutput<typeof frameAddress>;
/** As it is written: a text for each part. */
export type FrameAddressParts = v.InferInput<typeof frameAddress>;

/** @throws Refusal `bad_request` when a part of the fragment is not of its form */
export function parseFrameAddress(entries: Iterable<readonly [string, string]>): FrameAddress {
  const result = v.safeParse(frameAddress, Object.fromEntries(entries));
  if (result.success) return result.output;
  const field = v.getDotPath(result.issues[0]) ?? "address";
  throw refuse("bad_request", "frame_address", { field }, { subject: field });
}
