import { describe, expect, it } from "vitest";
import { readChatTemplate } from "./chat-template.ts";

const read = (files: Record<string, string>) =>
  readChatTemplate(new Map(Object.entries(files).map(([path, text]) => [path, { path, bytes: new Blob([text]) }])));

describe("readChatTemplate", () => {
  it.each([
    [{ "chat_template.jinja": "own" }, "own"],
    [{ "chat_template.jinja": "own", "tokenizer_config.json": '{"chat_template":"old"}' }, "own"],
    [{ "tokenizer_config.json": '{"chat_template":"old"}' }, "old"],
    [
      {
        "tokenizer_config.json": '{"chat_template":[{"name":"rag","template":"r"},{"name":"default","template":"d"}]}',
      },
      "d",
    ],
    [{ "tokenizer_config.json": '{"chat_template":[{"name":"rag","template":"r"}]}' }, undefined],
    [{ "tokenizer_config.json": '{"chat_template":null}' }, undefined],
    [{}, undefined],
  ])("of %j is %j", async (files, template) => {
    expect(await read(files)).toBe(template);
  });
});
