// Where no module of the site may load, nothing could be started: in a frame that is sandboxed without its origin, and in
// a page that was opened from the disk. This small script of the old kind is all that runs there, so it says so, to the
// visitor and to the page around.
const isFile = location.protocol === "file:";
if (isFile || window.origin === "null") {
  const problem = isFile
    ? "This page was opened as a file. Browsers start the parts of a site only from an address that begins with http."
    : "This text generator cannot start in this frame: the page around it takes its origin away.";
  const remedy = isFile
    ? "Serve the folder and open the address that is printed, for example with one of these commands in it:"
    : "The page’s author can add allow-same-origin to the frame’s sandbox attribute. Until then, open it in a tab:";
  const card = document.createElement("main");
  card.setAttribute("role", "alert");
  const add = (tag, properties) => card.append(Object.assign(document.createElement(tag), properties));
  add("p", { textContent: problem });
  add("p", { textContent: remedy });
  if (isFile) {
    for (const command of ["python3 -m http.server", "npx sirv-cli ."]) add("pre", { textContent: command });
    // The style sheet does not load from the disk either.
    Object.assign(card.style, {
      font: "1.125rem/1.5 Georgia, serif",
      maxWidth: "36rem",
      margin: "15vh auto",
      padding: "0 1rem",
    });
  } else {
    add("a", { href: location.href, target: "_blank", rel: "noopener", textContent: location.href });
  }
  // Without its place a page's own script, where the host lets it load, starts nothing.
  document.getElementById("root").replaceWith(card);
  if (!isFile) parent.postMessage({ type: "hostless:refused", missing: "allow-same-origin" }, "*");
}
