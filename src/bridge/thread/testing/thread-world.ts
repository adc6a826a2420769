import { expect } from "vitest";
import type { ModelInfo } from "../../../contract/model-info.ts";
import type { Failure, Outcome } from "../../../contract/outcome.ts";
import { step } from "../step.ts";
import { type Call, type Effect, INITIAL, type ThreadEvent, type ThreadState, type Wanted } from "../thread-state.ts";
import { infoOf, pathOf } from "./play.ts";

interface FakeThread {
  readonly calls: Set<number>;
  loading?: Wanted | undefined;
  model?: string | undefined;
}

const BESIDE_BYTES = 64 * 1024 * 1024;

/** Threads that answer, fail and die as a test says, and whoever asks them. After each event it checks what has to hold always. */
export class ThreadWorld {
  state: ThreadState = INITIAL;
  readonly #alive = new Map<number, FakeThread>();
  readonly #dead: number[] = [];
  /** Calls and loads that were asked for and are not settled. */
  readonly open = new Set<number>();
  readonly #alarms: number[] = [];
  #isRestarting = false;
  #last = 0;

  ask(what: Omit<Call, "call">): void {
    this.open.add(++this.#last);
    this.#send({ type: "called", call: { ...what, call: this.#last } });
  }

  load(wanted: Wanted): void {
    this.open.add(++this.#last);
    this.#send({ type: "load", load: this.#last, wanted });
  }

  choose(wanted: Wanted): void {
    this.#send({ type: "chosen", wanted });
  }

  giveUp(): void {
    this.#send({ type: "give-up" });
  }

  answer(n: number, outcome: Outcome<unknown>): void {
    const posted = [...this.#alive].flatMap(([thread, { calls }]) => [...calls].map((call) => [thread, call] as const));
    const [thread, call] = posted[n % posted.length] ?? [];
    if (thread === undefined || call === undefined) return;
    this.#alive.get(thread)?.calls.delete(call);
    this.open.delete(call);
    this.#send({ type: "answered", thread, call, outcome });
  }

  /** @param failure absent where the model is there then */
  finishLoad(n: number, failure?: Failure): void {
    const loading = [...this.#alive].filter(([, thread]) => thread.loading !== undefined);
    const [thread, found] = loading[n % loading.length] ?? [];
    if (thread === undefined || found?.loading === undefined) return;
    const path = pathOf(found.loading);
    found.loading = undefined;
    found.model = failure === undefined ? path : undefined;
    const outcome: Outcome<ModelInfo> =
      failure === undefined ? { ok: true, value: infoOf(path) } : { ok: false, failure };
    this.#send({ type: "loaded", thread, outcome });
  }

  die(n: number, failure: Failure): void {
    const thread = [...this.#alive.keys()][n % this.#alive.size];
    if (thread === undefined) return;
    this.#bury(thread);
    this.#send({ type: "died", thread, failure });
  }

  overdue(n: number): void {
    const load = this.#alarms[n % this.#alarms.length];
    if (load !== undefined) this.#send({ type: "overdue", load });
  }

  /** What a dead thread says changes nothing. */
  speakLate(n: number, failure: Failure): void {
    const thread = this.#dead[n % this.#dead.length];
    if (thread === undefined) return;
    const outcome = { ok: false, failure } as const;
    const before = this.state;
    for (const event of [
      { type: "died", thread, failure },
      { type: "loaded", thread, outcome },
      { type: "loaded", thread, outcome: { ok: true, value: infoOf("late") } },
      { type: "answered", thread, call: n % (this.#last + 1), outcome },
    ] as const) {
      expect(this.#send(event)).toEqual([]);
      expect(this.state).toEqual(before);
    }
  }

  /** Everything goes well from here on. */
  drain(): void {
    for (let left = 1000; left > 0 && this.open.size > 0; left--) {
      this.finishLoad(0);
      this.answer(0, { ok: true, value: undefined });
    }
  }

  #send(event: ThreadEvent): readonly Effect[] {
    const [state, effects] = step(this.state, event, this.#last);
    this.state = state;
    for (const effect of effects) this.#act(effect);
    this.#check();
    return effects;
  }

  #act(effect: Effect): void {
    switch (effect.type) {
      case "start":
        expect([...this.#alive.keys(), ...this.#dead]).not.toContain(effect.thread);
        this.#alive.set(effect.thread, { calls: new Set() });
        break;
      case "end":
        this.#bury(effect.thread);
        break;
      case "post":
        if (effect.thread === undefined) this.open.delete(effect.call);
        else this.#threadOf(effect).calls.add(effect.call);
        break;
      case "load":
        expect(this.#threadOf(effect).loading).toBeUndefined();
        this.#threadOf(effect).loading = effect.wanted;
        break;
      case "give-up":
        this.#alarms.push(effect.load);
        break;
      case "settle":
        expect(this.open.delete(effect.load)).toBe(true);
        break;
      case "tell":
        this.#hear(effect.status.kind);
    }
  }

  #threadOf({ thread = 0 }: { readonly thread?: number | undefined }): FakeThread {
    const found = this.#alive.get(thread);
    if (found === undefined) throw new Error(`Thread ${thread} is not there.`);
    return found;
  }

  #bury(thread: number): void {
    for (const call of this.#threadOf({ thread }).calls) this.open.delete(call);
    this.#alive.delete(thread);
    this.#dead.push(thread);
  }

  /** Each restart is told to have ended, well or not. */
  #hear(kind: string): void {
    if (kind === "restarting") expect(this.#isRestarting).toBe(false);
    if (kind === "restored" || kind === "lost") expect(this.#isRestarting).toBe(true);
    if (["restarting", "restored", "lost"].includes(kind)) this.#isRestarting = kind === "restarting";
  }

  #check(): void {
    const { serving, model, load, calls, queue, restoration } = this.state;
    // No thread but the one that answers, and one in which a model is loaded beside a small one.
    const beside = load?.thread === serving ? undefined : load?.thread;
    expect([...this.#alive.keys()].sort()).toEqual([serving, beside].filter((one) => one !== undefined).sort());
    if (beside !== undefined) expect(model?.info.bytes ?? 0).toBeLessThanOrEqual(BESIDE_BYTES);
    // The model that is said to answer is the one that is in the thread.
    if (model !== undefined) expect(this.#alive.get(serving ?? 0)?.model).toBe(pathOf(model.wanted));
    const posted = [...this.#alive].flatMap(([, thread]) => [...thread.calls]);
    expect(calls.flatMap(({ call, thread }) => (thread === undefined ? [] : call)).sort()).toEqual(posted.sort());
    // Nothing waits for nothing.
    if (load === undefined && restoration === undefined) {
      expect(queue).toEqual([]);
      expect(calls.filter(({ thread }) => thread === undefined)).toEqual([]);
    }
    expect(this.#isRestarting).toBe(restoration !== undefined);
  }
}
