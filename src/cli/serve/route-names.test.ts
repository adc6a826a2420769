import { describe, expect, it } from "vitest";
import { labelOf, nameOf } from "./route-names.ts";

describe("the name of a route", () => {
  it.each([
    ["/", "POST", "generate"],
    ["/", "GET", undefined],
    ["/health", "GET", "health"],
    ["/api/health", "GET", "health"],
    ["/api/", "GET", ""],
    ["/v1/completions", "POST", "v1/completions"],
    ["/v1/models/owner/name", "GET", "v1/models/owner/name"],
    ["/api/v1/models/owner%2Fname", "GET", "v1/models/owner%2Fname"],
    ["/index.html", "GET", undefined],
    ["/healthy", "GET", undefined],
    ["/apis", "GET", undefined],
  ])("of %s %s is %s", (path, method, name) => {
    expect(nameOf(path, method)).toBe(name);
  });
});

describe("the label that a request is counted under", () => {
  it.each([
    ["/api/generate", "/generate"],
    ["/generate", "/generate"],
    ["/", "/"],
    ["/v1/models/owner/name", "/v1/models/{model}"],
    ["/docs", "/docs"],
    ["/wp-login.php", "other"],
    ["/v1/UPPER", "other"],
    ["/v1/completions", "/v1/completions"],
    ["/v1/aaa", "other"],
    ["/api/v1/zzz/q", "other"],
    ["/generate/../../etc/passwd", "other"],
  ])("of %s is %s", (path, label) => {
    expect(labelOf(path)).toBe(label);
  });
});
