import { lazy, useState } from "react";
import { useWords } from "../words/current.ts";
import { PRODUCT } from "../words/product.ts";
import { BoxIcon, HistoryIcon, OpenIcon } from "./icons.tsx";
import { Late } from "./late.tsx";
import { ThemeButton } from "./theme-button.tsx";

const DIALOGS = {
  open: lazy(() => import("./open-dialog.tsx")),
  history: lazy(() => import("./history-dialog.tsx")),
  storage: lazy(() => import("./storage-dialog.tsx")),
};
type DialogName = keyof typeof DIALOGS;

const BUTTONS = [
  ["open", OpenIcon],
  ["history", HistoryIcon],
  ["storage", BoxIcon],
] as const;

export function TopBar() {
  const { bar } = useWords();
  const [opened, open] = useState<DialogName>();
  const Opened = opened === undefined ? undefined : DIALOGS[opened];
  return (
    <nav aria-label={PRODUCT} className="-me-2.5 flex min-h-14 flex-wrap items-center">
      <a
        href="./"
        translate="no"
        className="me-auto inline-flex min-h-11 items-center text-sm font-semibold tracking-tight"
      >
        {PRODUCT}
      </a>
      {BUTTONS.map(([name, Icon]) => (
        <button key={name} type="button" className="button-quiet" aria-haspopup="dialog" onClick={() => open(name)}>
          <Icon />
          <span className="max-sm:sr-only">{bar[name]}</span>
        </button>
      ))}
      <ThemeButton />
      {Opened !== undefined && (
        <Late>
          <Opened onClose={() => open(undefined)} />
        </Late>
      )}
    </nav>
  );
}
