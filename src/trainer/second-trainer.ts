import { expose, transfer } from "comlink";
import { lockTrustedTypes } from "../contract/trusted-types.ts";
import { createSecondThread, type SecondThread } from "../kernel/training/second-thread.ts";

lockTrustedTypes(self, self.location.origin);

const second = createSecondThread();
const exposed: SecondThread = {
  ...second,
  // Handed over, as what comes here is.
  takeGradients: async () => {
    const gradients = await second.takeGradients();
    return transfer(gradients, [gradients.buffer]);
  },
};

expose(exposed);
