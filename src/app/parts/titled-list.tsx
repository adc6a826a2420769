import type { ReactNode } from "react";

/** A part of a dialog: its title, and a list below. */
export function TitledList({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="grid gap-2">
      <h3 className="text-sm font-medium">{title}</h3>
      <ul className="grid gap-2">{children}</ul>
    </section>
  );
}
