import { describe, expect, it } from "vitest";
import { withHeaders } from "./with-headers.ts";

describe("withHeaders", () => {
  it("adds and replaces headers, and keeps body, status and all else", async () => {
    const answer = new Response("body", { status: 201, headers: { "Content-Type": "text/html", "X-Frame": "old" } });
    const changed = withHeaders(answer, { "X-Frame": "new", "Cross-Origin-Opener-Policy": "same-origin" });
    expect(changed.status).toBe(201);
    expect(Object.fromEntries(changed.headers)).toEqual({
      "content-type": "text/html",
      "x-frame": "new",
      "cross-origin-opener-policy": "same-origin",
    });
    expect(await changed.text()).toBe("body");
  });

  it.each([204, 304])("makes no body for status %i, which may have none", (status) => {
    expect(withHeaders(new Response(null, { status }), { A: "b" }).headers.get("A")).toBe("b");
  });

  it("leaves what no script may see as it is", () => {
    const error = Response.error();
    expect(withHeaders(error, { A: "b" })).toBe(error);
  });
});
