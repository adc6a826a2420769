import type { Failure } from "../../contract/outcome.ts";
import { FailureText } from "./failure-text.tsx";

/** What went wrong, said at once; nothing where nothing did. */
export function FailureAlert({ failure }: { readonly failure: Failure | undefined }) {
  if (failure === undefined) return null;
  return (
    <p role="alert" className="text-sm text-warn">
      <FailureText failure={failure} />
    </p>
  );
}
