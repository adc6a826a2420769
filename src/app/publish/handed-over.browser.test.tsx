import { expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import { enPublish } from "../words/en-publish.ts";
import { PublishWordsContext } from "../words/publish-words.ts";
import { takeCode } from "../take-code.ts";
import { handOver } from "./hand-over.ts";
import { HandedOver } from "./handed-over.tsx";

const { handedOver } = enPublish;

function show(handed: Promise<boolean>) {
  return render(
    <PublishWordsContext value={enPublish}>
      <HandedOver handed={handed} />
    </PublishWordsContext>,
  );
}

it.each([
  [true, handedOver.taken, 0],
  [false, handedOver.lost, 1],
])("says what became of a sign-in for another tab: taken %s", async (isTaken, said, links) => {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  await show(promise);
  const status = page.getByRole("status");
  await expect.element(status).toHaveTextContent(handedOver.busy);
  resolve(isTaken);
  await expect.element(status).toHaveTextContent(said);
  expect(page.getByRole("link", { name: handedOver.publish }).elements()).toHaveLength(links);
});

it("claims no sign-in where the visitor has refused it at the Hub", async () => {
  const address = "https://a.test/publish.html?error=access_denied&state=%7B%22nonce%22%3A%22mine%22%7D";
  const [asks, hands] = [new BroadcastChannel("test:refused"), new BroadcastChannel("test:refused")];
  const { signal } = new AbortController();
  const taken = takeCode(asks, "mine", signal);
  await show(handOver(address, hands, new Promise(() => undefined)));
  expect(await taken).toBe(address);
  const status = page.getByRole("status");
  await expect.element(status).toHaveTextContent("Go back to the tab with the model: it goes on there.");
  await expect.element(status).not.toHaveTextContent("signed in");
  for (const one of [asks, hands]) one.close();
});
