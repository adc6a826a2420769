import { refuseFile } from "../contract/refuse-file.ts";

/** No disk takes a longer path, in characters. */
const LONGEST_NAME = 4096;

/** A folder's name ends with a slash. @throws Refusal where a name exists only to be misused as a path */
export function checkName(path: string, name: string): void {
  const parts = name.replace(/\/$/, "").split("/");
  const isWrong =
    parts.some((part) => part === "" || part === "." || part === "..") || /(?:^|\/)[a-z]:|\p{Cc}/iu.test(name);
  if (isWrong || name.length > LONGEST_NAME) throw refuseFile(path, "zip_name", { name });
}

/**
 * Which of two such files is there after unpacking depends on the program and the disk: a zip with both holds other files
 * for others than for us.
 * @throws Refusal for names that are equal, or one file on disks that know no capitals, normal forms, invisible letters, or
 * blanks and dots at an end, and for a file that is another one's folder
 */
export function checkDistinct(path: string, items: readonly { readonly name: string }[]): void {
  const seen = new Map<string, string>();
  for (const { name } of items) {
    const key = diskName(name);
    const twin = seen.get(key);
    if (twin === name) throw refuseFile(path, "zip_twice", { name });
    if (twin !== undefined) throw refuseFile(path, "zip_alike", { name: twin, other: name });
    seen.set(key, name);
  }
  // A folder comes right before what is in it.
  const sorted = [...seen].map(([key, name]) => [`${key}/`, name] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [index, [key, name]] of sorted.entries()) {
    if (!name.endsWith("/") && sorted[index + 1]?.[0].startsWith(key))
      throw refuseFile(path, "zip_file_and_folder", { name });
  }
}

function diskName(name: string): string {
  const parts = name
    .replace(/\p{Default_Ignorable_Code_Point}/gu, "")
    .normalize("NFC")
    .toLowerCase()
    .split("/");
  const ends = parts.map((part) => part.replace(/[. ]+$/u, ""));
  return (ends.at(-1) === "" ? ends.slice(0, -1) : ends).join("/");
}
