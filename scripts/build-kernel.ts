import { setup } from "./kernel-build.ts";

await setup();
