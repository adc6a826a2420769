import { STRINGS } from "../strings.ts";
import { ThemeButton } from "./theme-button.tsx";

export function TopBar() {
  return (
    <nav aria-label={STRINGS.product} className="flex min-h-14 items-center gap-1">
      <a href="./" className="mr-auto text-sm font-semibold tracking-tight">
        {STRINGS.product}
      </a>
      <ThemeButton />
    </nav>
  );
}
