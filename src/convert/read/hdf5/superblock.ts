import { refuseAbout, refuseFile } from "../../../contract/refuse-file.ts";
import { FORMAT, isSignature, numberAt, type PagedFile } from "./paged-file.ts";

const SIGNATURE = "\u0089HDF\r\n\u001a\n";
/** Where the fields of each version stand: sizes of addresses and lengths, then addresses. */
const PLACES = [
  { sizes: 13, base: 24, end: 40, root: 64 },
  { sizes: 13, base: 28, end: 44, root: 68 },
  { sizes: 9, base: 12, end: 28, root: 36 },
  { sizes: 9, base: 12, end: 28, root: 36 },
];

/**
 * Where the root group of an HDF5 file is described.
 * @throws Refusal `malformed_file`, `no_usable_files`
 */
export async function findRoot(file: PagedFile): Promise<number> {
  const { path, bytes } = file.file;
  const view = await file.view(0, Math.min(96, bytes.size));
  if (view.byteLength < 96 || !isSignature(view, SIGNATURE)) throw file.broken("signature", 0);
  const version = view.getUint8(8);
  const places = PLACES[version];
  const unsupported = (part: string) =>
    refuseAbout("no_usable_files", path, "unsupported_part", { part, format: FORMAT });
  if (!places) throw unsupported(`superblock ${version}`);
  const { sizes, base, end, root } = places;
  const widths = [view.getUint8(sizes), view.getUint8(sizes + 1)];
  if (widths.some((width) => width !== 8)) throw unsupported(`addresses ${widths.join("+")}`);
  if (numberAt(view, base) !== 0) throw unsupported("userblock");
  if (numberAt(view, end) > bytes.size)
    throw refuseFile(path, "ends_before", { size: `${bytes.size}`, end: `${numberAt(view, end)}` });
  return numberAt(view, root);
}
