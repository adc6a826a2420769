// What has to be known before the first paint, and what is pressed before the page's own code is here. A script of the
// old kind in the head: the page is not drawn before it has run.
{
  const page = document.documentElement;
  try {
    const theme = localStorage.getItem("hostless:theme");
    if (theme === "light" || theme === "dark") page.dataset.theme = theme;
  } catch {
    // No storage here: the system's scheme it is.
  }
  // A link brings another sentence, perhaps of another model: what stands in the page until then would be wrong.
  if (/^#(?:.*&)?(?:s\d+|model|link)=/i.test(location.hash)) page.dataset.linked = "";

  // Enter and Generate count from the first moment: the page's code, which takes this mark away, begins with them.
  page.dataset.early = "";
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
