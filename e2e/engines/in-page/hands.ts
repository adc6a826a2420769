/** What checks do inside the page, the same in every engine: this file becomes one script that drivers send along. */
export * from "./api.ts";
export * from "./find.ts";
export * from "./form.ts";
export * from "./grey.ts";
export * from "./kept.ts";
export * from "./until.ts";
export * from "./watched.ts";
