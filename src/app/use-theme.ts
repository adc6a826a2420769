import { useSyncExternalStore } from "react";
import { LOCAL_ITEMS } from "../contract/on-device.ts";
import { writeItem } from "./small-storage.ts";

type Theme = "light" | "dark";

const listeners = new Set<() => void>();

/**
 * The scheme that is seen, and what changes to the other one. A choice is kept on the device while it differs from the
 * system's; one that agrees with it follows it again. What was chosen before is shown by `first-paint.js`.
 */
export function useTheme(): [Theme, () => void] {
  const theme = useSyncExternalStore(subscribe, seenTheme, () => "light" as const);
  return [theme, () => show(theme === "dark" ? "light" : "dark")];
}

function subscribe(listener: () => void): () => void {
  const system = darkSystem();
  listeners.add(listener);
  system.addEventListener("change", listener);
  return () => {
    listeners.delete(listener);
    system.removeEventListener("change", listener);
  };
}

function seenTheme(): Theme {
  const chosen = document.documentElement.dataset["theme"];
  if (chosen === "light" || chosen === "dark") return chosen;
  return systemTheme();
}

function systemTheme(): Theme {
  return darkSystem().matches ? "dark" : "light";
}

const darkSystem = () => matchMedia("(prefers-color-scheme: dark)");

function show(theme: Theme): void {
  const isSystems = theme === systemTheme();
  if (isSystems) delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
  writeItem(LOCAL_ITEMS.theme, isSystems ? undefined : theme);
  for (const listener of listeners) listener();
}
