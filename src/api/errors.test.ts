import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { QUEUE_LIMIT } from "../contract/api/host.ts";
import { openApiDocument } from "../contract/api/openapi.ts";
import { openApiOfServer } from "../contract/api/openapi-of-server.ts";
import { CHAT_LIMITS } from "../contract/chat.ts";
import { LIMITS } from "../contract/limits.ts";
import { BODY_BYTES } from "./read-body.ts";

const text = readFileSync(new URL("errors.md", import.meta.url), "utf8");

it("tells of every status that the descriptions of the routes have", () => {
  const described = [openApiDocument("1.0.0"), openApiOfServer("1.0.0")].map((document) => JSON.stringify(document));
  const statuses = new Set(
    described.flatMap((json) => [...json.matchAll(/"([45]\d\d)":/g)].map(([, status]) => status)),
  );
  expect(statuses.size).toBeGreaterThan(5);
  expect([...statuses].filter((status) => !text.includes(`| ${status}    |`))).toEqual([]);
});

it.each([
  ["calls that run or wait", [QUEUE_LIMIT]],
  ["size of a body", [BODY_BYTES]],
  ["characters of a prompt", [LIMITS.promptCharacters]],
  ["prompts in a call", [LIMITS.prompts]],
  ["texts for a prompt", [LIMITS.samples]],
  ["beams", [LIMITS.beams]],
  ["texts computed together", [LIMITS.rows]],
  ["new tokens", [LIMITS.newTokens]],
  ["stop strings", [LIMITS.stopStrings, LIMITS.stopStringCharacters]],
  ["alternatives to a token", [LIMITS.topLogprobs]],
  ["messages of a conversation", [CHAT_LIMITS.messages, CHAT_LIMITS.conversation]],
])("has the limit of %s", (what, limits) => {
  const line = text.split("\n").find((one) => one.startsWith(`| ${what}`)) ?? "";
  for (const limit of limits) expect(line).toContain(limit.toLocaleString("en"));
});
