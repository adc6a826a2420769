import { expose, transfer } from "comlink";
import { lockTrustedTypes } from "../contract/trusted-types.ts";
import { exposedSecond } from "../kernel/training/hand-over.ts";
import { createSecondThread } from "../kernel/training/second-thread.ts";

lockTrustedTypes(self, self.location.origin);

expose(exposedSecond(createSecondThread(), { transfer }));
