import { IncomingMessage, type IncomingHttpHeaders } from "node:http";
import { Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { idOf, urlOf } from "./request-head.ts";

function incoming(headers: IncomingHttpHeaders, url?: string): IncomingMessage {
  const message = new IncomingMessage(new Socket());
  Object.assign(message.headers, headers);
  if (url !== undefined) message.url = url;
  return message;
}

describe("the name of a call", () => {
  it("is the caller's own where it is fit for a log", () => {
    expect(idOf(incoming({ "x-request-id": "run-7:a.b_C" }))).toBe("run-7:a.b_C");
  });

  it.each(["", "two words", "line\nbreak", '{"level":"error"}', "x".repeat(101)])(
    "is a new one in place of %j",
    (given) => {
      expect(idOf(incoming({ "x-request-id": given }))).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  it("is another one for each call without", () => {
    expect(idOf(incoming({}))).not.toBe(idOf(incoming({})));
  });
});

describe("the address of a call", () => {
  it("is made of the host that was asked", () => {
    expect(urlOf(incoming({ host: "example.org:8000" }, "/api/health?x=1"))?.href).toBe(
      "http://example.org:8000/api/health?x=1",
    );
    expect(urlOf(incoming({}))?.href).toBe("http://localhost/");
  });

  it("is none where it cannot be one", () => {
    expect(urlOf(incoming({ host: "exa mple" }, "/"))).toBeUndefined();
    expect(urlOf(incoming({}, "//"))).toBeUndefined();
  });
});
