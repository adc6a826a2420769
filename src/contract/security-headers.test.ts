import { describe, expect, it } from "vitest";
import { contentSecurityPolicy, headersFile, securityHeaders } from "./security-headers.ts";

describe("contentSecurityPolicy", () => {
  it("has nothing in a meta element that browsers ignore there", () => {
    expect(contentSecurityPolicy({ place: "meta" })).not.toContain("frame-ancestors");
    expect(contentSecurityPolicy({ place: "header" })).toContain("frame-ancestors *");
  });

  it("lets own code run alone, and no inline script without its nonce", () => {
    const policy = contentSecurityPolicy({ place: "header" });
    expect(policy).toContain("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';");
    expect(policy).not.toContain("unsafe-inline");
    expect(contentSecurityPolicy({ place: "header", nonce: "abc" })).toContain("script-src 'self' 'nonce-abc'");
  });

  it("asks the hosts that it is told to", () => {
    expect(contentSecurityPolicy({ place: "header", connect: ["http://hub.test"] })).toContain(
      "connect-src 'self' http://hub.test;",
    );
  });
});

describe("headersFile", () => {
  it("has every header for all paths, then what differs", () => {
    const headers = securityHeaders();
    const [all = "", assets = ""] = headersFile(headers).split("\n\n");
    expect(all.split("\n")).toEqual(["/*", ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)]);
    expect(assets).toContain("immutable");
  });
});
