import fc from "fast-check";
import { expect, it } from "vitest";
import { failed, succeed } from "../../contract/outcome.ts";
import { failureOf, wantedOf } from "./testing/play.ts";
import { ThreadWorld } from "./testing/thread-world.ts";

type Move = (world: ThreadWorld) => void;

const n = fc.nat(7);
const wanted = fc
  .record({
    name: fc.constantFrom("a", "b", "large a", "large b"),
    dtype: fc.constantFrom(undefined, "q4" as const),
    isImprovement: fc.boolean(),
  })
  .map(({ name, dtype, isImprovement }) =>
    wantedOf(name, {
      ...(dtype !== undefined && { options: { dtype } }),
      ...(isImprovement && { isImprovement }),
    }),
  );
const failure = fc.constantFrom("network", "internal", "gpu_lost", "worker_died", "cancelled").map(failureOf);

const move: fc.Arbitrary<Move> = fc.oneof(
  fc.constant<Move>((world) => world.ask({})),
  n.map<Move>((run) => (world) => world.ask({ needsModel: true, run, characters: 10 })),
  n.map<Move>((stops) => (world) => world.ask({ stops })),
  wanted.map<Move>((one) => (world) => world.load(one)),
  wanted.map<Move>((one) => (world) => world.choose(one)),
  fc.constant<Move>((world) => world.giveUp()),
  fc.tuple(n, failure).map<Move>(
    ([i, why]) =>
      (world) =>
        world.answer(i, failed(why)),
  ),
  n.map<Move>((i) => (world) => world.answer(i, succeed(undefined))),
  fc.tuple(n, failure).map<Move>(
    ([i, why]) =>
      (world) =>
        world.finishLoad(i, why),
  ),
  n.map<Move>((i) => (world) => world.finishLoad(i)),
  n.map<Move>((i) => (world) => world.finishLoad(i)),
  fc.tuple(n, failure).map<Move>(
    ([i, why]) =>
      (world) =>
        world.die(i, why),
  ),
  fc.tuple(n, failure).map<Move>(
    ([i, why]) =>
      (world) =>
        world.speakLate(i, why),
  ),
  n.map<Move>((i) => (world) => world.overdue(i)),
);

it("settles every call and load, has no thread too many, knows the model, and hears no dead thread, whatever happens", () => {
  fc.assert(
    fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
      const world = new ThreadWorld();
      for (const make of moves) make(world);
      world.drain();
      expect([...world.open]).toEqual([]);
      expect(world.state).toMatchObject({ calls: [], queue: [] });
    }),
    { numRuns: 1000 },
  );
});
