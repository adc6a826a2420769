import { TRUSTED_TYPES } from "./security-headers.ts";

interface UrlRules {
  createScriptURL?(url: string): string | null;
}

/** The part of the Trusted Types API that is used; the DOM library of the compiler does not have it. */
interface PolicyFactory {
  createPolicy(name: string, rules: UrlRules): { createScriptURL(url: string): string };
}

/**
 * Takes both Trusted Types policies that the content security policy allows, so that no other code can: from then on
 * scripts and workers start only from this origin's own absolute addresses, and no text becomes markup. Once per page or worker.
 * @returns a function that vouches for an address made here (a `blob:`); the result goes straight to `new Worker`
 */
export function lockTrustedTypes(scope: object, origin: string): (url: string) => string {
  const own = (url: string) => (url.startsWith(`${origin}/`) ? url : null);
  const factory = "trustedTypes" in scope ? scope.trustedTypes : undefined;
  if (!isFactory(factory)) return (url) => url;
  factory.createPolicy(TRUSTED_TYPES.fallback, { createScriptURL: own });
  const policy = factory.createPolicy(TRUSTED_TYPES.urls, { createScriptURL: (url) => url });
  return (url) => policy.createScriptURL(url);
}

function isFactory(value: unknown): value is PolicyFactory {
  return typeof value === "object" && value !== null && "createPolicy" in value;
}
