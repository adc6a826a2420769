import { expose } from "comlink";
import { parseAddresses } from "../contract/site-addresses.ts";
import { lockTrustedTypes } from "../contract/trusted-types.ts";
import { browserWorld } from "./browser-world.ts";
import { createTrainer } from "./create-trainer.ts";

lockTrustedTypes(self, self.location.origin);

expose(createTrainer(browserWorld(parseAddresses(self.name))));
