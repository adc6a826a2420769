import { expect, it } from "vitest";
import { ask } from "../api/testing/ask.ts";
import { makeFailure } from "../contract/outcome.ts";
import { createRefusingHost } from "./refusing-host.ts";

const WHY = makeFailure("server_error", "status", { url: "https://site.test/embed.html", status: "503" });

it("answers the routes with why there is no model", async () => {
  const answer = await ask("generate_quote", { prompt: "life is" }, createRefusingHost(WHY));
  expect(answer.status).toBe(500);
  expect(await answer.text()).toContain("https://site.test/embed.html answered with status 503.");
});

it("refuses every call alike", async () => {
  const host = createRefusingHost(WHY);
  const call = { id: "a", incarnation: "b", fingerprint: "c", request: { prompt: "a", parameters: {} } };
  const refused = { ok: false, failure: WHY };
  expect(await host.status()).toEqual({ reason: WHY, queued: 0 });
  expect(await host.generate(call)).toEqual(refused);
  expect(await host.score({ id: "a", text: "a" })).toEqual(refused);
  expect(await host.alternatives({ id: "a", text: "a" })).toEqual(refused);
  expect([await host.stop("a"), await host.release("a")]).toEqual([undefined, undefined]);
});
