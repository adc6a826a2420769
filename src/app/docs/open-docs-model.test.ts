import { expect, it } from "vitest";
import type { ModelSource } from "../../contract/model-source.ts";
import { fail, succeed } from "../../contract/outcome.ts";
import { offerOf } from "../testing/answers.ts";
import { openDocsModel, readDocsModel } from "./open-docs-model.ts";

const OWN = { kind: "site", path: "models/poems" } as const;

/** What was loaded, and what was said, where models of the Hub are on the device or not. */
async function open(hash: string, isKept = false, own: ModelSource = OWN) {
  const loaded: ModelSource[] = [];
  const failure = await openDocsModel(hash, {
    own,
    siteModels: ["poems", "tales"],
    engine: {
      describe: async (source) => succeed(offerOf(source, { isKept })),
      load: async (source) => {
        loaded.push(source);
        return fail("cancelled", "load", {});
      },
    },
  });
  return { loaded, failure };
}

it("is the site's own, or the one of the site that the address names", async () => {
  expect(await open("")).toEqual({ loaded: [OWN] });
  expect(await open("#model=tales")).toEqual({ loaded: [{ kind: "site", path: "models/tales" }] });
});

it("is known before it is loaded, also where a lighter one will answer in its place", () => {
  expect(readDocsModel("#model=tales", OWN, ["tales"])).toEqual(succeed({ kind: "site", path: "models/tales" }));
  expect(readDocsModel("", OWN, ["tales"])).toEqual(succeed(OWN));
});

it("is one of the Hub where that is on the device, else it says so and downloads nothing", async () => {
  const hub = { kind: "hub", repo: "owner/name", revision: "v1" } as const;
  expect(await open("#model=owner/name@v1", true)).toEqual({ loaded: [hub] });
  expect(await open("#model=owner/name@v1")).toMatchObject({
    loaded: [],
    failure: { code: "not_loaded", detail: "not_kept", parameters: { name: "owner/name" } },
  });
  expect(await open("#model=owner/name@v1", false, hub)).toEqual({ loaded: [hub] });
});

it("refuses a name that is none", async () => {
  expect(await open("#model=not%20a%20name")).toMatchObject({ loaded: [], failure: { detail: "link_model" } });
});
