import { type ReactNode, useId } from "react";

interface AskingProps {
  readonly title: string;
  readonly about: string;
  readonly children: ReactNode;
}

export function Asking({ title, about, children }: AskingProps) {
  const heading = useId();
  return (
    <section aria-labelledby={heading} className="card grid gap-4 border-edge px-4 py-4 sm:px-5">
      <div className="grid gap-1">
        <h2 id={heading} className="text-lg font-semibold">
          {title}
        </h2>
        <p className="text-sm text-muted">{about}</p>
      </div>
      {children}
    </section>
  );
}
