import { expose } from "comlink";
import * as v from "valibot";
import { fail } from "../contract/outcome.ts";
import { inEnglish } from "./in-english.ts";

const short = v.pipe(v.string(), v.maxLength(100));
/** Values, and functions of the other side. */
const argument = v.variant("type", [
  v.object({ type: v.literal("RAW"), value: v.unknown() }),
  v.object({ type: v.literal("HANDLER"), name: v.literal("proxy"), value: v.instance(MessagePort) }),
]);
const call = v.object({
  id: short,
  type: v.literal("APPLY"),
  path: v.strictTuple([short]),
  argumentList: v.pipe(v.array(argument), v.maxLength(8)),
});
const release = v.object({ id: short, type: v.literal("RELEASE") });
const anything = v.object({ id: short, type: v.string() });

/**
 * Lets the other end of a port call the host's own methods, and nothing else. Comlink alone would let it read, set and call
 * whatever can be reached from them, up to the prototype of every object.
 */
export function exposeCalls(host: object, port: MessagePort): void {
  const methods = new Set(Object.keys(host));
  const shown = { ...host, refuse: () => inEnglish(fail("bad_request", "not_a_method", {})) };
  const admit = (data: unknown): unknown => {
    if (v.is(release, data) || (v.is(call, data) && methods.has(data.path[0]))) return data;
    return v.is(anything, data) ? { id: data.id, type: "APPLY", path: ["refuse"] } : undefined;
  };
  expose(shown, {
    postMessage: (message, transfer) => port.postMessage(message, transfer ?? []),
    addEventListener(type, listener) {
      port.addEventListener(type, (event) => {
        const data = event instanceof MessageEvent ? admit(event.data) : undefined;
        if (data !== undefined && typeof listener === "function") listener(new MessageEvent(type, { data }));
      });
    },
    // Done once the other end has released the host.
    removeEventListener: () => port.close(),
    start: () => port.start(),
  });
}
