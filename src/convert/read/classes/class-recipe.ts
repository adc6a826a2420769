import { refuseTokenizer } from "../../../contract/refuse-file.ts";
import type { Json, JsonObject } from "../../../contract/strict-json.ts";
import type { AddedToken } from "../../../tokenizer/number-added.ts";
import { unsupported } from "../../../tokenizer/refuse.ts";
import type { TokenizerFile } from "../../../tokenizer/schema.ts";
import type { Model, ScoredToken } from "../../../tokenizer/schema/model.ts";
import type { PostProcessor } from "../../../tokenizer/schema/post-processor.ts";

/** What a class of transformers takes from a repository's files. */
export interface ClassSource {
  readonly model: Model;
  /** Of the first `Precompiled` normalizer, or of SentencePiece's file. */
  readonly charsmap: string | undefined;
  /** Of the unknown token, where SentencePiece's file says it. */
  readonly unknownId?: number;
  readonly settings: ClassSettings;
}

/** All of a tokenizer file but added tokens and what frames a text. */
export type ClassParts = Omit<TokenizerFile, "version" | "truncation" | "padding" | "added_tokens" | "post_processor">;

/** A special token and its id. */
export interface FramePiece {
  readonly content: string;
  readonly id: number;
}

/** What a class knows when all tokens have their ids. */
export interface FrameSource {
  readonly settings: ClassSettings;
  /** @throws Refusal for a role without a token */
  readonly piece: (role: string) => FramePiece;
  readonly idOf: (content: string) => number | undefined;
  /** Ids of the vocabulary alone. */
  readonly model: Model;
}

/** A class of transformers that builds its tokenizer anew from a vocabulary and its own settings. */
export interface ClassRecipe {
  /** Its special tokens where no file names others, by role; in the order of roles. */
  readonly roles: Readonly<Record<string, string>>;
  /** Flags of roles that a file names by a text alone. */
  readonly flags?: Readonly<Record<string, Partial<AddedToken>>>;
  /** Whether it adds its special tokens once more, without the flags that files give them. */
  readonly addsPlain?: true;
  /** The one file that it reads where there is no `tokenizer.json`; absent for `vocab.json` and `merges.txt`. */
  readonly vocabFile?: string;
  /** The kind of model that it makes. */
  readonly kind: Model["type"];
  build(source: ClassSource): ClassParts;
  /** What it puts around a text whatever the file says; absent where the file decides. */
  frame?(source: FrameSource): PostProcessor | null;
  /** What it puts around a text where no file says anything. */
  readonly frameOtherwise?: (source: FrameSource) => PostProcessor | null;
  /** Special tokens without a role, of those that `additional_special_tokens` lists. */
  further?(listed: readonly Json[] | undefined, settings: ClassSettings): readonly Json[] | undefined;
  /** What it makes of the pieces of SentencePiece's file. */
  fromPieces?(pieces: readonly ScoredToken[], settings: ClassSettings): readonly ScoredToken[];
}

const PATH = "tokenizer_config.json";

/** `tokenizer_config.json` as a class reads it, and the special tokens by their roles. */
export class ClassSettings {
  readonly #config: JsonObject;
  readonly #roles: ReadonlyMap<string, string>;

  constructor(config: JsonObject, roles: ReadonlyMap<string, string>) {
    this.#config = config;
    this.#roles = roles;
  }

  /** @throws Refusal for what is neither true nor false */
  flag<T extends boolean | null>(name: string, otherwise: T): boolean | T {
    const value = this.#config.get(name);
    if (value === undefined || (value === null && otherwise === null)) return otherwise;
    if (typeof value !== "boolean") throw unsupported(PATH, name, value);
    return value;
  }

  /** A flag that `null` leaves as it would be without a word on it. */
  optional(name: string, otherwise: boolean): boolean {
    return this.flag(name, null) ?? otherwise;
  }

  /** @throws Refusal for what is no whole number from 0 to `most` */
  count(name: string, otherwise: number, most: number): number {
    const value = this.#config.get(name) ?? otherwise;
    if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0 || value > most)
      throw unsupported(PATH, name, value);
    return value;
  }

  text(name: string): string | undefined {
    const value = this.#config.get(name);
    return typeof value === "string" ? value : undefined;
  }

  has(role: string): boolean {
    return this.#roles.has(role);
  }

  /** A special token; Python writes `None` for one that a file says is none. */
  token(role: string): string {
    return this.#roles.get(role) ?? "None";
  }
}

/** @throws Refusal for a class that needs tokens with scores where the file has none */
export function scoredTokens(model: Model, name: string): readonly ScoredToken[] {
  if (model.type === "Unigram") return model.scored;
  throw refuseTokenizer("tokenizer.json", "class_model", { name, wanted: "Unigram", found: model.type });
}
