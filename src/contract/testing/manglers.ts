/** A link as text in, the same link as it arrives somewhere else out. `at` picks a place in the fragment, from 0 to 1. */
export type Mangler = (link: string, at: number) => string;

/** What happens to links on their way; a link that this happened to must still open. */
export const MANGLERS: Readonly<Record<string, Mangler>> = {
  "escaped equals sign": onFragment((fragment) => fragment.replaceAll("=", "%3D")),
  "escaped once": onFragment(encodeURIComponent),
  "escaped twice": onFragment((fragment) => encodeURIComponent(encodeURIComponent(fragment))),
  "escaped as HTML numbers": onFragment((fragment) => fragment.replaceAll("=", "&#61;").replaceAll("/", "&#x2F;")),
  "key in upper case": onFragment((fragment) => fragment.replace(/^[^=]+/, (key) => key.toUpperCase())),
  "key with a capital": onFragment((fragment) => fragment.replace(/^./, (letter) => letter.toUpperCase())),
  "tracker behind": (link) => `${link}&utm_source=mail&utm_medium=email`,
  "tracker behind, escaped as HTML": (link) => `${link}&amp;utm_source=mail`,
  "tracker behind, escaped as HTML twice": (link) => `${link}&amp;amp;utm_source=mail`,
  "tracker behind, escaped": (link) => `${link}%26utm_source%3Dmail`,
  "tracker as a query": (link) => `${link}?fbclid=IwAR0x_-9`,
  "tracker before": onFragment((fragment) => `utm_source=mail&${fragment}`),
  "tracker in the query": (link) => link.replace("#", "?fbclid=IwAR0x&s2=none#"),
  "slash before": onFragment((fragment) => `/${fragment}`),
  "exclamation mark before": onFragment((fragment) => `!${fragment}`),
  "second hash": onFragment((fragment) => `#${fragment}`),
  "zero-width space inside": inside("\u200b"),
  "soft hyphen inside": inside("\u00ad"),
  "word joiner inside, escaped": inside("%E2%81%A0"),
  "byte order mark behind": (link) => `${link}\ufeff`,
  "direction marks around": onFragment((fragment) => `\u2068${fragment}\u2069`),
  "line break inside": inside("\r\n"),
  "line break inside, escaped": inside("%0D%0A"),
  "white space behind": (link) => `${link} \t\n`,
  ...Object.fromEntries(
    [
      ".",
      ",",
      ")",
      ">",
      '"',
      "'",
      "]",
      "}",
      ";",
      ":",
      "!",
      "?",
      "*",
      "`",
      "|",
      "…",
      "»",
      "”",
      "’",
      ").",
      '">',
      "**",
      ".)",
    ].map((sign) => [`${sign} behind`, (link: string) => link + sign]),
  ),
};

/** What ends in other content unless it is noticed. */
export const DAMAGES: Readonly<Record<string, Mangler>> = {
  "cut short": (link, at) => link.slice(0, placeIn(link, at)),
  "cut short, with dots": (link, at) => `${link.slice(0, placeIn(link, at))}...`,
  "a letter lost": (link, at) => link.slice(0, placeIn(link, at)) + link.slice(placeIn(link, at) + 1),
  "a letter twice": (link, at) => link.slice(0, placeIn(link, at)) + link.slice(placeIn(link, at) - 1),
  "a letter changed": (link, at) => `${link.slice(0, placeIn(link, at))}x${link.slice(placeIn(link, at) + 1)}`,
  "lower case": onFragment((fragment) => fragment.toLowerCase()),
  "upper case": onFragment((fragment) => fragment.toUpperCase()),
  "another word between": inside("%20and%20"),
  "a space for a dash": onFragment((fragment) => fragment.replaceAll("-", " ")),
  "no underscores": onFragment((fragment) => fragment.replaceAll("_", "")),
};

function onFragment(mangle: (fragment: string) => string): Mangler {
  return (link) => {
    const hash = link.indexOf("#");
    return link.slice(0, hash + 1) + mangle(link.slice(hash + 1));
  };
}

function inside(sign: string): Mangler {
  return (link, at) => link.slice(0, placeIn(link, at)) + sign + link.slice(placeIn(link, at));
}

/** A place behind the first character of the fragment's value. */
function placeIn(link: string, at: number): number {
  const start = Math.max(link.indexOf("#"), link.indexOf("=")) + 2;
  return Math.min(link.length, start + Math.floor(at * Math.max(1, link.length - start)));
}
