import * as v from "valibot";
import { readAdapterFields } from "../contract/adapter-fields.ts";
import { ADAPTER_NOTE, type AdapterNote } from "../contract/adapter-note.ts";
import { ADAPTER_CONFIG } from "../contract/model-folder.ts";
import { repositoryOf } from "../contract/model-reference.ts";
import { wholeRepo } from "../contract/model-source.ts";
import { refuse } from "../contract/outcome.ts";
import type { OpenedPackage, PublishEdit } from "../contract/publishing.ts";
import { CARD } from "../publish/card/card-document.ts";
import type { CardFields } from "../publish/card/card-fields.ts";
import { completeAdapterCard, type NamedAdapter } from "../publish/card/complete-adapter-card.ts";
import type { CompletedCard } from "../publish/card/complete-card.ts";
import { readFields } from "../publish/card/read-fields.ts";
import { listFiles } from "../publish/list-files.ts";
import type { PublishedFile, UploadItem } from "../publish/package-files.ts";
import { requireLicense } from "../publish/require-license.ts";
import type { KeptAdapter, ShelfFiles } from "../store/adapter-shelf.ts";
import type { PublisherWorld } from "./publisher-world.ts";

const anyObject = v.looseObject({});

/** An adapter as it will be published. */
interface PreparedAdapter {
  readonly card: CompletedCard;
  readonly files: readonly PublishedFile[];
  readonly listing: readonly UploadItem[];
}

/** A kept adapter, open while it is edited and published. */
export class EditedAdapter {
  readonly #kept: KeptAdapter;
  readonly #files: ShelfFiles;
  readonly #sha256: PublisherWorld["sha256"];

  constructor(kept: KeptAdapter, files: ShelfFiles, { sha256 }: Pick<PublisherWorld, "sha256">) {
    this.#kept = kept;
    this.#files = files;
    this.#sha256 = sha256;
  }

  /** What its owner may say of it. */
  async describe(): Promise<OpenedPackage> {
    const { name } = this.#kept;
    const { card, listing } = await this.prepare();
    const bytes = listing.reduce((sum, one) => sum + one.bytes, 0);
    return { name, isAdapter: true, bytes, edit: { ...readFields(card.text, name), defaults: {} } };
  }

  /** PEFT's files, which name the base that the owner names, with a note of its state and a card. */
  async prepare(edit?: PublishEdit): Promise<PreparedAdapter> {
    const base = edit === undefined ? this.#base : (repositoryOf(edit.base_model[0]) ?? this.#kept.base);
    const card = completeAdapterCard(this.#named(base), edit && fieldsOf(edit));
    const own = this.#files.map(({ path, bytes }) => ({
      path,
      content: path === ADAPTER_CONFIG ? jsonBlob(withBase(bytes, base)) : new Blob([new Uint8Array(bytes)]),
    }));
    const note = { path: ADAPTER_NOTE, content: jsonBlob(this.#note(base)) };
    const files = [...own, note, { path: CARD, content: new Blob([card.text]) }];
    return { card, files, listing: await listFiles(files, this.#sha256) };
  }

  /** As {@link prepare}. @throws Refusal `not_published` without a licence or a base that others find, or where its texts may not go */
  async finish(edit: PublishEdit): Promise<PreparedAdapter> {
    const [base = ""] = edit.base_model;
    if (repositoryOf(base) === undefined) throw refuse("not_published", "no_base", { base });
    const made = await this.prepare(edit);
    requireLicense(made);
    if (edit.mayTextsGo !== true) throw refuse("not_published", "no_consent", {});
    return made;
  }

  /** Its bytes are in memory. */
  async close(): Promise<void> {}

  /** The repository that PEFT's file names, or that its model is of, else the name of the model here. Never a path of somebody's disk. */
  get #base(): string {
    const config = this.#files.find(({ path }) => path === ADAPTER_CONFIG);
    const named = config && readAdapterFields(new TextDecoder().decode(config.bytes)).base_model_name_or_path;
    const { source, base } = this.#kept;
    return repositoryOf(named) ?? (source && wholeRepo(source)) ?? base;
  }

  #named(base: string): NamedAdapter {
    const { name, before, after } = this.#kept;
    return { name, base, ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
  }

  #note(base: string): AdapterNote {
    const { name, bases } = this.#kept;
    return { format: "hostless-adapter", version: 1, name, base: { name: base, id: bases[0] ?? "" } };
  }
}

/** Opens a kept adapter. @throws Refusal `model_not_found` */
export async function openAdapter(
  { shelf, sha256 }: Pick<PublisherWorld, "shelf" | "sha256">,
  id: string,
): Promise<EditedAdapter> {
  const kept = (await shelf.list()).find((one) => one.id === id);
  const files = kept && (await shelf.files(id));
  if (kept === undefined || files === undefined) throw refuse("model_not_found", "not_kept", {});
  return new EditedAdapter(kept, files, { sha256 });
}

function withBase(config: Uint8Array, base: string): object {
  const text = new TextDecoder().decode(config);
  return { ...v.parse(anyObject, JSON.parse(text)), base_model_name_or_path: base };
}

function jsonBlob(value: object): Blob {
  return new Blob([`${JSON.stringify(value, undefined, 2)}\n`]);
}

function fieldsOf({ defaults: _defaults, look: _look, mayTextsGo: _may, ...edit }: PublishEdit): CardFields {
  return edit;
}
