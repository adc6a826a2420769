import { useSession } from "../use-page.ts";
import { chooseLanguage, useLanguage } from "../words/choose-language.ts";
import { useWords } from "../words/current.ts";
import { isLanguage, LANGUAGES } from "../words/languages.ts";

/** Chooses the page's language. Each is named as its speakers name it. */
export function LanguageChoice() {
  const { store } = useSession();
  const words = useWords();
  const shown = useLanguage();
  const fail = () => store.send({ type: "notice", text: words.partMissing });
  return (
    <select
      aria-label={words.language}
      translate="no"
      className="min-h-11 bg-transparent hover:text-ink max-sm:text-base"
      value={shown}
      onChange={({ target: { value } }) => isLanguage(value) && void chooseLanguage(value).catch(fail)}
    >
      {Object.entries(LANGUAGES).map(([tag, name]) => (
        <option key={tag} value={tag} lang={tag}>
          {name}
        </option>
      ))}
    </select>
  );
}
