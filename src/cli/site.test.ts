import { mkdir, mkdtemp, readFile, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { BUILT } from "../publish/testing/built-site.ts";
import { runCli } from "./testing/run-cli.ts";

let folder: string;
const textOf = (path: string) => readFile(join(folder, path), "utf8");
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "hostless-site-"));
  for (const [path, content] of Object.entries(BUILT)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
});

describe("hostless site", () => {
  it("changes a finished site, says its settings, and keeps what was said before", async () => {
    const icon = join(folder, "../logo.svg");
    await writeFile(icon, "<svg/>");
    const first = await runCli("site", folder, "--title", "My poems", "--accent", "#7a1f5c", "--icon", icon);
    expect(first.code).toBe(0);
    const { out } = await runCli("site", folder, "--feedback-url", "mailto:me@example.org");
    expect(JSON.parse(out)).toEqual({
      title: "My poems",
      colors: { accent: "#7a1f5c" },
      icon: "icons/site.svg",
      feedback_url: "mailto:me@example.org",
    });
    expect(JSON.parse(await textOf("site.json"))).toEqual(JSON.parse(out));
    expect(await textOf("index.html")).toContain("<title>quotes · My poems</title>");
    expect(await textOf("icons/site.svg")).toBe("<svg/>");
    expect(await textOf("site.css")).toContain("#7a1f5c");
    const bare = await runCli("site", folder, "--accent", "", "--feedback-url", "", "--icon", "");
    expect(JSON.parse(bare.out)).toEqual({ title: "My poems" });
    await expect(stat(join(folder, "site.css"))).rejects.toThrow("ENOENT");
  });

  it("takes another Hub with its hosts, and gives them back", async () => {
    const { out } = await runCli(
      "site",
      folder,
      "--hub-url",
      "https://hub.example",
      "--hub-hosts",
      "https://a.example,https://b.example",
    );
    expect(JSON.parse(out)).toEqual({
      hub_url: "https://hub.example",
      hub_hosts: ["https://a.example", "https://b.example"],
    });
    expect((await runCli("site", folder, "--hub-hosts", "https://a.example/x")).err).toContain("hub_hosts.0 is");
    expect(JSON.parse((await runCli("site", folder, "--hub-url", "", "--hub-hosts", "")).out)).toEqual({});
  });

  it("lists nothing of what is kept beside the site, and leaves it there", async () => {
    await mkdir(join(folder, ".git"));
    await writeFile(join(folder, ".git/config"), "secret");
    expect((await runCli("site", folder, "--title", "My poems")).code).toBe(0);
    expect(await textOf("site-files.json")).not.toContain(".git");
    expect(await textOf(".git/config")).toBe("secret");
  });

  it("takes what its owner wrote by hand, or a file of settings", async () => {
    await writeFile(join(folder, "site.json"), '{"title":"By hand"}');
    expect((await runCli("site", folder)).code).toBe(0);
    expect(await textOf("index.html")).toContain("By hand");
    const file = join(folder, "../settings.json");
    await writeFile(file, '{"title":"Of a file"}');
    expect(JSON.parse((await runCli("site", folder, "--settings", file)).out)).toEqual({ title: "Of a file" });
  });

  it("refuses by file, field, value and limit, and changes nothing", async () => {
    const before = await textOf("index.html");
    const { code, err } = await runCli("site", folder, "--accent", "#ffcc00");
    expect([code, err]).toEqual([
      1,
      expect.stringContaining("colors.accent is #ffcc00, whose contrast with #f7f5f1 is 1.4"),
    ]);
    await writeFile(join(folder, "site.json"), '{"titel":"x"}');
    expect((await runCli("site", folder)).err).toContain(`${join(folder, "site.json")}: titel is not known`);
    expect((await runCli("site", folder, "--icon", join(folder, "none.png"))).code).toBe(1);
    expect((await runCli("site")).code).toBe(2);
    expect(await textOf("index.html")).toBe(before);
  });
});
