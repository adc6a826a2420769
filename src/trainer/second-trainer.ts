import { expose } from "comlink";
import { lockTrustedTypes } from "../contract/trusted-types.ts";
import { createSecondThread } from "../kernel/training/second-thread.ts";

lockTrustedTypes(self, self.location.origin);

expose(createSecondThread());
