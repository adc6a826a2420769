import type { AddedAdapter, GivenAdapter } from "../contract/adapters.ts";
import { adapterOf } from "../contract/answers-to.ts";
import type { ModelInfo } from "../contract/model-info.ts";
import { sourceKey } from "../contract/model-source.ts";
import type { RemoteEngine } from "./connection.ts";

interface Unkept {
  readonly given: GivenAdapter;
  /** Of the model that it lies beside. */
  readonly model: string;
  readonly digest: string;
}

/** Adapters that the device does not keep: a thread that dies takes them along, and the next one is given them again. */
export class UnkeptAdapters {
  #all: readonly Unkept[] = [];

  note(given: GivenAdapter, { info, name }: AddedAdapter): void {
    const { digest = "", id } = adapterOf(info, name) ?? {};
    this.forget(digest);
    const model = sourceKey(info.source);
    if (id === undefined) this.#all = [...this.#all, { given: { ...given, name }, model, digest }];
  }

  forget(digest: string): void {
    this.#all = this.#all.filter((one) => one.digest !== digest);
  }

  /** @returns the model with those that it took */
  async addTo(remote: Pick<RemoteEngine, "addAdapter">, loaded: ModelInfo): Promise<ModelInfo> {
    let info = loaded;
    for (const { given } of this.#all.filter(({ model }) => model === sourceKey(loaded.source))) {
      const added = await remote.addAdapter(given);
      if (added.ok) info = added.value.info;
    }
    return info;
  }
}
