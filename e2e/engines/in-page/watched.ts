/** What the watcher wrote down since the tab was opened: violations of the policy, questions to the visitor, errors. */
export function seenByWatcher(): string[] {
  const noted: unknown = JSON.parse(sessionStorage.getItem("watched") ?? "[]");
  return Array.isArray(noted) ? noted.map(String) : [];
}
