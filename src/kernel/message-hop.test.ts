import { expect, it } from "vitest";
import { createMessageHop } from "./message-hop.ts";

it("settles after a message that was sent before", async () => {
  const { port1, port2 } = new MessageChannel();
  const heard: string[] = [];
  port1.onmessage = ({ data }) => void heard.push(`${data}`);
  const hop = createMessageHop();
  port2.postMessage("stop");
  await hop();
  port1.close();
  expect(heard).toEqual(["stop"]);
});

it("settles each call once, in order", async () => {
  const hop = createMessageHop();
  const order: number[] = [];
  await Promise.all([1, 2, 3].map((place) => hop().then(() => order.push(place))));
  expect(order).toEqual([1, 2, 3]);
});
