import * as v from "valibot";
import type { BackendName } from "../../contract/backends.ts";
import type { ModelSource } from "../../contract/model-source.ts";
import { tinyPackage } from "../../testing/tiny-package.ts";
import type { EngineWorld } from "../engine-world.ts";
import { capableGpu, nodeOrt } from "./node-engine.ts";

type Place = "gpu" | "cpu";

/** A clock on which GPU and CPU take these milliseconds for a forward pass of ONNX Runtime; nothing else takes any. */
export function timedWorld({ gpu = 100, cpu = 30 }: Partial<Record<Place, number>> = {}) {
  let time = 0;
  const ort = nodeOrt();
  const chosen = new Map<string, BackendName>();
  const unfinished = new Map<string, number>();
  const created: Place[] = [];
  const released: Place[] = [];
  const choices: EngineWorld["choices"] = {
    recall: async (model, dtype) => chosen.get(`${model} ${dtype}`),
    remember: async (model, dtype, backend) => void chosen.set(`${model} ${dtype}`, backend),
    unfinished: async (model, dtype) => unfinished.get(`${model} ${dtype}`) ?? 0,
    begin: async (model, dtype) =>
      void unfinished.set(`${model} ${dtype}`, 1 + (unfinished.get(`${model} ${dtype}`) ?? 0)),
    end: async (model, dtype) => void unfinished.delete(`${model} ${dtype}`),
  };
  const loadOrt: EngineWorld["loadOrt"] = async () => ({
    ...ort,
    InferenceSession: {
      async create(...call: Parameters<typeof ort.InferenceSession.create>) {
        const place = placeOf(call.at(-1));
        created.push(place);
        return new Proxy(await ort.InferenceSession.create(...call), {
          get(session, name) {
            if (name === "run") time += place === "gpu" ? gpu : cpu;
            if (name === "release") released.push(place);
            const value = Reflect.get(session, name);
            return typeof value === "function" ? value.bind(session) : value;
          },
        });
      },
    },
  });
  return { world: { gpu: capableGpu, now: () => time, loadOrt, choices }, chosen, unfinished, created, released };
}

function placeOf(options: unknown): Place {
  const { executionProviders } = v.parse(v.looseObject({ executionProviders: v.array(v.unknown()) }), options);
  return JSON.stringify(executionProviders).includes("webgpu") ? "gpu" : "cpu";
}

/** The tiny package as a graph of others, with a part that no tensor is in, so that it is one that the GPU is worth trying for. */
export async function heavyGraph(): Promise<ModelSource> {
  const { "manifest.json": _, ...tiny } = await tinyPackage(["q4"]);
  const all = { ...tiny, "onnx/model_q4.onnx_data_9": new Uint8Array(32_000_000) };
  const picked = Object.entries(all).map(([name, bytes]) => ({ path: name, bytes: new Blob([bytes.slice()]) }));
  return { kind: "files", name: "heavy", files: picked };
}
