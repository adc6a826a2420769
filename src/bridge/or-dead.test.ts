import { expect, it } from "vitest";
import { succeed } from "../contract/outcome.ts";
import { orDead } from "./or-dead.ts";

/** As much of a worker as is listened to. */
function dyingWorker() {
  const target = new EventTarget();
  const worker = Object.assign(target, {
    onmessage: null,
    onmessageerror: null,
    onerror: null,
    postMessage() {},
    terminate() {},
  });
  return { worker, die: () => worker.dispatchEvent(Object.assign(new Event("error"), { message: "out of memory" })) };
}

it("settles a call with its answer while the worker lives", async () => {
  const { worker } = dyingWorker();
  expect(await orDead(worker)(Promise.resolve(succeed(1)))).toEqual({ ok: true, value: 1 });
});

it("settles the calls under way and every later one by the worker's death", async () => {
  const { worker, die } = dyingWorker();
  const guard = orDead(worker);
  const before = guard(new Promise(() => {}));
  die();
  const after = guard(new Promise(() => {}));
  for (const outcome of [await before, await after]) {
    expect(outcome).toMatchObject({ ok: false, failure: { code: "worker_died" } });
  }
});
