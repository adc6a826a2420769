import { expose } from "comlink";
import * as v from "valibot";
import { byOwnPort, type ThreadEngine } from "../contract/own-port.ts";
import { lockTrustedTypes } from "../contract/trusted-types.ts";
import { browserWorld } from "./browser-world.ts";
import { createEngine } from "./engine.ts";

lockTrustedTypes(self, self.location.origin);

// The page gives the addresses as the worker's name, so that they are there before the first call.
const addresses = v.parse(v.object({ siteBase: v.string(), hubUrl: v.string() }), JSON.parse(self.name));

const engine = createEngine(browserWorld(addresses));
expose({ ...byOwnPort(engine, self), ping: () => undefined } satisfies ThreadEngine);
