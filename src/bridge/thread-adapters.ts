import type { AddedAdapter, GivenAdapter } from "../contract/adapters.ts";
import { adapterOf } from "../contract/answers-to.ts";
import type { ModelInfo } from "../contract/model-info.ts";
import { sourceKey } from "../contract/model-source.ts";
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
    const added = await this.#driver.call({ needsModel: true }, (remote) => remote.addAdapter(given));
    if (!added.ok) return added;
    const { info, name } = added.value;
    const { digest = "", id } = adapterOf(info, name) ?? {};
    this.#forget(digest);
    const model = sourceKey(info.source);
    if (id === undefined) this.#unkept = [...this.#unkept, { given: { ...given, name }, model, digest }];
    this.#driver.send({ type: "adapted", info });
    return added;
  }

  async find(): Promise<Outcome<ModelInfo>> {
    const found = await this.#driver.call({ needsModel: true }, (remote) => remote.findAdapters());
    if (found.ok) this.#driver.send({ type: "adapted", info: found.value });
    return found;
  }

  async delete(id: string): Promise<Outcome<void>> {
    const deleted = await this.#driver.call({}, (remote) => remote.deleteAdapter(id));
    if (!deleted.ok) return deleted;
    this.#forget(id);
    if (this.#driver.state.model !== undefined) await this.find();
    return deleted;
  }

  /** @returns the model with those of its adapters that it was given */
  async addTo(remote: Pick<RemoteEngine, "addAdapter">, loaded: ModelInfo): Promise<ModelInfo> {
    let info = loaded;
    for (const { given } of this.#unkept.filter(({ model }) => model === sourceKey(loaded.source))) {
      const added = await remote.addAdapter(given);
      if (added.ok) info = added.value.info;
    }
    return info;
  }

  #forget(digest: string): void {
    this.#unkept = this.#unkept.filter((one) => one.digest !== digest);
  }
}
