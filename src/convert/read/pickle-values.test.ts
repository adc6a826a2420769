import { describe, expect, it } from "vitest";
import { findGlobal, isTensor, isUnread } from "./pickle-values.ts";

describe("globals that a pickle may name", () => {
  it("are what tensors are made of", () => {
    expect(findGlobal("torch._utils _rebuild_tensor_v2")).toMatchObject({ does: "rebuild_tensor" });
    expect(findGlobal("torch BFloat16Storage")).toMatchObject({ does: "storage", dtype: "BF16" });
    expect(findGlobal("collections OrderedDict")).toMatchObject({ does: "dictionary" });
  });

  it.each(["__main__ GPTConfig", "minGPT.model MyGPTConfig", "model ModelArgs"])(
    "are a model's settings: %s",
    (name) => {
      expect(findGlobal(name)).toMatchObject({ does: "settings" });
    },
  );

  it.each([
    "os system",
    "posix system",
    "builtins eval",
    "builtins getattr",
    "subprocess Popen",
    "torch load",
    "torch.serialization _load",
    "__main__ GPTConfig x",
    "__main__ GPTConfigMaker",
    "GPTConfig",
    "toString",
    "constructor",
    "",
  ])("are nothing else: %s", (name) => {
    expect(findGlobal(name)).toBeUndefined();
  });
});

describe("kinds of values", () => {
  it("are told apart", () => {
    const storage = { kind: "storage", dtype: "F32", key: "0", count: 1 } as const;
    expect(isTensor({ kind: "tensor", storage, offset: 0, shape: [1], strides: [1] })).toBe(true);
    expect([isTensor(storage), isTensor(null), isTensor([]), isTensor(new Map())]).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect([isUnread({ kind: "unread" }), isUnread(storage), isUnread(undefined)]).toEqual([true, false, false]);
  });
});
