import type { NamedBytes } from "../../contract/bytes.ts";
import { isSameModel, type ModelSource } from "../../contract/model-source.ts";
import type { SavedFile } from "../../contract/model-library.ts";
import { type Outcome, succeed } from "../../contract/outcome.ts";
import type { SmallVoice, TextInput, Trainer, TrainingChoice } from "../../contract/training.ts";
import {
  beginTeaching,
  CHOICE,
  isStopped,
  isUnkept,
  nameOf,
  withEvent,
  withKept,
  withModel,
  withOpened,
  withoutVoice,
  withTaught,
  withWritten,
} from "./lesson-state.ts";
import { LessonStore } from "./lesson-store.ts";

/** A model that is taught, with its thread: it goes on while the panel is closed. */
export class Lesson {
  readonly #trainer: Trainer;
  readonly #store: LessonStore;
  readonly state: LessonStore["state"];
  readonly subscribe: LessonStore["subscribe"];
  readonly hold: LessonStore["hold"];

  constructor(trainer: Trainer) {
    this.#trainer = trainer;
    this.#store = new LessonStore(trainer);
    ({ state: this.state, subscribe: this.subscribe, hold: this.hold } = this.#store);
  }

  /** True where its thread can end without a loss: nothing is being done, and nothing was learned that is not kept. */
  get isOver(): boolean {
    const { work, failure } = this.state();
    return failure?.code === "worker_died" || (work === undefined && !isUnkept(this.state()));
  }

  /** Looks which models of this device there are to choose from. */
  async look(): Promise<void> {
    const models = await this.#trainer.listModels();
    if (models.ok) this.#store.set({ ...this.state(), models: models.value });
  }

  /** Opens the page's model where another was, or none; one that the visitor chose, or whose lesson nobody kept yet, stays. */
  open(source: ModelSource): Promise<void> {
    return this.state().isChosen ? Promise.resolve() : this.#open(source);
  }

  /** Opens the model that the visitor chose. @param voice id of an adapter that is kept for it */
  choose(source: ModelSource, voice?: string): Promise<void> {
    if (this.state().work !== undefined) return Promise.resolve();
    this.#store.set({ ...this.state(), isChosen: true });
    return this.#open(source, voice);
  }

  #open(source: ModelSource, wanted?: string): Promise<void> {
    const isOpen = this.state().model !== undefined && this.#isOf(source);
    if (isUnkept(this.state())) return Promise.resolve();
    if (isOpen) return wanted === undefined ? Promise.resolve() : this.openKept(wanted);
    return this.#store.do(
      "opening",
      async () => {
        const opened = await this.#trainer.openModel(source, wanted);
        const unfinished = await this.#trainer.unfinished();
        if (!opened.ok) return opened;
        return { ok: true, value: { model: opened.value, unfinished: unfinished.ok ? unfinished.value : undefined } };
      },
      (state, opened) => withModel(state, source, opened),
    );
  }

  read(input: TextInput): Promise<void> {
    const { found: _, ...rest } = this.state();
    if (rest.work === undefined) this.#store.set({ ...rest, input });
    return this.#store.do(
      "reading",
      () => this.#trainer.readTexts(input),
      (state, found) => ({ ...state, found }),
    );
  }

  /** Makes room for other texts; what was learned stays until others are. */
  readonly clear = (): void => {
    const { input: _i, found: _f, taught: _t, failure: _e, ...rest } = this.state();
    this.#store.set({ ...rest, samples: [], learned: [], judged: [] });
  };

  readonly teach = (): Promise<void> => this.#teach({ ...CHOICE, rank: this.state().rank });

  /** How much can be learned: of a higher rank more, from more texts. */
  chooseRank(rank: number): void {
    this.#store.set({ ...this.state(), rank });
  }

  #teach(choice: TrainingChoice): Promise<void> {
    if (this.state().work !== undefined) return Promise.resolve();
    const name = nameOf(this.state().input?.name ?? this.state().unfinished?.name ?? "");
    const { work: _, ...begun } = beginTeaching(this.state());
    this.#store.set(begun);
    return this.#store.do(
      "teaching",
      () => this.#trainer.teach(choice, (event) => this.#store.set(withEvent(this.state(), event))),
      (state, taught) => withTaught(state, taught, name),
    );
  }

  #isOf(source: ModelSource): boolean {
    const now = this.state().source;
    return now !== undefined && isSameModel(now, source);
  }

  /** Goes on with the training that was broken off, with its own model. */
  readonly goOn = async (): Promise<void> => {
    const base = this.state().unfinished?.source;
    if (base === undefined) return;
    if (!this.#isOf(base)) await this.choose(base);
    if (!this.#isOf(base)) return;
    let choice: TrainingChoice | undefined;
    await this.#store.do(
      "reading",
      () => this.#trainer.takeUnfinished(),
      (state, taken) => {
        choice = taken.choice;
        return { ...state, found: taken.found };
      },
    );
    if (choice !== undefined) await this.#teach(choice);
  };

  readonly forget = (): Promise<void> =>
    this.#store.do(
      "keeping",
      () => this.#trainer.forgetUnfinished(),
      ({ unfinished: _, ...state }) => state,
    );

  readonly stop = (): void => {
    this.#store.set({ ...this.state(), isStopping: true });
    void this.#trainer.stop();
  };

  write(prompt: string, seed: number): Promise<void> {
    return this.#store.do("writing", () => this.#trainer.write(prompt, seed), withWritten);
  }

  keep(name: string): Promise<void> {
    return this.#store.do("keeping", () => this.#trainer.keep(name), withKept);
  }

  readonly drop = (): Promise<void> => this.#store.do("keeping", () => this.#trainer.drop(), withoutVoice);

  /** @param save hands the file to the visitor's downloads @param what the adapter, or the whole model with it merged */
  save(
    name: string,
    save: (made: Promise<Outcome<SavedFile>>) => Promise<Outcome<string>>,
    what: "saved" | "merged" = "saved",
  ): Promise<void> {
    return this.#store.do(
      "keeping",
      () => save(what === "saved" ? this.#trainer.saveAdapter(name) : this.#trainer.saveMerged(name)),
      (state, file) => ({ ...state, said: { what, name: file } }),
    );
  }

  /** Makes of it what fits a link. */
  async makeSmall(name: string): Promise<void> {
    if (this.state().work === undefined) this.#store.set({ ...this.state(), making: 0 });
    await this.#store.do<SmallVoice | undefined>(
      "making",
      async () => {
        const made = await this.#trainer.makeSmall(name, (making) => this.#store.set({ ...this.state(), making }));
        return isStopped(made) ? succeed(undefined) : made;
      },
      ({ small: before, ...state }, small = before) => ({ ...state, isStopping: false, ...(small && { small }) }),
    );
  }

  /** @param write has the page write with what is kept by then */
  async use(name: string, write: () => Promise<void>): Promise<void> {
    await this.keep(name);
    if (this.state().said?.what !== "kept") return;
    await write();
    this.#store.set({ ...this.state(), said: { what: "used", name } });
  }

  /** Opens another adapter that is kept for the model. */
  openKept(id: string): Promise<void> {
    return this.#store.do("opening", () => this.#trainer.openKept(id), withOpened);
  }

  openAdapter(file: NamedBytes): Promise<void> {
    return this.#store.do("opening", () => this.#trainer.openAdapter(file), withOpened);
  }
}
