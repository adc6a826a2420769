import { useEffect, useState } from "react";
import { readItem, writeItem } from "./small-storage.ts";

export const THEMES = ["auto", "light", "dark"] as const;
type Theme = (typeof THEMES)[number];

const KEY = "hostless:theme";

/** The visitor's choice of light or dark, kept on the device; `auto` follows the system. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(() => THEMES.find((one) => one === readItem(KEY)) ?? "auto");
  useEffect(() => {
    if (theme === "auto") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
    writeItem(KEY, theme === "auto" ? undefined : theme);
  }, [theme]);
  return [theme, setTheme];
}
