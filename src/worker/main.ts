import { expose } from "comlink";
import { byOwnPort, type ThreadEngine } from "../contract/own-port.ts";
import { parseAddresses } from "../contract/site-addresses.ts";
import { lockTrustedTypes } from "../contract/trusted-types.ts";
import { browserWorld } from "./browser-world.ts";
import { createEngine } from "./engine.ts";

lockTrustedTypes(self, self.location.origin);

const engine = createEngine(browserWorld(parseAddresses(self.name)));
expose({ ...byOwnPort(engine, self), ping: () => undefined } satisfies ThreadEngine);
