import { afterEach, describe, expect, it, vi } from "vitest";
import { page } from "vitest/browser";
import { render } from "vitest-browser-react";
import { hubAccount } from "../../bridge/hub-account.ts";
import { isInFrame } from "../../bridge/in-frame.ts";
import { makeFailure } from "../../contract/outcome.ts";
import { SIGN_IN_CHANNEL } from "../../contract/on-device-signed-in.ts";
import { handOver } from "../publish/hand-over.ts";
import { button } from "../testing/find.ts";
import { openPage } from "../testing/page.ts";
import { show } from "../testing/show.tsx";
import { enLate } from "../words/en-late.ts";
import HubAccess from "./hub-access.tsx";

// Every test runs in a frame.
vi.mock("../../bridge/in-frame.ts", () => ({ isInFrame: vi.fn(() => false) }));

const { hubAccess } = enLate;
const field = page.getByLabelText(hubAccess.token, { exact: true });
const TOKEN = "hf_secret_of_mine";
const REFUSED = makeFailure("unauthorized", "status_401", {
  url: "https://huggingface.co/api/models/owner/name/revision/main",
  status: "401",
});

afterEach(() => {
  hubAccount.signOut();
  vi.unstubAllGlobals();
  vi.mocked(isInFrame).mockReturnValue(false);
});

function answer(response: () => Response): void {
  vi.stubGlobal("fetch", async () => response());
}

const HUB = "https://huggingface.co";

/** The Hub knows this site. @returns what it is asked for tokens */
function knowSite(): readonly string[] {
  const site = new URL("./", location.href).href;
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (input: unknown, init?: RequestInit) => {
    const url = `${input}`;
    if (url === `${site}.well-known/oauth-cimd`)
      return Response.json({ client_id: url, redirect_uris: [`${site}publish.html`] });
    if (!url.startsWith(HUB)) return new Response(null, { status: 404 });
    if (url.endsWith("/openid-configuration"))
      return Response.json({
        authorization_endpoint: `${HUB}/oauth/authorize`,
        token_endpoint: `${HUB}/oauth/token`,
        userinfo_endpoint: `${HUB}/oauth/userinfo`,
      });
    if (url.endsWith("/oauth/token")) asked.push(`${init?.body}`);
    return Response.json({ name: "reader", access_token: TOKEN, expires_in: 60, scope: "", token_type: "bearer" });
  });
  return asked;
}

/** Where a page could keep a token beside its memory. */
function kept(): string {
  const { href } = location;
  return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, href, history.state, document.cookie]);
}

describe("access to models that are not for everyone", () => {
  it("is a token in memory: signed in, then forgotten", async () => {
    answer(() => Response.json({ name: "reader" }));
    const onSignedIn = vi.fn();
    await show(<HubAccess of={REFUSED} onSignedIn={onSignedIn} />, openPage());
    await expect
      .element(page.getByRole("link", { name: hubAccess.page }))
      .toHaveAttribute("href", "https://huggingface.co/owner/name");
    await expect.element(button(hubAccess.signIn)).toBeDisabled();
    await field.fill(TOKEN);
    await button(hubAccess.signIn).click();
    await expect.element(page.getByRole("status")).toHaveTextContent(hubAccess.signedIn("reader"));
    expect(onSignedIn).toHaveBeenCalledOnce();
    expect(kept() + document.documentElement.outerHTML).not.toContain(TOKEN);
    await button(hubAccess.signOut).click();
    await expect.element(field).toHaveValue("");
  });

  it("says what is wrong with a token without it, and takes another", async () => {
    answer(() => Response.json({}, { status: 401 }));
    await render(<HubAccess />);
    await field.fill(TOKEN);
    await button(hubAccess.signIn).click();
    await expect.element(page.getByRole("alert")).toHaveTextContent("huggingface.co does not know this token");
    await expect.element(field).toHaveValue("");
    expect(document.body.textContent).not.toContain(TOKEN);
    answer(() => Response.json({ name: "reader" }));
    await field.fill("hf_other");
    await button(hubAccess.signIn).click();
    await expect.element(page.getByRole("status")).toBeVisible();
  });

  it("is over once the Hub knows the token no longer: what was refused is looked up without it", async () => {
    answer(() => Response.json({ name: "reader" }));
    await hubAccount.signIn(TOKEN);
    answer(() => Response.json({}, { status: 401 }));
    const opened = openPage();
    const onSignedIn = vi.fn();
    await show(<HubAccess of={REFUSED} onSignedIn={onSignedIn} />, opened);
    await expect.element(field).toBeVisible();
    await expect.poll(() => onSignedIn.mock.calls.length).toBe(1);
    expect(opened.state().notice).toBe(hubAccess.ended);
  });

  it("stays where the Hub knows the token, and refuses this model alone", async () => {
    answer(() => Response.json({ name: "reader" }));
    await hubAccount.signIn(TOKEN);
    const asked = vi.fn(async () => Response.json({ name: "reader" }));
    vi.stubGlobal("fetch", asked);
    const onSignedIn = vi.fn();
    await show(<HubAccess of={REFUSED} onSignedIn={onSignedIn} />, openPage());
    await expect.poll(() => asked.mock.calls.length).toBe(1);
    await expect.element(page.getByRole("status")).toHaveTextContent(hubAccess.signedIn("reader"));
    await expect.element(page.getByText(hubAccess.filesStay)).toBeVisible();
    expect(onSignedIn).not.toHaveBeenCalled();
  });

  it.each([
    ["api/models/mygpt/revision/main", "mygpt"],
    ["mygpt/resolve/abc/config.json", "mygpt"],
    ["api/models/owner/revision/tree/abc?recursive=true", "owner/revision"],
    ["owner/name/resolve/abc/config.json", "owner/name"],
  ])("leads from %s to the page of %s", async (path, repo) => {
    const url = `https://huggingface.co/${path}`;
    await show(<HubAccess of={makeFailure("unauthorized", "status_401", { url, status: "401" })} />, openPage());
    await expect
      .element(page.getByRole("link", { name: hubAccess.page }))
      .toHaveAttribute("href", `https://huggingface.co/${repo}`);
  });

  it("is asked for at the Hub, in a tab of its own, where the Hub knows the site", async () => {
    const asked = knowSite();
    // A browser that opens no tab: the way is shown as a link.
    vi.stubGlobal("open", () => null);
    const onSignedIn = vi.fn();
    const gated = makeFailure("unauthorized", "status_401", { url: `${HUB}/o/n/resolve/a/b`, status: "401" });
    await show(<HubAccess of={gated} onSignedIn={onSignedIn} />, openPage());
    await button(hubAccess.signInAt("huggingface.co")).click();
    const link = page.getByRole("link", { name: hubAccess.noTab });
    await expect.element(link).toBeVisible();
    const { searchParams } = new URL(link.element().getAttribute("href") ?? "");
    expect(searchParams.get("scope")).toBe("openid profile gated-repos");
    const back = new URL(searchParams.get("redirect_uri") ?? "");
    back.searchParams.set("code", "secret-code");
    back.searchParams.set("state", searchParams.get("state") ?? "");
    const channel = new BroadcastChannel(SIGN_IN_CHANNEL);
    expect(await handOver(back.href, channel, new Promise(() => undefined))).toBe(true);
    channel.close();
    await expect.element(page.getByRole("status")).toHaveTextContent(hubAccess.signedIn("reader"));
    await expect.poll(() => onSignedIn.mock.calls.length).toBe(1);
    expect(asked).toEqual([expect.stringMatching(/code=secret-code.*code_verifier=.{43}/)]);
    expect(kept() + document.documentElement.outerHTML).not.toMatch(/hf_secret|secret-code/);
  });

  it("is asked for of every model where none was refused yet, in a tab that has no hold on this page", async () => {
    knowSite();
    const tab = { opener: window, location: { href: "about:blank" }, close: () => undefined };
    vi.stubGlobal("open", () => tab);
    await render(<HubAccess />);
    await button(hubAccess.signInAt("huggingface.co")).click();
    await expect.poll(() => tab.location.href).toMatch(`${HUB}/oauth/authorize`);
    const { searchParams } = new URL(tab.location.href);
    expect([searchParams.get("scope"), tab.opener]).toEqual(["openid profile gated-repos read-repos", null]);
  });

  it("is asked for on a page without a lock, too, where files of the origin's own are not to be seen", async () => {
    vi.stubGlobal("FileSystemFileHandle", undefined);
    Reflect.deleteProperty(window, "FileSystemFileHandle");
    await render(<HubAccess />);
    await expect.element(field).toBeVisible();
  });

  it("is asked for by no browser that would show the token to other hosts", async () => {
    vi.spyOn(CSS, "supports").mockReturnValue(false);
    await show(<HubAccess of={REFUSED} />, openPage());
    await expect.element(page.getByText(hubAccess.tooOld)).toBeVisible();
    await expect.element(field).not.toBeInTheDocument();
    vi.restoreAllMocks();
  });

  it("is asked for in no frame", async () => {
    vi.mocked(isInFrame).mockReturnValue(true);
    await show(<HubAccess of={REFUSED} />, openPage());
    await expect.element(page.getByText(hubAccess.framed)).toBeVisible();
    await expect.element(field).not.toBeInTheDocument();
  });
});
