import { arrangeModel, findModelFolder } from "../contract/model-folder.ts";
import { refuse } from "../contract/outcome.ts";
import { refuseWithoutConfig } from "../contract/without-config.ts";

/** What systems put beside the files when they zip a folder. */
const NO_FILE = /\/$|(?:^|\/)(?:__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)/;

/**
 * The entries of an archive that are the files of the model in it, by the paths that they have from its folder.
 * @param path of the archive
 * @throws Refusal `no_usable_files` where there is no model in it, or several are
 */
export function findModelItems<Item extends { readonly name: string }>(
  path: string,
  items: readonly Item[],
): readonly (readonly [string, Item])[] {
  const byName = new Map(items.filter(({ name }) => !NO_FILE.test(name)).map((item) => [item.name, item]));
  const names = [...byName.keys()];
  checkHasModel(path, names);
  return [...arrangeModel(names, path)].flatMap(([place, name]) => {
    const item = byName.get(name);
    return item ? [[place, item] as const] : [];
  });
}

function checkHasModel(path: string, names: readonly string[]): void {
  if (findModelFolder(names, path) !== undefined) return;
  const inner = names.find((name) => /\.(?:zip|tar|t?gz|7z|rar)$/i.test(name));
  if (inner !== undefined) {
    throw refuse("no_usable_files", "other_archive", { zip: path, inner }, { subject: path });
  }
  const { failure: why } = refuseWithoutConfig(names);
  throw refuse("no_usable_files", "in_zip", { zip: path, why }, { ...(why.subject && { subject: why.subject }) });
}
