import { setup } from "./kernel-build.ts";
import { writeModule } from "./kernel-module.ts";

await Promise.all([setup(), writeModule()]);
