import { lazy, useState } from "react";
import { STRINGS } from "../strings.ts";
import { BoxIcon, HistoryIcon, OpenIcon } from "./icons.tsx";
import { Late } from "./late.tsx";
import { ThemeButton } from "./theme-button.tsx";

const DIALOGS = {
  open: lazy(() => import("./open-dialog.tsx")),
  history: lazy(() => import("./history-dialog.tsx")),
  storage: lazy(() => import("./storage-dialog.tsx")),
};
type DialogName = keyof typeof DIALOGS;

const BUTTONS: readonly { readonly name: DialogName; readonly label: string; readonly Icon: () => React.ReactNode }[] =
  [
    { name: "open", label: STRINGS.opening.button, Icon: OpenIcon },
    { name: "history", label: STRINGS.history.title, Icon: HistoryIcon },
    { name: "storage", label: STRINGS.storage.title, Icon: BoxIcon },
  ];

export function TopBar() {
  const [opened, open] = useState<DialogName>();
  const Opened = opened === undefined ? undefined : DIALOGS[opened];
  return (
    <nav aria-label={STRINGS.product} className="-mr-2.5 flex min-h-14 flex-wrap items-center">
      <a href="./" className="mr-auto inline-flex min-h-11 items-center text-sm font-semibold tracking-tight">
        {STRINGS.product}
      </a>
      {BUTTONS.map(({ name, label, Icon }) => (
        <button key={name} type="button" className="button-quiet" aria-haspopup="dialog" onClick={() => open(name)}>
          <Icon />
          <span className="max-sm:sr-only">{label}</span>
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
