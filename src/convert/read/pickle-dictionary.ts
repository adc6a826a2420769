import { refuseFile } from "../../contract/refuse-file.ts";
import { isUnread, type PickleValue } from "./pickle-values.ts";

/**
 * Puts keys and values, one behind the other, into the dictionary that a pickle is building; what is not read takes them, too.
 * @param isTuple whether an array may be a key, as tuples may and lists may not
 * @throws Refusal `malformed_file`
 */
export function setItems(
  dictionary: PickleValue | undefined,
  values: readonly PickleValue[],
  isTuple: (array: PickleValue[]) => boolean,
  path: string,
): void {
  if (isUnread(dictionary)) return;
  if (!(dictionary instanceof Map) || values.length % 2 !== 0) throw refuseFile(path, "pickle_items", {});
  for (let i = 0; i < values.length; i += 2) {
    const key = values[i] ?? null;
    if (key instanceof Map || (Array.isArray(key) && !isTuple(key))) throw refuseFile(path, "pickle_key", {});
    if (dictionary.has(key)) {
      throw refuseFile(path, "pickle_key_twice", { key: typeof key === "object" ? "(…)" : String(key) });
    }
    dictionary.set(key, values[i + 1] ?? null);
  }
}
