import { type ReactNode, useId } from "react";

interface LabelledProps {
  readonly label: string;
  /** True for a label of small print, where fields are side by side. */
  readonly isSmall?: boolean;
  /** Draws what has the label, under the id that it is given. */
  readonly children: (id: string) => ReactNode;
}

/** A field under its label. */
export function Labelled({ label, isSmall = false, children }: LabelledProps) {
  const id = useId();
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className={isSmall ? "text-xs text-muted" : "text-sm font-medium"}>
        {label}
      </label>
      {children(id)}
    </div>
  );
}
