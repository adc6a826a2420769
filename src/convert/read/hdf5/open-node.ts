import type { PagedFile } from "./paged-file.ts";

/**
 * The head of a tree's node.
 * @param seen nodes that were opened before: a tree has none twice
 * @throws Refusal `malformed_file`
 */
export async function openNode(file: PagedFile, address: number, seen: Set<number>): Promise<DataView> {
  if (seen.has(address)) throw file.broken("TREE", address);
  seen.add(address);
  return file.view(address, 24);
}
