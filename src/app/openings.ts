import { isSameSource, type ModelSource } from "../contract/model-source.ts";
import { showEarlier, showLinked } from "./brought-run.ts";
import type { Chosen } from "./chosen-files.ts";
import type { HistoryEntry } from "./history.ts";
import type { Intent } from "./intent.ts";
import { type KeptPage, restoringEvent } from "./kept-page.ts";
import type { Loader } from "./loader.ts";
import type { PromptText } from "./prompt-text.ts";
import type { PageStore, SessionWorld } from "./session-world.ts";

/** The parts of the page that are opened. */
interface Openable {
  readonly store: PageStore;
  readonly prompt: PromptText;
  readonly loader: Loader;
}

/** What can be opened on the page: an address, a model, files, an earlier run. */
export class Openings {
  readonly #world: Pick<SessionWorld, "engine" | "ownModel">;
  readonly #page: Openable;
  /** Numbers what is chosen: a zip that is unpacked too late is not opened any more. */
  #choices = 0;

  constructor(world: Pick<SessionWorld, "engine" | "ownModel">, page: Openable) {
    this.#world = world;
    this.#page = page;
  }

  /** Follows the page's address: model, shared run, text. @param kept what stood here before the page was loaded anew */
  async open({ source, shared, text, failure }: Intent, kept?: KeptPage): Promise<void> {
    const { store, prompt, loader } = this.#page;
    if (kept !== undefined) this.#restore(kept);
    if (failure !== undefined) store.send({ type: "notice", text: failure });
    if (text !== undefined) prompt.replace(text);
    if (shared !== undefined) {
      prompt.replace(shared.prompt);
      store.send(showLinked(shared, source));
    }
    if (loader.isWanted(source)) prompt.count();
    else await loader.look(source, false);
  }

  /** Loads a model the visitor chose in the page; files and small models of this site need no second question. */
  choose(source: ModelSource): Promise<void> {
    this.#choices++;
    this.#page.store.send({ type: "unpacking", file: undefined });
    return this.#page.loader.look(source, true);
  }

  /** Files of a model, or a zip with one in it, that the visitor picked or dropped. */
  async chooseFiles(chosen: Chosen): Promise<void> {
    if (chosen.kind === "model") return this.choose(chosen.source);
    const { send } = this.#page.store;
    this.#choices++;
    const choice = this.#choices;
    send({ type: "unpacking", file: chosen.file.path });
    const opened = await this.#world.engine.openZip(chosen.file);
    if (choice !== this.#choices) return;
    send({ type: "unpacking", file: undefined });
    if (opened.ok) return this.#page.loader.look(opened.value, true);
    send({ type: "notice", text: opened.failure });
  }

  /** Shows an earlier run once more, and opens the model that wrote it. */
  async reopen(entry: HistoryEntry): Promise<void> {
    const { store, prompt, loader } = this.#page;
    const { source } = entry;
    store.send(showEarlier(entry));
    const { load } = store.state();
    const isHere = source === undefined || (load.kind === "ready" && isSameSource(load.info.source, source));
    if (isHere) prompt.count();
    else await loader.look(source, true);
  }

  openOwnModel(): void {
    void this.#page.loader.look(this.#world.ownModel, true);
  }

  #restore(kept: KeptPage): void {
    this.#page.prompt.restore(kept.typed);
    this.#page.store.send(restoringEvent(kept));
  }
}
