import { useTheme } from "../use-theme.ts";
import { useWords } from "../words/current.ts";
import { MoonIcon, SunIcon } from "./icons.tsx";

/** Changes to the other scheme than the one that is seen. */
export function ThemeButton() {
  const words = useWords();
  const [theme, flip] = useTheme();
  const Icon = theme === "dark" ? SunIcon : MoonIcon;
  const label = theme === "dark" ? words.themes.light : words.themes.dark;
  return (
    <button type="button" className="button-quiet" aria-label={label} title={label} onClick={flip}>
      <Icon />
    </button>
  );
}
