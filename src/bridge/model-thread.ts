import { proxy } from "comlink";
import type { GivenAdapter } from "../contract/adapters.ts";
import type { NamedBytes } from "../contract/bytes.ts";
import type { Engine, Priority } from "../contract/engine.ts";
import type { GenerateResult } from "../contract/generate-result.ts";
import type { LoadOptions } from "../contract/load.ts";
import type { ModelInfo } from "../contract/model-info.ts";
import type { ModelOffer } from "../contract/model-offer.ts";
import { type ModelSource, sourceKey } from "../contract/model-source.ts";
import { type Outcome, succeed } from "../contract/outcome.ts";
import type { GenerationParameters } from "../contract/parameters.ts";
import type { GenerateRequest } from "../contract/request.ts";
import type { AlternativesRequest, ScoreRequest } from "../contract/score-request.ts";
import { type ChooseLoads, loadAlone } from "./choose-loads.ts";
import type { Work } from "./connection.ts";
import { createRelay } from "./relay.ts";
import type { ThreadAdapters } from "./thread-adapters.ts";
import { type DriverOptions, type OnProgress, ThreadDriver } from "./thread/driver.ts";
import type { ThreadState, Wanted } from "./thread/thread-state.ts";
import { type ThreadObserver, ThreadObservers } from "./thread-observers.ts";
import { writeText } from "./write-text.ts";

export interface ThreadOptions extends Omit<DriverOptions, "onStatus"> {
  /** An integer in [0, 2^32). */
  readonly randomSeed: () => number;
  /** That model alone when absent. */
  readonly chooseLoads?: ChooseLoads;
}

/**
 * The model's thread as the page has it: a hung, dead or failed one is replaced, its pending calls settle, and the model it had
 * is loaded again.
 */
export class ModelThread implements Engine {
  readonly #options: ThreadOptions;
  readonly #driver: ThreadDriver;
  readonly #observers = new ThreadObservers();
  readonly #offers = new Map<string, ModelOffer>();
  #adapters: ThreadAdapters | undefined;

  constructor(options: ThreadOptions) {
    this.#options = options;
    this.#driver = new ThreadDriver({
      ...options,
      furnish: async (...given) => this.#adapters?.addTo(...given) ?? given[1],
      onStatus: (status) => this.#observers.onStatus(status),
    });
  }

  /** What is known of the thread now, the model that answers among it. */
  get state(): ThreadState {
    return this.#driver.state;
  }

  /** @returns a function that ends the subscription */
  subscribe(observer: ThreadObserver): () => void {
    return this.#observers.subscribe(observer);
  }

  load(source: ModelSource, options: LoadOptions, onProgress: OnProgress): Promise<Outcome<ModelInfo>> {
    const { chooseLoads = loadAlone } = this.#options;
    const wanted = { source, options };
    this.#driver.send({ type: "chosen", wanted });
    const { choices } = this.state;
    return chooseLoads({ thread: this, wanted, onProgress, isLatest: () => this.state.choices === choices });
  }

  async cancelLoad(): Promise<void> {
    this.#driver.send({ type: "give-up", isFinal: true });
  }

  /** Loads this model, behind those that were asked for before. */
  loadNow(wanted: Wanted, onProgress: OnProgress): Promise<Outcome<ModelInfo>> {
    return this.#driver.load(wanted, onProgress).finally(() => void this.#adapters?.catchUp());
  }

  /** Gives up what is being loaded, for something else. */
  giveUp(): void {
    this.#driver.send({ type: "give-up" });
  }

  async describe(source: ModelSource): Promise<Outcome<ModelOffer>> {
    const outcome = await this.#call((remote) => remote.describe(source));
    if (outcome.ok) this.#offers.set(sourceKey(source), outcome.value);
    return outcome;
  }

  /** The offer as it was described last. */
  async offerOf(source: ModelSource): Promise<ModelOffer | undefined> {
    const key = sourceKey(source);
    if (!this.#offers.has(key)) await this.describe(source);
    return this.#offers.get(key);
  }

  async generate(
    request: GenerateRequest,
    run: number,
    onDelta: Parameters<Engine["generate"]>[2],
    priority: Priority = "visitor",
  ): Promise<Outcome<GenerateResult>> {
    const seeded = { ...request, parameters: { seed: this.#options.randomSeed(), ...request.parameters } };
    const relay = createRelay(onDelta, () => void this.stop(run));
    const outcome = await writeText(this.#driver, seeded, run, relay, priority);
    if (outcome.ok) this.#observers.onWritten(outcome.value, priority);
    return outcome;
  }

  async stop(run: number): Promise<void> {
    await this.#driver.call({ stops: run }, async (remote) => succeed(await remote.stop(run)));
  }

  countTokens(text: string): Promise<Outcome<number>> {
    return this.#driver.call({ needsModel: true, characters: text.length }, (remote) => remote.countTokens(text));
  }

  tokenize(prompt: string, parameters: GenerationParameters, most: number): ReturnType<Engine["tokenize"]> {
    const what = { needsModel: true, characters: prompt.length } as const;
    return this.#driver.call(what, (remote) => remote.tokenize(prompt, parameters, most));
  }

  score(
    request: ScoreRequest,
    run: number,
    onTokens?: Parameters<Engine["score"]>[2],
    priority?: Priority,
  ): ReturnType<Engine["score"]> {
    const what = { needsModel: true, run, characters: request.text.length } as const;
    const listener = onTokens && proxy(onTokens);
    return this.#driver.call(what, (remote) => remote.score(request, run, listener, priority));
  }

  alternatives(request: AlternativesRequest, run: number, priority?: Priority): ReturnType<Engine["alternatives"]> {
    const what = { needsModel: true, run, characters: request.text.length } as const;
    return this.#driver.call(what, (remote) => remote.alternatives(request, run, priority));
  }

  scoreNext(...asked: Parameters<Engine["scoreNext"]>): ReturnType<Engine["scoreNext"]> {
    const [prompt, , , run] = asked;
    const what = { needsModel: true, run, characters: prompt.length } as const;
    return this.#driver.call(what, (remote) => remote.scoreNext(...asked));
  }

  savePackage(): ReturnType<Engine["savePackage"]> {
    return this.#driver.call({ needsModel: true }, (remote) => remote.savePackage());
  }

  stored(): ReturnType<Engine["stored"]> {
    return this.#call((remote) => remote.stored());
  }

  verifyStored(id: string): ReturnType<Engine["verifyStored"]> {
    return this.#call((remote) => remote.verifyStored(id));
  }

  deleteStored(id: string): ReturnType<Engine["deleteStored"]> {
    return this.#call((remote) => remote.deleteStored(id));
  }

  exportStored(id: string): ReturnType<Engine["exportStored"]> {
    return this.#call((remote) => remote.exportStored(id));
  }

  importStored(file: NamedBytes): ReturnType<Engine["importStored"]> {
    return this.#call((remote) => remote.importStored(file));
  }

  openArchive(file: NamedBytes): ReturnType<Engine["openArchive"]> {
    return this.#call((remote) => remote.openArchive(file));
  }

  async addAdapter(given: GivenAdapter): ReturnType<Engine["addAdapter"]> {
    return (await this.#beside()).add(given);
  }

  async findAdapters(): ReturnType<Engine["findAdapters"]> {
    return (await this.#beside()).find();
  }

  storedAdapters(): ReturnType<Engine["storedAdapters"]> {
    return this.#call((remote) => remote.storedAdapters());
  }

  async deleteAdapter(id: string): ReturnType<Engine["deleteAdapter"]> {
    return (await this.#beside()).delete(id);
  }

  async #beside(): Promise<ThreadAdapters> {
    const { ThreadAdapters } = await import("./thread-adapters.ts");
    this.#adapters ??= new ThreadAdapters(this.#driver);
    return this.#adapters;
  }

  #call<T>(work: Work<Outcome<T>>): Promise<Outcome<T>> {
    return this.#driver.call({}, work);
  }
}
