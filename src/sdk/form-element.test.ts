import { fail, succeed } from "../contract/outcome.ts";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { pageThatSays } from "../api/testing/page.ts";
import { FakeElement } from "./testing/fake-element.ts";
import { fakeSite, leavePage, SITE, startFakePage } from "./testing/fake-page.ts";

afterEach(leavePage);

const FAILURE = { code: "network", message: "A script of this site could not be loaded." } as const;

/** The element as the module defines it in a page that has elements, and what it fires. */
async function createForm(attributes: Record<string, string>, style: Record<string, string> = {}) {
  vi.stubGlobal("HTMLElement", FakeElement);
  vi.stubGlobal("getComputedStyle", () => ({ getPropertyValue: (name: string) => style[name] ?? "" }));
  const { HostlessForm } = await import("./form-element.ts");
  const form = new HostlessForm();
  const element: FakeElement = Object(form);
  for (const [name, value] of Object.entries(attributes)) form.setAttribute(name, value);
  const fired: { type: string; detail: unknown }[] = [];
  for (const name of ["load", "result", "error"]) {
    form.addEventListener(`hostless-${name}`, (event) => {
      fired.push({ type: event.type, detail: "detail" in event ? event.detail : undefined });
    });
  }
  return { form, element, fired };
}

beforeEach(() => void vi.resetModules());

describe("<hostless-form>", () => {
  it("shows the site's form with the model and the prompt that are named, and tells when it is there", async () => {
    const { body } = startFakePage(fakeSite());
    const { form, element, fired } = await createForm({ src: "/gpt", model: "owner/name", prompt: "life is" });
    body.append(element);
    form.connectedCallback();
    expect(element.children.map(({ src }) => src)).toEqual([
      "https://blog.test/gpt/embed.html#mode=form&model=owner%2Fname&prompt=life+is",
    ]);
    expect(element.children[0]?.style).toMatchObject({ width: "100%", height: "320px", display: "block" });
    await expect.poll(() => fired).toEqual([{ type: "hostless-load", detail: { name: "quotes", device: "wasm" } }]);
    form.disconnectedCallback();
  });

  it("hands on what its form writes with and how it looks", async () => {
    const { body } = startFakePage(fakeSite());
    const { form, element } = await createForm({ src: SITE, parameters: '{"top_p":0.9}', compact: "" });
    body.append(element);
    form.connectedCallback();
    const [frame] = element.children;
    const { hash } = new URL(frame?.src ?? "");
    expect(Object.fromEntries(new URLSearchParams(hash.slice(1)))).toEqual({
      mode: "form",
      parameters: '{"top_p":0.9}',
      layout: "compact",
    });
    expect(frame?.style["height"]).toBe("160px");
    form.disconnectedCallback();
  });

  it("hands the CSS variables that are set on as a theme", async () => {
    const site = fakeSite();
    const themes: unknown[] = [];
    site.work = { ...site.work, setTheme: (theme) => void themes.push(theme) };
    const { body } = startFakePage(site);
    const { form, element } = await createForm(
      { src: SITE },
      { "--hostless-accent": " #0a7 ", "--hostless-radius": "4px" },
    );
    body.append(element);
    form.connectedCallback();
    await expect.poll(() => themes).toEqual([{ accent: "#0a7", radius: "4px" }]);
    form.disconnectedCallback();
  });

  it("sizes itself, and tells what was written", async () => {
    const site = fakeSite();
    const { body } = startFakePage(site);
    const { form, element, fired } = await createForm({ src: SITE });
    body.append(element);
    form.connectedCallback();
    await expect.poll(() => fired).toHaveLength(1);
    for (const tell of site.watchers) {
      tell({ type: "resize", height: 411.2 });
      tell({ type: "result", prompt: "a", texts: [" b"] });
    }
    await expect.poll(() => fired[1]).toEqual({ type: "hostless-result", detail: { prompt: "a", texts: [" b"] } });
    expect(element.children[0]?.style["height"]).toBe("412px");
    form.disconnectedCallback();
  });

  it("tells why a model could not be loaded", async () => {
    const site = fakeSite();
    site.work = { ...site.work, load: async () => fail("network", "script", {}) };
    const { body } = startFakePage(site);
    const { form, element, fired } = await createForm({ src: SITE });
    body.append(element);
    form.connectedCallback();
    await expect.poll(() => fired).toMatchObject([{ type: "hostless-error", detail: FAILURE }]);
    form.disconnectedCallback();
  });

  it.each([{}, { src: "https://" }])("shows nothing where src is %o", async (attributes) => {
    startFakePage(fakeSite());
    const { form, element } = await createForm(Object(attributes));
    form.connectedCallback();
    expect(element.children).toEqual([]);
  });

  it("starts again when an attribute changes or it is reset, and fires nothing of the frame that is gone", async () => {
    const site = fakeSite();
    let settle: () => void = () => undefined;
    const late = new Promise<void>((resolve) => {
      settle = resolve;
    });
    const info = succeed(pageThatSays("").model);
    let loads = 0;
    site.work = {
      ...site.work,
      load: async () => {
        if (loads++ === 0) await late;
        return info;
      },
    };
    const { body, frames } = startFakePage(site);
    const { form, element, fired } = await createForm({ src: SITE, prompt: "a" });
    form.attributeChangedCallback("prompt", "a", "b");
    expect(frames).toEqual([]);
    body.append(element);
    form.connectedCallback();
    await expect.poll(() => loads).toBe(1);
    form.attributeChangedCallback("prompt", "a", "a");
    expect(frames).toHaveLength(1);
    form.setAttribute("prompt", "b");
    form.attributeChangedCallback("prompt", "a", "b");
    await expect.poll(() => fired).toHaveLength(1);
    settle();
    form.reset();
    await expect.poll(() => fired).toHaveLength(2);
    expect(frames.map(({ src }) => new URL(src).hash)).toEqual([
      "#mode=form&prompt=a",
      "#mode=form&prompt=b",
      "#mode=form&prompt=b",
    ]);
    expect(element.children).toEqual(frames.slice(2));
    expect(fired.map(({ type }) => type)).toEqual(["hostless-load", "hostless-load"]);
    form.disconnectedCallback();
    expect(element.children).toEqual([]);
  });
});

describe("the module", () => {
  it("defines the tag, and once", async () => {
    const defined = new Map<string, unknown>();
    const define = (name: string, element: unknown) => void defined.set(name, element);
    vi.stubGlobal("customElements", { get: (name: string) => defined.get(name), define });
    const first = await import("./index.ts");
    expect(defined).toEqual(new Map([["hostless-form", first.HostlessForm]]));
    vi.resetModules();
    await import("./index.ts");
    expect(defined.get("hostless-form")).toBe(first.HostlessForm);
  });

  it("can be imported where there are no elements", async () => {
    expect(Object.keys(await import("./index.ts")).sort()).toEqual([
      "HostlessError",
      "HostlessForm",
      "HostlessModel",
      "connect",
    ]);
  });
});
