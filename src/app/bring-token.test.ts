import { afterEach, expect, it, vi } from "vitest";
import { bringToken } from "./bring-token.ts";

const HUB = "https://huggingface.co";

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A sign-in of which the Hub's answer is still to come. */
function ask() {
  let resolve: (response: Response) => void = () => undefined;
  const promise = new Promise<Response>((hears) => {
    resolve = hears;
  });
  vi.stubGlobal("fetch", () => promise);
  const tab = { location: { href: "about:blank" }, close: vi.fn() };
  const onPlace = vi.fn();
  const ending = new AbortController();
  const client = { clientId: "site", redirectUrl: "https://a.test/publish.html" };
  void bringToken({ hubUrl: HUB, client, scopes: "openid", tab, onPlace, signal: ending.signal });
  const endpoint = `${HUB}/oauth/authorize`;
  const configuration = { authorization_endpoint: endpoint, token_endpoint: endpoint, userinfo_endpoint: endpoint };
  return { tab, onPlace, ending, answer: () => resolve(Response.json(configuration)) };
}

it("shows the Hub in the tab", async () => {
  const { tab, onPlace, ending, answer } = ask();
  answer();
  await vi.waitFor(() => expect(onPlace).toHaveBeenCalledOnce());
  expect(tab.location.href).toMatch(`${HUB}/oauth/authorize`);
  expect(tab.close).not.toHaveBeenCalled();
  ending.abort();
});

it("closes the tab of a sign-in that was given up before the Hub answered", async () => {
  const { tab, onPlace, ending, answer } = ask();
  ending.abort();
  answer();
  await vi.waitFor(() => expect(tab.close).toHaveBeenCalledOnce());
  expect([tab.location.href, onPlace.mock.calls]).toEqual(["about:blank", []]);
});
