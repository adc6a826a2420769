import { expect, it } from "vitest";
import { fetchChecked, readStart } from "./fetch-checked.ts";

const ADDRESS = "https://hub.test/config.json";
const GONE = new TypeError("The connection is gone.");

/** A body of one piece, whose connection breaks as soon as it is to be ended. */
function unendable(text: string): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode(text)),
    cancel: () => Promise.reject(GONE),
  });
}

it("a refused request is told by its status, also where its answer cannot be ended", async () => {
  const fetcher = async () => new Response(unendable("no such file"), { status: 404 });
  await expect(fetchChecked(fetcher, ADDRESS)).rejects.toMatchObject({
    failure: { code: "model_not_found", subject: ADDRESS },
  });
});

it("the start of an answer is read, also where its rest cannot be ended", async () => {
  const start = await readStart(new Response(unendable("weights")), ADDRESS, 4);
  expect(new TextDecoder().decode(start)).toBe("weig");
});
