import { afterEach, describe, expect, it } from "vitest";
import { followLaunch } from "./follow-launch.ts";
import { openPage } from "./testing/page.ts";

const address = location.href;
afterEach(() => history.replaceState(undefined, "", address));

describe("followLaunch", () => {
  it("opens the files that the system opens the app with", async () => {
    const folder = await navigator.storage.getDirectory();
    const file = await folder.getFileHandle("model.zip", { create: true });
    const { session, zips } = openPage();
    void followLaunch({ files: [file] }, session);
    await expect.poll(() => zips.map(({ file: path }) => path)).toEqual(["model.zip"]);
    await folder.removeEntry("model.zip");
  });

  it("brings the page to an address of another app's text, where a reload opens it again", async () => {
    let moves = 0;
    addEventListener("popstate", () => void moves++, { once: true });
    const target = new URL("?text=life", location.href);
    await followLaunch({ targetURL: target.href }, openPage().session);
    expect([location.href, moves]).toEqual([target.href, 1]);
  });

  it("shows the form where an address says nothing, and leaves the page where it is", async () => {
    const box = document.createElement("textarea");
    document.body.prepend(box);
    await followLaunch({ targetURL: location.origin + location.pathname }, openPage().session);
    expect([document.activeElement, location.href]).toEqual([box, address]);
    box.remove();
  });

  it("does nothing for what is no address", async () => {
    await followLaunch({ targetURL: "no address" }, openPage().session);
    await followLaunch({ files: [] }, openPage().session);
    expect(location.href).toBe(address);
  });
});
