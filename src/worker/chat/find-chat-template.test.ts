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
    const tokens = { bos_token: "<s>", eos_token: "</s>" };
    expect(await find({ "tokenizer_config.json": settings })).toEqual({ template: "old", ...tokens });
    const both = { "tokenizer_config.json": settings, "chat_template.jinja": "new" };
    expect(await find(both)).toEqual({ template: "new", ...tokens });
    expect(await find({ "chat_template.jinja": "alone" })).toEqual({ template: "alone" });
  });

  it("takes the default of several", async () => {
    const chat_template = [
      { name: "tool_use", template: "tools" },
      { name: "default", template: "plain" },
    ];
    expect(await find({ "tokenizer_config.json": { chat_template, bos_token: null } })).toEqual({ template: "plain" });
    expect(await find({ "tokenizer_config.json": { chat_template: chat_template.slice(0, 1) } })).toBeUndefined();
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
