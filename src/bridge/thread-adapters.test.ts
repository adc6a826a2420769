import { describe, expect, it, vi } from "vitest";
import type { AddedAdapter, GivenAdapter } from "../contract/adapters.ts";
import type { EngineStatus } from "../contract/engine-status.ts";
import type { Engine } from "../contract/engine.ts";
import type { AdapterInfo, ModelInfo } from "../contract/model-info.ts";
import { fail, succeed } from "../contract/outcome.ts";
import { ModelThread } from "./model-thread.ts";
import { fakeWorker, INFO, resultOf } from "./testing/fake-worker.ts";

const TINY = { kind: "site", path: "tiny" } as const;
const OTHER = { kind: "site", path: "other" } as const;
const ignore = () => undefined;
const given = (name: string): GivenAdapter => ({
  name,
  files: [{ path: "adapter_config.json", bytes: new Blob(["{}"]) }],
});

const taken = ({ adapters = [] }: ModelInfo, name: string) => adapters.some((one) => one.name === name);

interface Device {
  /** What a thread finds that loads by now. */
  readonly found?: readonly AdapterInfo[];
  /** Of the model. */
  readonly bytes?: number;
  /** For which a thread waits, by what it does and the dtype. */
  readonly gates?: Readonly<Record<string, Promise<void>>>;
}

/** A thread's engine with a rack of its own, which numbers a name that is taken. @param isKept whether it finds what it kept once more when it starts anew */
function rackEngine(isKept: boolean, asked: string[], { found = [], bytes = INFO.bytes, gates = {} }: Device) {
  let info: ModelInfo = INFO;
  const engine: Partial<Engine> = {
    async load(source, { dtype = "q8" }) {
      const { path } = source.kind === "site" ? source : TINY;
      asked.push(`load ${path}`);
      const backend = { ...INFO.backend, dtype };
      info = { ...INFO, name: path, source, backend, bytes, ...(found.length > 0 && { adapters: [...found] }) };
      await gates[`load ${dtype}`];
      return succeed(info);
    },
    async addAdapter({ name: wanted, isTold, files }) {
      asked.push(`add ${wanted}`);
      await gates[`add ${info.backend.dtype}`];
      const name = !isTold && taken(info, wanted) ? `${wanted} 2` : wanted;
      const digest = `d ${files[0]?.path === "same" ? "same" : name}`;
      const added: AdapterInfo = { name, digest, ...(isKept && { id: `id ${name}` }) };
      const others = (info.adapters ?? []).map((one) => (one.name === name ? { ...one, name: `${name} 2` } : one));
      info = { ...info, adapters: [...others, added] };
      return succeed<AddedAdapter>({ info, name, isBaseNamed: true });
    },
    async findAdapters() {
      const known = info.adapters ?? [];
      const more = found.filter(({ digest }) => !known.some((one) => one.digest === digest));
      if (more.length > 0) info = { ...info, adapters: [...known, ...more] };
      return succeed(info);
    },
    async deleteAdapter(id) {
      const { adapters = [], ...rest } = info;
      const left = adapters.filter((one) => one.id !== id && one.digest !== id);
      info = left.length === 0 ? rest : { ...rest, adapters: left };
      return succeed(undefined);
    },
    async generate({ adapter }) {
      asked.push(`write ${adapter ?? "as it is"}`);
      return succeed(resultOf("x"));
    },
  };
  return engine;
}

function connect(isKept: boolean, device: Device = {}) {
  const asked: string[] = [];
  const workers: ReturnType<typeof fakeWorker>[] = [];
  const statuses: EngineStatus[] = [];
  const thread = new ModelThread({
    startWorker() {
      const worker = fakeWorker(rackEngine(isKept, asked, device));
      workers.push(worker);
      return worker;
    },
    now: () => 0,
    later: () => ignore,
    randomSeed: () => 42,
  });
  thread.subscribe({ onStatus: (status) => void statuses.push(status) });
  return { thread, workers, statuses, asked };
}

const namesOf = (thread: ModelThread) => thread.state.model?.info.adapters?.map(({ name }) => name);
const write = (thread: ModelThread, adapter: string) =>
  thread.generate({ prompt: "a", parameters: {}, adapter }, 1, ignore);

/** A promise, and what fulfils it. */
function gate() {
  let open: () => void = ignore;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

describe("adapters of a thread whose place another takes that was loaded beside it", () => {
  it("come to that one, too, where they were being added meanwhile", async () => {
    const adding = gate();
    const { thread, workers, asked } = connect(false, { bytes: 1, gates: { "add q8": adding.opened } });
    await thread.load(TINY, {}, ignore);
    const added = thread.addAdapter(given("poems"));
    await vi.waitFor(() => expect(asked).toContain("add poems"));
    const changed = thread.load(TINY, { dtype: "q4" }, ignore);
    await vi.waitFor(() => expect(thread.state.load?.done).toBeDefined());
    adding.open();
    await Promise.all([added, changed]);
    expect(workers).toHaveLength(2);
    expect(thread.state.model?.info.backend.dtype).toBe("q4");
    expect(namesOf(thread)).toEqual(["poems"]);
  });

  it("come to that one, too, where they were kept after it had looked for them", async () => {
    const loading = gate();
    const found: AdapterInfo[] = [];
    const { thread, asked } = connect(true, { bytes: 1, found, gates: { "load q4": loading.opened } });
    await thread.load(TINY, {}, ignore);
    await thread.findAdapters();
    const changed = thread.load(TINY, { dtype: "q4" }, ignore);
    await vi.waitFor(() => expect(asked).toEqual(["load tiny", "load tiny"]));
    found.push({ name: "poems", digest: "d", id: "kept" });
    await thread.findAdapters();
    loading.open();
    await changed;
    await write(thread, "poems");
    expect(thread.state.model?.info.backend.dtype).toBe("q4");
    expect(namesOf(thread)).toEqual(["poems"]);
  });
});

describe("adapters of the model's thread", () => {
  it("are told to those who listen, and to whoever asks for the model", async () => {
    const { thread, statuses } = connect(true);
    await thread.load(TINY, {}, ignore);
    await thread.addAdapter(given("poems"));
    expect(namesOf(thread)).toEqual(["poems"]);
    expect(statuses).toMatchObject([{ kind: "changed", info: { adapters: [{ name: "poems" }] } }]);
    await thread.deleteAdapter("id poems");
    expect(namesOf(thread)).toBe(undefined);
    expect(statuses).toHaveLength(2);
  });

  it("that nothing keeps are given to the thread that takes a dead one's place, before it is asked for a text", async () => {
    const { thread, workers, asked } = connect(false);
    await thread.load(TINY, {}, ignore);
    await thread.addAdapter(given("poems"));
    workers[0]?.crash();
    expect((await write(thread, "poems")).ok).toBe(true);
    expect(asked).toEqual(["load tiny", "add poems", "load tiny", "add poems", "write poems"]);
    expect(namesOf(thread)).toEqual(["poems"]);
  });

  it("that are kept are the next thread's own to find", async () => {
    const { thread, workers, asked } = connect(true);
    await thread.load(TINY, {}, ignore);
    await thread.addAdapter(given("poems"));
    workers[0]?.crash();
    await write(thread, "poems");
    expect(asked).toEqual(["load tiny", "add poems", "load tiny", "write poems"]);
  });

  it("belong to their model alone, and are forgotten once they were removed", async () => {
    const { thread, workers, asked } = connect(false);
    await thread.load(TINY, {}, ignore);
    await thread.addAdapter(given("poems"));
    await thread.addAdapter(given("letters"));
    await thread.deleteAdapter("d letters");
    await thread.load(OTHER, {}, ignore);
    expect(namesOf(thread)).toBe(undefined);
    await thread.load(TINY, {}, ignore);
    expect(namesOf(thread)).toEqual(["poems"]);
    workers.at(-1)?.crash();
    await write(thread, "poems");
    expect(asked.filter((one) => one.startsWith("add"))).toEqual([
      "add poems",
      "add letters",
      "add poems",
      "add poems",
    ]);
  });

  it("that are given again keep the names that were told of them", async () => {
    const kept: AdapterInfo[] = [];
    const { thread, workers } = connect(false, { found: kept });
    await thread.load(TINY, {}, ignore);
    await thread.addAdapter(given("poems"));
    // Another tab keeps one of that name meanwhile.
    kept.push({ name: "poems", digest: "d kept", id: "kept" });
    workers[0]?.crash();
    await write(thread, "poems");
    expect(thread.state.model?.info.adapters).toMatchObject([
      { name: "poems 2", digest: "d kept" },
      { name: "poems", digest: "d poems" },
    ]);
  });

  it("are forgotten of the model alone from which they were removed", async () => {
    const { thread } = connect(false);
    const same = (name: string): GivenAdapter => ({ name, files: [{ path: "same", bytes: new Blob() }] });
    for (const source of [TINY, OTHER]) {
      await thread.load(source, {}, ignore);
      await thread.addAdapter(same("poems"));
    }
    await thread.deleteAdapter("d same");
    expect(namesOf(thread)).toBe(undefined);
    await thread.load(TINY, {}, ignore);
    expect(namesOf(thread)).toEqual(["poems"]);
  });

  it("are not given to another picked model of the same name", async () => {
    const { thread } = connect(false);
    const picked = (lastModified: number) =>
      ({ kind: "files", name: "mine", files: [{ path: "a", bytes: new File(["x"], "a", { lastModified }) }] }) as const;
    await thread.load(picked(1), {}, ignore);
    await thread.addAdapter(given("poems"));
    await thread.load(picked(2), {}, ignore);
    expect(namesOf(thread)).toBe(undefined);
    await thread.load(picked(1), {}, ignore);
    expect(namesOf(thread)).toEqual(["poems"]);
  });

  it("that are refused change nothing of what is told", async () => {
    const { thread, statuses } = connect(true);
    expect(await thread.addAdapter(given("poems"))).toMatchObject({ ok: true });
    expect(statuses).toEqual([]);
    const refusing = new ModelThread({
      startWorker: () => fakeWorker({ addAdapter: async () => fail("not_loaded", "none", {}) }),
      now: () => 0,
      later: () => ignore,
      randomSeed: () => 42,
    });
    expect(await refusing.addAdapter(given("poems"))).toMatchObject({ failure: { code: "not_loaded" } });
  });
});
