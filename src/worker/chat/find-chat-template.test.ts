import { describe, expect, it } from "vitest";
import { CHAT_LIMITS } from "../../contract/chat.ts";
import { findChatTemplate } from "./find-chat-template.ts";

const find = (files: Record<string, unknown>) =>
  findChatTemplate({
    paths: Object.keys(files),
    text: async (path) => (typeof files[path] === "string" ? String(files[path]) : JSON.stringify(files[path])),
  });

describe("findChatTemplate", () => {
  it("takes the template of its own file before that of the settings, and the tokens from there", async () => {
    const settings = { chat_template: "old", bos_token: "<s>", eos_token: { content: "</s>", lstrip: false } };
    const tokens = expect.objectContaining({ bos_token: "<s>", eos_token: "</s>" });
    expect(await find({ "tokenizer_config.json": settings })).toEqual({ template: "old", tokens });
    const both = { "tokenizer_config.json": settings, "chat_template.jinja": "new" };
    expect(await find(both)).toEqual({ template: "new", tokens });
    const withNull = { ...both, "tokenizer_config.json": { ...settings, chat_template: null } };
    expect(await find(withNull)).toEqual({ template: "new", tokens });
  });

  const plain = { name: "default", template: "plain" };
  it.each([
    ["the default of several", [{ name: "tool_use", template: "tools" }, plain], "plain"],
    ["the default beside malformed ones", ["x", { name: "rag" }, plain], "plain"],
    ["none without a default", [{ name: "tool_use", template: "tools" }], undefined],
    ["none where it is null", null, undefined],
  ])("takes %s", async (_name, chat_template, template) => {
    const found = await find({ "tokenizer_config.json": { chat_template, bos_token: null } });
    expect(found?.template).toBe(template);
  });

  it.each([[{}], [{ "tokenizer_config.json": { bos_token: "<s>" } }], [{ "tokenizer_config.json": "no json" }]])(
    "finds none in %j",
    async (files) => {
      expect(await find(files)).toBeUndefined();
    },
  );

  it("keeps no more of a long one than tells that it is", async () => {
    const found = await find({ "chat_template.jinja": "x".repeat(CHAT_LIMITS.characters * 2) });
    expect(found?.template).toHaveLength(CHAT_LIMITS.characters + 1);
  });
});
