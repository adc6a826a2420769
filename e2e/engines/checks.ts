import type { Check } from "./check.ts";
import { API } from "./checks/api.ts";
import { SHARING } from "./checks/sharing.ts";
import { SPEED } from "./checks/speed.ts";
import { TEXTS } from "./checks/texts.ts";
import { WRITING } from "./checks/writing.ts";

/** All checks, in the order in which every engine goes through them. */
export const CHECKS: readonly Check[] = [...SPEED, ...TEXTS, ...WRITING, ...SHARING, ...API];
