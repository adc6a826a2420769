import type { DetailOf, FailureParameters } from "../../contract/failure-parameters.ts";
import type { Refusal } from "../../contract/outcome.ts";
import { refuseAbout, refuseFile } from "../../contract/refuse-file.ts";
import type { PickleGlobal, PickleValue } from "./pickle-values.ts";
import { rebuildTensor } from "./rebuild-tensor.ts";

/** The only meanings of a call. @throws Refusal `unsafe_pickle`, `malformed_file` */
export function callGlobal(callee: PickleValue | undefined, args: readonly PickleValue[], path: string): PickleValue {
  switch (isGlobal(callee) ? callee.does : undefined) {
    case "nothing":
      return { kind: "unread" };
    case "dictionary":
      return dictionaryOf(args, path);
    case "default_dictionary":
      return new Map();
    case "rebuild_tensor":
      return rebuildTensor(args, path);
    case "rebuild_parameter":
      return args[0] ?? null;
    case "rebuild_from_type":
      return rebuildFromType(args, path);
    default:
      throw refuseUnsafe(path, "call", {});
  }
}

/** Empty, or a `Counter` of a dictionary: that dictionary, since a copy of it could be asked for without end. */
function dictionaryOf([content = new Map(), ...more]: readonly PickleValue[], path: string): PickleValue {
  if (content instanceof Map && more.length === 0) return content;
  throw refuseFile(path, "pickle_dictionary", {});
}

/** `_rebuild_from_type_v2(function, type, arguments, state)`: a tensor with attributes, which are dropped. */
function rebuildFromType([rebuild, , args]: readonly PickleValue[], path: string): PickleValue {
  const inner = isGlobal(rebuild) && (rebuild.does === "rebuild_tensor" || rebuild.does === "rebuild_parameter");
  if (!inner || !Array.isArray(args)) throw refuseFile(path, "pickle_rebuild", {});
  return callGlobal(rebuild, args, path);
}

export function isGlobal(value: PickleValue | undefined): value is PickleGlobal {
  return typeof value === "object" && value !== null && "does" in value;
}

/** Refuses a call that would run code, or that `torch.save` never writes. */
export function refuseUnsafe<D extends DetailOf<"unsafe_pickle">>(
  path: string,
  detail: D,
  parameters: Omit<FailureParameters<"unsafe_pickle", D>, "path">,
): Refusal {
  return refuseAbout("unsafe_pickle", path, detail, parameters);
}
