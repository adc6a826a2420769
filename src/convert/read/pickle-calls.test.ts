import { describe, expect, it } from "vitest";
import { saying } from "../../contract/testing/refused.ts";
import { callGlobal } from "./pickle-calls.ts";
import { findGlobal, type PickledStorage, type PickleValue } from "./pickle-values.ts";

const global = (name: string) => findGlobal(name);
const call = (name: string, ...args: readonly PickleValue[]) => callGlobal(global(name), args, "model.bin");
const storage: PickledStorage = { kind: "storage", dtype: "F32", key: "0", count: 6 };
const tensor = { kind: "tensor", storage, offset: 0, shape: [2, 3], strides: [3, 1] };
const rebuild = "torch._utils _rebuild_tensor_v2";

describe("what a pickle calls", () => {
  it("makes tensors, parameters and tensors with attributes", () => {
    const args: PickleValue[] = [storage, 0, [2, 3], [3, 1]];
    expect(call(rebuild, ...args)).toEqual(tensor);
    expect(call("torch._utils _rebuild_parameter", call(rebuild, ...args))).toEqual(tensor);
    expect(call("torch._tensor _rebuild_from_type_v2", global(rebuild) ?? null, null, args)).toEqual(tensor);
  });

  it("makes dictionaries; a copy is the dictionary itself, however often it is asked for", () => {
    const content = new Map<PickleValue, PickleValue>([["a", 1]]);
    expect(call("collections OrderedDict")).toEqual(new Map());
    expect(call("collections Counter", content)).toBe(content);
    expect(() => call("collections Counter", [1])).toThrow(saying("model.bin"));
  });

  it("calls nothing else", () => {
    expect(() => callGlobal("os.system", ["id"], "model.bin")).toThrow(saying("model.bin", { code: "unsafe_pickle" }));
    expect(() => callGlobal(undefined, [], "model.bin")).toThrow(saying("model.bin", { code: "unsafe_pickle" }));
    expect(() => call("torch FloatStorage", 8)).toThrow(saying("model.bin", { code: "unsafe_pickle" }));
  });

  it("rebuilds by type only what it would rebuild without", () => {
    const args: PickleValue[] = [global("collections OrderedDict") ?? null, null, []];
    expect(() => call("torch._tensor _rebuild_from_type_v2", ...args)).toThrow(saying("model.bin"));
    expect(() => call("torch._tensor _rebuild_from_type_v2", global(rebuild) ?? null, null, null)).toThrow(
      saying("model.bin"),
    );
  });
});
