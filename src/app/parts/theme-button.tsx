import { STRINGS } from "../strings.ts";
import { THEMES, useTheme } from "../use-theme.ts";
import { AutoIcon, MoonIcon, SunIcon } from "./icons.tsx";

const ICONS = { auto: AutoIcon, light: SunIcon, dark: MoonIcon };

export function ThemeButton() {
  const [theme, setTheme] = useTheme();
  const Icon = ICONS[theme];
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? "auto";
  return (
    <button
      type="button"
      className="button-quiet"
      aria-label={STRINGS.themes[theme]}
      title={STRINGS.themes[theme]}
      onClick={() => setTheme(next)}
    >
      <Icon />
    </button>
  );
}
