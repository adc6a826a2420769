import { expose } from "comlink";
import * as v from "valibot";
import { lockTrustedTypes } from "../contract/trusted-types.ts";
import { browserWorld } from "./browser-world.ts";
import { createPublisher } from "./create-publisher.ts";

lockTrustedTypes(self, self.location.origin);

// The page gives the addresses as the worker's name, so that they are there before the first call.
const addresses = v.parse(
  v.object({ siteBase: v.string(), hubUrl: v.string(), gitHubUrl: v.string() }),
  JSON.parse(self.name),
);

expose(createPublisher(browserWorld(addresses)));
