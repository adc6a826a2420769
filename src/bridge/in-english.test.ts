import { expect, it } from "vitest";
import { fail, succeed } from "../contract/outcome.ts";
import { inEnglish } from "./in-english.ts";

it("leaves what went well as it is", async () => {
  expect(await inEnglish(succeed({ n: 1 }))).toEqual({ ok: true, value: { n: 1 } });
});

it("tells a failure in sentences, with its code and what callers act on, and nothing else of it", async () => {
  const outcome = fail("bad_request", "request", { field: "top_p" }, { subject: "top_p" });
  const told = await inEnglish(outcome);
  expect(told).toMatchObject({ ok: false, failure: { code: "bad_request", subject: "top_p" } });
  expect(told.ok ? "" : told.failure.message).toMatch(/top_p.*\.$/);
  expect(told.ok ? {} : told.failure).not.toHaveProperty("parameters");
});
