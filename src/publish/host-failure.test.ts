import { describe, expect, it } from "vitest";
import { refuse } from "../contract/outcome.ts";
import { inEnglish, saying } from "../contract/testing/refused.ts";
import { answerFailure, brokenFailure, hostName } from "./host-failure.ts";

const account = { host: "https://hub.example:8443", token: "hf_secretsecret" };
const refusalFor = (status: number, reason = "", retryAfterSeconds?: number) =>
  answerFailure({ status, reason, retryAfterSeconds }, { repo: "me/model" }, account);

describe("a host's refusal", () => {
  it.each([
    [401, "signed_out"],
    [403, "not_allowed"],
    [404, "not_there"],
    [412, "changed_meanwhile"],
    [413, "too_large"],
    [429, "busy"],
    [500, "refused"],
    [418, "refused"],
  ])("of status %i is %s", (status, detail) => {
    expect(refusalFor(status).failure).toMatchObject({ code: "not_published", detail });
  });

  it("names the repository, and the host without its scheme", () => {
    expect(inEnglish(refusalFor(403))).toContain("me/model");
    expect(inEnglish(refusalFor(403))).toContain(hostName(account));
    expect(hostName(account)).toBe("hub.example:8443");
  });

  it("asks to wait as long as the host does, else as long as it said before, else a minute", () => {
    expect(refusalFor(429, "", 7).failure.retryAfterSeconds).toBe(7);
    const asked = answerFailure({ status: 429, reason: "" }, { repo: "me/model", seconds: 9 }, account);
    expect(asked.failure.retryAfterSeconds).toBe(9);
    expect(refusalFor(429).failure.retryAfterSeconds).toBe(60);
  });

  it("keeps the host's words, without the token, signed addresses and what moves a cursor", () => {
    const said = inEnglish(
      refusalFor(500, `bad ${account.token} hf_othersecret at https://s3.example/x?sig=1 \u001b[2Jend`),
    );
    expect(said).toContain("bad");
    expect(said).toContain("end");
    for (const hidden of [account.token, "hf_othersecret", "sig=1", "\u001b"]) expect(said).not.toContain(hidden);
  });

  it("is cut where it is long", () => {
    expect(inEnglish(refusalFor(500, "x".repeat(10_000))).length).toBeLessThan(1000);
  });
});

describe("a request without an answer", () => {
  it("tells its cause without the token", () => {
    const error = new Error("fetch failed", { cause: new Error(`refused ${account.token}`) });
    const broken = brokenFailure(error, account);
    expect(broken).toEqual(saying("fetch failed: refused", { code: "not_published" }));
    expect(inEnglish(broken)).not.toContain(account.token);
  });

  it("is a refusal already where it was one", () => {
    const refusal = refuse("not_published", "changed_meanwhile", { repo: "me/model" });
    expect(brokenFailure(refusal, account)).toBe(refusal);
  });
});
