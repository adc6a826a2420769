import { type ReactNode, useId } from "react";

interface HeadedCardProps {
  readonly title: string;
  readonly about?: string;
  /** True for one that asks the visitor something. */
  readonly isAsking?: boolean;
  readonly children: ReactNode;
}

/** A part of a page under its heading. */
export function HeadedCard({ title, about, isAsking = false, children }: HeadedCardProps) {
  const heading = useId();
  return (
    <section
      aria-labelledby={heading}
      className={`card grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4 px-4 py-4 sm:px-5 ${isAsking ? "border-edge" : ""}`}
    >
      <div className="grid gap-1">
        <h2 id={heading} className="text-lg font-semibold">
          {title}
        </h2>
        {about !== undefined && <p className="text-sm text-muted">{about}</p>}
      </div>
      {children}
    </section>
  );
}
