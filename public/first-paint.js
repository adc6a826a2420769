// What has to be known before the first paint, and what is pressed before the page's own code is here. A script of the
// old kind in the head: the page is not drawn before it has run.
{
  const page = document.documentElement;
  const script = document.currentScript;
  const kept = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      // No storage here: the system's scheme and the browser's language it is.
    }
  };
  const theme = kept("hostless:theme");
  if (theme === "light" || theme === "dark") page.dataset.theme = theme;

  // `de=assets/de-….js`: the languages of the page, in a built site with the files of their words.
  const files = new Map(script.dataset.languages.split(" ").map((entry) => entry.split("=")));
  const base = (tag) => tag.split("-")[0].toLowerCase();
  const known = (tag) => [...files.keys()].find((language) => base(language) === base(tag ?? ""));
  page.dataset.browserLanguage = navigator.languages.map(known).find(Boolean) ?? "en";
  const asked = new URLSearchParams(location.search).get("lang");
  const isPseudo = /^(?:en-XA|ar-XB)$/.test(asked ?? "");
  page.dataset.language =
    (isPseudo ? asked : known(asked)) ?? known(kept("hostless:language")) ?? page.dataset.browserLanguage;
  const words = files.get(page.dataset.language);
  if (words) document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href: words }));

  // A link brings another sentence, perhaps of another model: what the page shows until then would be wrong.
  if (/^#(?:.*&)?(?:s\d+|model|link)=/i.test(location.hash)) page.dataset.linked = "";

  // Enter and Generate count from the first moment: the page's code, which takes this mark away, begins with them.
  if (script.dataset.form !== undefined) page.dataset.early = "";
  const note = (event) => {
    if (page.dataset.early === undefined) return;
    event.preventDefault();
    page.dataset.early = "pressed";
  };
  document.addEventListener("submit", note);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    if (event.target instanceof HTMLTextAreaElement) note(event);
  });
}
