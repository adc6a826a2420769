export { type ConnectOptions, connect } from "./connect.ts";
export { HostlessError, type HostlessErrorCode } from "./errors.ts";
export { type Ask, type CallOptions, HostlessModel } from "./model.ts";

import { HostlessForm } from "./form-element.ts";

export { HostlessForm };

if (globalThis.customElements?.get("hostless-form") === undefined) {
  globalThis.customElements?.define("hostless-form", HostlessForm);
}
