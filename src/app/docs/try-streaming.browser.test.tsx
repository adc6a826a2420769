import { afterEach, describe, expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import { button } from "../testing/find.ts";
import { enDocs } from "../words/en-docs.ts";
import { TryStreaming } from "./try-streaming.tsx";

afterEach(() => vi.unstubAllGlobals());

/** A route that answers when the test says so. */
function stubRoute(status = 200) {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const requests: unknown[] = [];
  vi.stubGlobal("fetch", async (_url: string, { body, signal }: { body: string; signal: AbortSignal }) => {
    requests.push(JSON.parse(body));
    signal.addEventListener("abort", () => void writer.abort(signal.reason));
    return new Response(readable, { status });
  });
  const send = (text: string) => writer.write(new TextEncoder().encode(text));
  return { requests, send, end: () => writer.close() };
}

const event = (data: unknown) => `data: ${JSON.stringify(data)}\n\n`;
const piece = (text: string) => event({ choices: [{ text }] });
const showBox = () => render(<TryStreaming url="api/v1/completions" ready />);
const streamed = page.getByTestId("streamed");

describe("TryStreaming", () => {
  it("cannot be pressed before there is a model and a route", async () => {
    await render(<TryStreaming url="api/v1/completions" ready={false} />);
    await expect.element(button(enDocs.streamButton)).toBeDisabled();
  });

  it("shows each piece behind the prompt as it comes, however the network cuts them", async () => {
    const { requests, send, end } = stubRoute();
    await showBox();
    await page.getByRole("textbox", { name: enDocs.streamPrompt }).fill("life");
    await button(enDocs.streamButton).click();
    await expect.poll(() => requests).toMatchObject([{ prompt: "life", stream: true }]);
    await send(piece(" is") + piece(" not").slice(0, 9));
    await expect.element(streamed).toHaveTextContent("life is");
    await send(`${piece(" not").slice(9)}data: [DONE]\n\n`);
    await expect.element(streamed).toHaveTextContent("life is not");
    await end();
    await expect.element(button(enDocs.streamButton)).toBeVisible();
  });

  it("is stopped by a click, and keeps what came", async () => {
    const { send } = stubRoute();
    await showBox();
    await button(enDocs.streamButton).click();
    await send(piece(" is"));
    await expect.element(streamed).toHaveTextContent("is");
    await button(enDocs.streamStop).click();
    await expect.element(button(enDocs.streamButton)).toBeVisible();
    await expect.element(streamed).toHaveTextContent("she is a warrior is");
    await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
  });

  it("says in an alert why a stream broke off, and keeps what came", async () => {
    const { send } = stubRoute();
    await showBox();
    await button(enDocs.streamButton).click();
    await send(piece(" is") + event({ error: { message: "The thread was lost." } }));
    await expect.element(page.getByRole("alert")).toHaveTextContent("The thread was lost.");
    await expect.element(streamed).toHaveTextContent("she is a warrior is");
  });

  it.each([
    [400, JSON.stringify({ error: { message: "The prompt is too long." } }), "The prompt is too long."],
    [404, "<h1>Not found</h1>", "api/v1/completions answered with status 404."],
  ])("says why the route refused with %d", async (status, body, said) => {
    const { send, end } = stubRoute(status);
    await showBox();
    await button(enDocs.streamButton).click();
    await send(body);
    await end();
    await expect.element(page.getByRole("alert")).toHaveTextContent(said);
    await expect.element(streamed).toHaveTextContent(/^$/);
  });
});
