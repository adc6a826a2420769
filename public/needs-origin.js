// In a frame that is sandboxed without its origin no module of the site may load, and nothing could be started: this
// small script of the old kind is all that runs there, so it says so, to the visitor and to the page around.
if (window.origin === "null") {
  const problem = "This text generator cannot start in this frame: the page around it takes its origin away.";
  const remedy =
    "The page’s author can add allow-same-origin to the frame’s sandbox attribute. Until then, open it in a tab:";
  const card = document.createElement("main");
  card.setAttribute("role", "alert");
  for (const text of [problem, remedy]) {
    card.append(Object.assign(document.createElement("p"), { textContent: text }));
  }
  const link = { href: location.href, target: "_blank", rel: "noopener", textContent: location.href };
  card.append(Object.assign(document.createElement("a"), link));
  // Without its place a page's own script, where the host lets it load, starts nothing.
  document.getElementById("root").replaceWith(card);
  parent.postMessage({ type: "hostless:refused", missing: "allow-same-origin" }, "*");
}
