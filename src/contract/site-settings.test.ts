import { describe, expect, it } from "vitest";
import { parseSiteSettings } from "./site-settings.ts";
import { saying } from "./testing/refused.ts";

const read = (settings: unknown) => () => parseSiteSettings(JSON.stringify(settings), "dist/site.json");

describe("parseSiteSettings", () => {
  it("takes all that an owner may say, or nothing", () => {
    const settings = {
      title: "My poems",
      short_name: "Poems",
      colors: { accent: "#7a1f5c", page_dark: "#101010" },
      icon: "icons/site.svg",
      model: "owner/poems@refs/pr/1",
      hub_url: "https://hub.example",
      oauth_client_id: "abc-123",
      source_url: "https://example.org/poems",
      feedback_url: "mailto:me@example.org?subject={text}",
    };
    expect(parseSiteSettings(JSON.stringify(settings))).toEqual(settings);
    expect(parseSiteSettings("{}")).toEqual({});
  });

  it.each([
    { hub_url: "https://hub.example:8443/" },
    { hub_url: "http://[::1]:8080" },
    { hub_url: "https://HUB-1.my_lab.example" },
    { hub_url: "http://localhost:8080", hub_hosts: ["https://files.example"] },
    { feedback_url: "https://forms.example:8443/{model}?q={text}#{seed}" },
  ])("takes %j", (settings) => {
    expect(read(settings)()).toEqual(settings);
  });

  it.each([
    [{ title: "" }, 'title is "": must not be empty'],
    [{ title: "a\nb" }, "must be one line"],
    [{ title: "x".repeat(81) }, "must have at most 80 characters"],
    [{ title: 7 }, "title is 7: must be a text"],
    [{ short_name: "x".repeat(31) }, "must have at most 30 characters"],
    [{ colors: { accent: "red" } }, 'colors.accent is "red": must be a colour such as #17594c'],
    [{ icon: "../secret.svg" }, "must be a relative path without .."],
    [{ icon: "icons/a.gif" }, "must end in .svg or .png"],
    [{ model: "../quotes" }, "must be the name of a folder of models/, or owner/name of the Hub"],
    [{ model: "a/b/c" }, "must be the name of a folder of models/, or owner/name of the Hub"],
    [{ hub_url: "https://hub.example/path" }, "must be an address without a path"],
    [{ hub_url: "https://[bad" }, "must be an address that begins with https://"],
    [{ hub_url: "https://*" }, "must be a host as browsers write it"],
    [{ hub_url: "https://*.example" }, "must be a host as browsers write it"],
    [{ hub_url: "https://a,b" }, "must be a host as browsers write it"],
    [{ hub_url: "https://a;b" }, "must be a host as browsers write it"],
    [{ hub_url: 'https://x"onload' }, "must be a host as browsers write it"],
    [{ hub_url: "https://." }, "must be a host as browsers write it"],
    [{ hub_url: "https://-" }, "must be a host as browsers write it"],
    [{ hub_url: "https://a..example" }, "must be a host as browsers write it"],
    [{ hub_url: "https://-a.example" }, "must be a host as browsers write it"],
    [
      { hub_hosts: ["https://files.example"] },
      'hub_hosts is {"hub_hosts":["https://files.example"]}: must stand beside hub_url',
    ],
    [{ hub_url: "https://hüb.example" }, "must be a host as browsers write it"],
    [{ feedback_url: "https://[bad/x" }, "must be an address that begins with https:// or mailto:"],
    [{ feedback_url: "https://x:99999/" }, "must be an address that begins with https:// or mailto:"],
    [{ feedback_url: "https://{model}.x.org/" }, "must be an address that begins with https:// or mailto:"],
    [{ source_url: "https://x:99999/" }, "must be an address that begins with https://"],
    [{ hub_url: "http://hub.example" }, "must be an address that begins with https://"],
    [{ source_url: "javascript:alert(1)" }, "must be an address that begins with https://"],
    [{ source_url: "https://user@example.org/" }, "must be an address that begins with https://"],
    [{ feedback_url: "ftp://example.org" }, "must be an address that begins with https:// or mailto:"],
    [{ feedback_url: "mailto:nobody" }, "must be an address that begins with https:// or mailto:"],
    [{ oauth_client_id: "a b" }, "must have no spaces"],
  ])("refuses %j by file, field, value and what it must be", (settings, said) => {
    expect(read(settings)).toThrow(saying("dist/site.json: "));
    expect(read(settings)).toThrow(saying(said));
  });

  it("names a field that it does not know, and those that it does", () => {
    expect(read({ titel: "x" })).toThrow(saying("titel is not known"));
    expect(read({ titel: "x" })).toThrow(saying("titel", { hint: /Known are: title, short_name/ }));
    expect(read({ colors: { acent: "x" } })).toThrow(
      saying("colors.acent is not known", { hint: /accent, accent_dark/ }),
    );
    expect(() => parseSiteSettings("{,", "dist/site.json")).toThrow(saying("dist/site.json is not JSON"));
  });
});
