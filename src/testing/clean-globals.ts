import { vi } from "vitest";

// Run before each file: unit tests share processes, and a library that the next file loads may look at `window` as it loads.
vi.unstubAllGlobals();
