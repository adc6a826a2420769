import { describe, expect, it } from "vitest";
import { firstChoice, hubTarget, isRepoPart } from "./hub-target.ts";

const OWNER = { name: "owner", orgs: ["lab"] };

describe("firstChoice", () => {
  it.each([
    ["gpt2-quotes", "gpt2-quotes"],
    ["My model (2)", "My-model-2-"],
    ["owner/name", "name"],
    ["a--b..c", "a-b.c"],
    ["…", "my-gpt2"],
  ])("%s may be called %s", (model, name) => {
    expect(firstChoice(model, undefined).name).toBe(name);
    expect(isRepoPart(name)).toBe(true);
  });

  it("proposes what came from somebody's repository to that one", () => {
    expect(firstChoice("owner/name", "owner/name")).toMatchObject({ way: "pull", repo: "owner/name" });
  });
});

describe("hubTarget", () => {
  const choice = { ...firstChoice("tiny", undefined), isPrivate: true };

  it("is the owner's own, or that of an organization of theirs and of no other", () => {
    expect(hubTarget(choice, OWNER)).toEqual({ repo: "owner/tiny", way: "new", isPrivate: true, withSpace: true });
    expect(hubTarget({ ...choice, owner: "lab" }, OWNER)?.repo).toBe("lab/tiny");
    expect(hubTarget({ ...choice, owner: "others" }, OWNER)?.repo).toBe("owner/tiny");
  });

  it("has no Space and nothing private beside a proposal", () => {
    const pull = hubTarget({ ...choice, way: "pull", repo: "bo/big" }, OWNER);
    expect(pull).toEqual({ repo: "bo/big", way: "pull", isPrivate: false, withSpace: false });
  });

  it("is none without a name", () => {
    expect(hubTarget({ ...choice, name: "a b" }, OWNER)).toBeUndefined();
    expect(hubTarget({ ...choice, way: "update", repo: "name" }, OWNER)).toBeUndefined();
  });
});
