import type { ReactNode } from "react";
import type { Failure } from "../../contract/outcome.ts";
import { FailureAlert } from "../parts/failure-alert.tsx";

interface EditColumnsProps {
  /** Why it cannot be put together. */
  readonly problem: Failure | undefined;
  /** Where it goes. */
  readonly aside: ReactNode;
  /** What is said of it. */
  readonly children: ReactNode;
}

/** What is said of a model or an adapter, and beside it where it goes. */
export function EditColumns({ problem, aside, children }: EditColumnsProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="grid min-w-0 gap-4">{children}</div>
      <div className="grid gap-4 lg:sticky lg:top-4">
        <FailureAlert failure={problem} className="rounded-xl bg-warn-soft px-4 py-3 text-sm text-warn" />
        {aside}
      </div>
    </div>
  );
}
