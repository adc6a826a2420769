import { expect, it } from "vitest";
import { repositoryOf, siteAddress, sourceAddress } from "./addresses.ts";

it.each([
  [{}, "./source.zip"],
  [{ SOURCE_URL: "javascript:alert(1)" }, "./source.zip"],
  [{ GITHUB_SERVER_URL: "https://github.com", GITHUB_REPOSITORY: "owner/name" }, "https://github.com/owner/name"],
  [{ REPOSITORY_URL: "https://example.org/owner/name" }, "https://example.org/owner/name"],
  [{ SOURCE_URL: "https://example.org/a", REPOSITORY_URL: "https://example.org/b" }, "https://example.org/a"],
])("finds the sources of a build with %o", (environment, address) => {
  expect(sourceAddress(environment)).toBe(address);
});

it.each([
  [{}, undefined],
  [{ SITE_URL: "https://example.org/a" }, "https://example.org/a/"],
  [{ URL: "https://x.example.org" }, "https://x.example.org/"],
  [{ CF_PAGES_URL: "https://x.example.org/" }, "https://x.example.org/"],
  [{ GITHUB_REPOSITORY: "Owner/name" }, "https://owner.github.io/name/"],
  [{ GITHUB_REPOSITORY: "owner/owner.github.io" }, "https://owner.github.io/"],
  [{ SITE_URL: "nowhere" }, undefined],
])("finds the address of a site that is built with %o", (environment, address) => {
  expect(siteAddress(environment)).toBe(address);
});

it("names a package's repository as npm's provenance does, where a workflow publishes it", () => {
  const environment = { GITHUB_SERVER_URL: "https://github.com", GITHUB_REPOSITORY: "owner/name" };
  expect(repositoryOf(environment)).toEqual({
    repository: { type: "git", url: "git+https://github.com/owner/name.git" },
  });
  expect(repositoryOf({ SOURCE_URL: "https://example.org" })).toEqual({});
});
