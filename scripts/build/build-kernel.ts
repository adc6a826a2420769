import { setup } from "./kernel-build.ts";
import { writeModules } from "./kernel-module.ts";

await Promise.all([setup(), writeModules()]);
