import { expect, it } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import { enPublish } from "../words/en-publish.ts";
import { PublishWordsContext } from "../words/publish-words.ts";
import { HandedOver } from "./handed-over.tsx";

const { handedOver } = enPublish;

it.each([
  [true, handedOver.taken, 0],
  [false, handedOver.lost, 1],
])("says what became of a sign-in for another tab: taken %s", async (isTaken, said, links) => {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  await render(
    <PublishWordsContext value={enPublish}>
      <HandedOver handed={promise} />
    </PublishWordsContext>,
  );
  const status = page.getByRole("status");
  await expect.element(status).toHaveTextContent(handedOver.busy);
  resolve(isTaken);
  await expect.element(status).toHaveTextContent(said);
  expect(page.getByRole("link", { name: handedOver.publish }).elements()).toHaveLength(links);
});
