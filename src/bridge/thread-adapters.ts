import type { AddedAdapter, GivenAdapter } from "../contract/adapters.ts";
import { adapterOf } from "../contract/answers-to.ts";
import type { ModelInfo } from "../contract/model-info.ts";
import { type ModelSource, sourceKey } from "../contract/model-source.ts";
import type { Outcome } from "../contract/outcome.ts";
import type { RemoteEngine } from "./connection.ts";
import type { ThreadDriver } from "./thread/driver.ts";

interface Unkept {
  readonly given: GivenAdapter;
  /** Of the model that it lies beside. */
  readonly model: string;
  readonly digest: string;
}

/**
 * The adapters of the model's thread. Those that the device does not keep go with a thread that dies, and the next one is given
 * them again. Fetched for the first that is added.
 */
export class ThreadAdapters {
  readonly #driver: ThreadDriver;
  #unkept: readonly Unkept[] = [];

  constructor(driver: ThreadDriver) {
    this.#driver = driver;
  }

  async add(given: GivenAdapter): Promise<Outcome<AddedAdapter>> {
    let asked = this.#serving;
    const added = await this.#driver.call({ needsModel: true }, (remote) => {
      asked = this.#serving;
      return remote.addAdapter(given);
    });
    if (!added.ok) return added;
    const { info, name } = added.value;
    const { digest = "", id } = adapterOf(info, name) ?? {};
    const { model } = asked;
    this.#forget(digest, model);
    const told = { ...given, name, isTold: true } as const;
    if (id === undefined) this.#unkept = [...this.#unkept, { given: told, model, digest }];
    await this.#tell(info, asked.thread);
    return added;
  }

  async find(): Promise<Outcome<ModelInfo>> {
    let asked = this.#serving;
    const found = await this.#driver.call({ needsModel: true }, async (remote) => {
      asked = this.#serving;
      const { model } = this.#driver.state;
      if (model !== undefined) await this.#give(remote, model.wanted.source, model.info);
      return remote.findAdapters();
    });
    if (found.ok) await this.#tell(found.value, asked.thread);
    return found;
  }

  /** What was found, or given to another thread, while this one was loading beside that. */
  async catchUp(): Promise<void> {
    if (this.#driver.state.model !== undefined) await this.find();
  }

  async delete(id: string): Promise<Outcome<void>> {
    const { model } = this.#serving;
    const deleted = await this.#driver.call({}, (remote) => remote.deleteAdapter(id));
    if (!deleted.ok) return deleted;
    this.#forget(id, model);
    await this.catchUp();
    return deleted;
  }

  /** @returns the model with those of its adapters that it was given */
  async addTo(remote: Pick<RemoteEngine, "addAdapter">, loaded: ModelInfo, source: ModelSource): Promise<ModelInfo> {
    return (await this.#give(remote, source)) ?? loaded;
  }

  /** @param known gets those alone that it does not have */
  async #give(
    remote: Pick<RemoteEngine, "addAdapter">,
    source: ModelSource,
    known?: ModelInfo,
  ): Promise<ModelInfo | undefined> {
    let info: ModelInfo | undefined;
    const lacks = (digest: string) => !known?.adapters?.some((one) => one.digest === digest);
    for (const { given, model, digest } of this.#unkept) {
      if (model !== stateKey(source) || !lacks(digest)) continue;
      const added = await remote.addAdapter(given);
      if (added.ok) info = added.value.info;
    }
    return info;
  }

  /** What a thread says of its model counts while it answers; the one that took its place meanwhile is asked itself. */
  async #tell(info: ModelInfo, thread: number | undefined): Promise<void> {
    if (thread === this.#driver.state.serving) this.#driver.send({ type: "changed", info });
    else await this.catchUp();
  }

  /** What answers now. */
  get #serving(): { readonly thread: number | undefined; readonly model: string } {
    const { serving, model } = this.#driver.state;
    return { thread: serving, model: model === undefined ? "" : stateKey(model.wanted.source) };
  }

  #forget(digest: string, model: string): void {
    this.#unkept = this.#unkept.filter((one) => one.digest !== digest || one.model !== model);
  }
}

/** As `sourceKey`, and of picked files also what tells others of the same names from them. */
function stateKey(source: ModelSource): string {
  const files = source.kind === "files" ? source.files : [];
  const states = files.map(({ bytes }) => [bytes.size, bytes instanceof File && bytes.lastModified]);
  return JSON.stringify([sourceKey(source), states]);
}
