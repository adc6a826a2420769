import * as v from "valibot";
import { type EmbedEvent, type EmbedHost, type Theme, theme as themeSchema } from "../contract/embed.ts";
import type { ModelInfo } from "../contract/model-info.ts";
import type { Outcome } from "../contract/outcome.ts";
import { inEnglish } from "./in-english.ts";

/** What the frame does for an embedder once the visitor allows it. */
export interface GatedWork {
  /** Loads the model the frame's address names. */
  load(onProgress: (event: EmbedEvent) => void): Promise<Outcome<ModelInfo>>;
  /** Resolves when the visitor has agreed by a click inside the frame; asked again, it is the same question. */
  consent(origin: string): Promise<void>;
  setTheme(theme: Theme): void;
}

type Loading = ReturnType<EmbedHost["load"]>;

/** What an embedder may not do before the visitor's consent. */
export class EmbedGate {
  readonly #work: GatedWork;
  readonly #tell: (event: EmbedEvent) => void;
  /** Origin that still needs the consent. */
  #asker: string | undefined;
  #theme: Theme | undefined;
  #loading: Loading | undefined;

  /** @param asker origin that needs the visitor's consent first; absent for one that the owner trusts */
  constructor(work: GatedWork, asker: string | undefined, tell: (event: EmbedEvent) => void) {
    this.#work = work;
    this.#asker = asker;
    this.#tell = tell;
  }

  /** One load for all who ask meanwhile. */
  load(): Loading {
    this.#loading ??= this.#load().finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  /** Takes what is a theme. Before the consent it is only held: colours could hide the question, or what it is about. */
  setTheme(values: unknown): void {
    const checked = v.safeParse(themeSchema, values);
    if (!checked.success) return;
    this.#theme = checked.output;
    if (this.#asker === undefined) this.#work.setTheme(this.#theme);
  }

  async #load(): Loading {
    if (this.#asker !== undefined) await this.#ask(this.#asker);
    const outcome = await this.#work.load(this.#tell);
    if (!outcome.ok) return inEnglish(outcome);
    return { ok: true, value: { name: outcome.value.name, device: outcome.value.backend.device } };
  }

  async #ask(asker: string): Promise<void> {
    this.#tell({ type: "consent", needed: true });
    await this.#work.consent(asker);
    this.#tell({ type: "consent", needed: false });
    this.#asker = undefined;
    if (this.#theme !== undefined) this.#work.setTheme(this.#theme);
  }
}
