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
    let model = "";
    const added = await this.#driver.call({ needsModel: true }, (remote) => {
      model = this.#model;
      return remote.addAdapter(given);
    });
    if (!added.ok) return added;
    const { info, name } = added.value;
    const { digest = "", id } = adapterOf(info, name) ?? {};
    this.#forget(digest, model);
    const told = { ...given, name, isTold: true } as const;
    if (id === undefined) this.#unkept = [...this.#unkept, { given: told, model, digest }];
    this.#driver.send({ type: "adapted", info });
    return added;
  }

  async find(): Promise<Outcome<ModelInfo>> {
    const found = await this.#driver.call({ needsModel: true }, (remote) => remote.findAdapters());
    if (found.ok) this.#driver.send({ type: "adapted", info: found.value });
    return found;
  }

  async delete(id: string): Promise<Outcome<void>> {
    const model = this.#model;
    const deleted = await this.#driver.call({}, (remote) => remote.deleteAdapter(id));
    if (!deleted.ok) return deleted;
    this.#forget(id, model);
    if (this.#driver.state.model !== undefined) await this.find();
    return deleted;
  }

  /** @returns the model with those of its adapters that it was given */
  async addTo(remote: Pick<RemoteEngine, "addAdapter">, loaded: ModelInfo, source: ModelSource): Promise<ModelInfo> {
    let info = loaded;
    for (const { given } of this.#unkept.filter(({ model }) => model === stateKey(source))) {
      const added = await remote.addAdapter(given);
      if (added.ok) info = added.value.info;
    }
    return info;
  }

  /** The one that answers. */
  get #model(): string {
    const { model } = this.#driver.state;
    return model === undefined ? "" : stateKey(model.wanted.source);
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
