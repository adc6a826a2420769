import type { OpenedPackage, PublishEdit } from "../contract/publishing.ts";
import type { CardFields } from "../publish/card/card-fields.ts";
import { CARD } from "../publish/card/card-document.ts";
import { readFields } from "../publish/card/read-fields.ts";
import { changeDefaults, DEFAULTS, readPublishedDefaults } from "../publish/change-defaults.ts";
import { type PackageSource, type PublishedPackage, preparePackage } from "../publish/package-files.ts";
import { requireLicense } from "../publish/require-license.ts";
import type { TakenModel } from "../store/take-model.ts";
import type { PublisherWorld } from "./publisher-world.ts";

/** A kept package, open while it is edited and published. */
export class EditedPackage {
  readonly #model: TakenModel;
  readonly #source: PackageSource;

  constructor(model: TakenModel, { sha256 }: Pick<PublisherWorld, "sha256">) {
    this.#model = model;
    // Each file is hashed once, however often the package is put together.
    const digests = new WeakMap<Blob, Promise<string>>();
    this.#source = {
      read: async (path) => model.files.get(path),
      sha256(content) {
        const known = digests.get(content) ?? sha256(content);
        digests.set(content, known);
        return known;
      },
    };
  }

  get source(): PackageSource {
    return this.#source;
  }

  get repo(): string | undefined {
    return this.#model.repo;
  }

  /** What its owner may change of it. @throws Refusal of its files */
  async describe(): Promise<OpenedPackage> {
    const { name, repo } = this.#model;
    const { listing, card } = await preparePackage(this.#source);
    const defaults = readPublishedDefaults(await this.#read(DEFAULTS));
    return {
      name,
      ...(repo !== undefined && { repo }),
      bytes: listing.reduce((sum, { bytes }) => sum + bytes, 0),
      edit: { ...readFields(card.text, name), defaults },
    };
  }

  /**
   * The package as its owner wants it.
   * @param changed files that take the place of its own, as beside what a repository has already
   * @param keepsCard whether a card among them is somebody else's: it gets a licence where it has none, and nothing else of the edit
   * @throws Refusal of its files
   */
  async prepare(
    edit: PublishEdit,
    changed: Readonly<Record<string, string>> = {},
    keepsCard = false,
  ): Promise<PublishedPackage> {
    const defaults = changeDefaults(await this.#read(DEFAULTS), edit.defaults);
    const theirs = keepsCard ? changed[CARD] : undefined;
    const fields = theirs === undefined ? fieldsOf(edit) : missingOf(theirs, edit);
    return preparePackage(this.#source, fields, { ...(defaults && { [DEFAULTS]: defaults }), ...changed });
  }

  /** As {@link prepare}. @throws Refusal `not_published` without a licence, too */
  async finish(edit: PublishEdit, changed?: Readonly<Record<string, string>>, keepsCard?: boolean) {
    const made = await this.prepare(edit, changed, keepsCard);
    return { made, license: requireLicense(made) };
  }

  close(): Promise<void> {
    return this.#model.close();
  }

  async #read(path: string): Promise<string | undefined> {
    return this.#model.files.get(path)?.text();
  }
}

/** Opens a kept model. @throws Refusal of the store */
export async function openPackage(world: Pick<PublisherWorld, "store" | "sha256">, id: string): Promise<EditedPackage> {
  return new EditedPackage(await world.store.take(id), world);
}

/** An edit as the card takes it: what is empty goes. The text has its title and summary already, unless it lacks them. */
function fieldsOf({ defaults: _defaults, look: _look, mayTextsGo: _may, ...edit }: PublishEdit): CardFields {
  return edit;
}

function missingOf(card: string, { license }: PublishEdit): CardFields {
  return readFields(card, "").license === "" ? { license } : {};
}
