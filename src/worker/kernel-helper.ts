import { expose } from "comlink";
import { lockTrustedTypes } from "../contract/trusted-types.ts";
import { type HelperTask, help } from "../kernel/team.ts";

lockTrustedTypes(self, self.location.origin);

const helper = {
  /** Calls `ready`, then computes until the thread is ended: what comes after is never heard. */
  help: (task: HelperTask, ready: () => void): Promise<void> => help(task, ready),
};
export type KernelHelper = typeof helper;

expose(helper);
