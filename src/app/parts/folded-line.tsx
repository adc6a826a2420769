import { type ComponentType, type ReactNode, useState } from "react";
import { ChevronIcon } from "./icons.tsx";
import { Late } from "./late.tsx";

interface FoldedLineProps {
  readonly name: string;
  /** What is most asked for; the rest is below. */
  readonly value: ReactNode;
  /** Unfolded from the start. */
  readonly open?: boolean;
  /** What is below; fetched and drawn once it is unfolded. */
  readonly Details: ComponentType;
}

/** A detail in one line, and more of it when one asks. */
export function FoldedLine({ name, value, open = false, Details }: FoldedLineProps) {
  const [wasOpened, setOpened] = useState(open);
  return (
    <details
      className="group/line border-t border-line text-sm"
      open={open}
      onToggle={(event) => {
        if (event.currentTarget.open) setOpened(true);
      }}
    >
      <summary className="flex min-h-11 items-center gap-x-3">
        <span className="w-24 shrink-0 text-muted">{name}</span>
        <span className="min-w-0 flex-1 truncate tabular-nums">{value}</span>
        <span className="text-muted transition-transform group-open/line:rotate-180">
          <ChevronIcon />
        </span>
      </summary>
      <div className="pb-4 sm:ps-27">
        {(open || wasOpened) && (
          <Late>
            <Details />
          </Late>
        )}
      </div>
    </details>
  );
}
