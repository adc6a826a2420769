import type { Failure } from "../../contract/outcome.ts";
import { FailureText } from "./failure-text.tsx";

interface FailureAlertProps {
  readonly failure: Failure | undefined;
  readonly className?: string;
}

/** What went wrong, said at once; nothing where nothing did. */
export function FailureAlert({ failure, className = "text-sm text-warn" }: FailureAlertProps) {
  if (failure === undefined) return null;
  return (
    <p role="alert" className={className}>
      <FailureText failure={failure} />
    </p>
  );
}
