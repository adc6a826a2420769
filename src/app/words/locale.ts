/** The language and region by which numbers and dates are written. */
let locale = "en";

export function setLocale(tag: string): void {
  locale = tag;
}

/** A number as it is written in the page's language. @param digits behind the decimal point at most */
export function showNumber(value: number, digits = 20): string {
  return value.toLocaleString(locale, { maximumFractionDigits: digits });
}

/** A number with just so many digits behind the decimal point. */
export function showFixed(value: number, digits: number): string {
  return value.toLocaleString(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** A number as it is typed: without marks between its thousands. */
export function showPlain(value: number): string {
  return value.toLocaleString(locale, { maximumFractionDigits: 20, useGrouping: false });
}

/** Names of which one is meant. */
export function showChoice(names: readonly string[]): string {
  return new Intl.ListFormat(locale, { type: "disjunction" }).format(names);
}

export function showDate(at: number): string {
  return new Date(at).toLocaleDateString(locale);
}

export function showTime(at: number): string {
  return new Date(at).toLocaleString(locale);
}

/** Chooses by a language's rule for counted things. */
export function pluralIn(language: string): (count: number, one: string, other: string) => string {
  const rules = new Intl.PluralRules(language);
  return (count, one, other) => (rules.select(count) === "one" ? one : other);
}
