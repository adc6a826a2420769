import type { Check } from "./check.ts";
import { API } from "./checks/api.ts";
import { API_MORE } from "./checks/api-more.ts";
import { CHOOSING } from "./checks/choosing.ts";
import { EMBEDDING } from "./checks/embedding.ts";
import { FILES } from "./checks/files.ts";
import { HOSTING } from "./checks/hosts.ts";
import { KEEPING } from "./checks/keeping.ts";
import { LOOKING } from "./checks/looking.ts";
import { LOOKS } from "./checks/looks.ts";
import { SHARING } from "./checks/sharing.ts";
import { SIGNING_IN } from "./checks/signing-in.ts";
import { SPEED } from "./checks/speed.ts";
import { STREAMING } from "./checks/streaming.ts";
import { TAKING } from "./checks/taking.ts";
import { TEACHING } from "./checks/teaching.ts";
import { TEXTS } from "./checks/texts.ts";
import { TOURING } from "./checks/touring.ts";
import { UNSEEN } from "./checks/unseen.ts";
import { WRITING } from "./checks/writing.ts";

/** All checks, in the order in which every engine goes through them; what is unseen comes when its tab did the rest. */
export const CHECKS: readonly Check[] = [
  ...SPEED,
  ...TEXTS,
  ...WRITING,
  ...STREAMING,
  ...SHARING,
  ...CHOOSING,
  ...TOURING,
  ...LOOKING,
  ...TEACHING,
  ...TAKING,
  ...API,
  ...API_MORE,
  ...KEEPING,
  ...UNSEEN,
  ...FILES,
  ...EMBEDDING,
  ...HOSTING,
  ...SIGNING_IN,
  ...LOOKS,
];
