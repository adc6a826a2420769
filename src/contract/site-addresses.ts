import * as v from "valibot";

const siteAddresses = v.object({ siteBase: v.string(), hubUrl: v.string() });

/** Where the site and the Hub are. A page gives them as its worker's name, so that they are there before the first call. */
export function parseAddresses(name: string): v.InferOutput<typeof siteAddresses> {
  return v.parse(siteAddresses, JSON.parse(name));
}
