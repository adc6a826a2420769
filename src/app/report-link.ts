/** What a visitor reports of a text. */
export interface Report {
  readonly prompt: string;
  readonly text: string;
  readonly seed: string;
  readonly model: string;
  /** Address at which the same text is written again; empty where there is none. */
  readonly link: string;
}

/** Characters of an address that forms and trackers take, and of one that mail programs do. */
const LONGEST = { web: 7500, mail: 1900 } as const;
/** Letters of a text that are left in any case. */
const SHORTEST = 20;
const PLACES = /\{(prompt|text|seed|model|link)\}/g;

/** Where a report is sent to, as it is shown before that. */
interface ReportLink {
  readonly href: string;
  readonly isMail: boolean;
  /** Host or mailbox. */
  readonly to: string;
  /** The report as it goes: shortened where it was too long. */
  readonly report: Report;
}

/**
 * The owner's address filled with a report: `{prompt}`, `{text}`, `{seed}`, `{model}` and `{link}` where it has them; else a title and
 * a body, as issue trackers take them, or a mail's subject and body. What is too long for an address is shortened.
 * @param address `feedback_url` of `site.json`
 */
export function reportLink(address: string, report: Report, site: string): ReportLink {
  const isMail = /^mailto:/i.test(address);
  const longest = LONGEST[isMail ? "mail" : "web"];
  const to = isMail ? address.slice("mailto:".length).replace(/\?.*$/, "") : new URL(address).host;
  let sent = report;
  let href = fillIn(address, sent, site, isMail);
  while (href.length > longest) {
    const shorter = shorten(sent);
    if (shorter === undefined) break;
    sent = shorter;
    href = fillIn(address, sent, site, isMail);
  }
  return { href, isMail, to, report: sent };
}

function fillIn(address: string, report: Report, site: string, isMail: boolean): string {
  const values = new Map<string, string>(Object.entries(report));
  if (address.search(PLACES) !== -1)
    return address.replace(PLACES, (_place, name: string) => encodeURIComponent(values.get(name) ?? ""));
  const body = [...values].filter(([, value]) => value !== "").map(([name, value]) => `${name}: ${value}`);
  const fields = [
    [isMail ? "subject" : "title", `${site}: ${[...report.text.trim()].slice(0, 60).join("")}`],
    ["body", body.join("\n\n")],
  ];
  const query = fields.map(([name, value]) => `${name}=${encodeURIComponent(value ?? "")}`).join("&");
  const [whole = "", fragment] = address.split("#");
  return `${whole}${whole.includes("?") ? "&" : "?"}${query}${fragment === undefined ? "" : `#${fragment}`}`;
}

/** A report whose longest part is shorter; a link is whole or not there. `undefined` where nothing is left to cut. */
function shorten(report: Report): Report | undefined {
  if (report.link !== "") return { ...report, link: "" };
  const name = report.prompt.length > report.text.length ? "prompt" : "text";
  const letters = [...report[name].replace(/ …$/, "")];
  if (letters.length <= SHORTEST) return undefined;
  return { ...report, [name]: `${letters.slice(0, Math.max(SHORTEST, Math.floor(letters.length * 0.8))).join("")} …` };
}
