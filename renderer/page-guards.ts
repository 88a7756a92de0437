// What the page itself does for its policy (shared/base/page-policy.ts): no string becomes markup, and
// styles made at run time carry the nonce that the page was served with. Takes effect when imported.
import { config } from "zod";

interface TrustedTypes {
  readonly createPolicy: (
    name: string,
    rules: Readonly<Record<"createHTML" | "createScriptURL", (text: string) => string>>,
  ) => unknown;
}

// Before any schema is made, which is why main.tsx imports this file first: each would try whether it
// may compile itself, and the policy refuses and reports that.
config({ jitless: true });
refuseMarkup();

/** The one script that a page may start by its address: it keeps an approver's page offline. */
const WORKER = "approve-worker.js";

/** Makes the default policy: plain text passes, any string with `<` is a bug and throws. */
function refuseMarkup(): void {
  const trustedTypes = (globalThis as { readonly trustedTypes?: TrustedTypes }).trustedTypes;
  trustedTypes?.createPolicy("default", {
    createHTML: (text) => {
      if (text.includes("<")) throw new TypeError("The page made markup from a string");
      return text;
    },
    createScriptURL: (url) => {
      if (url !== WORKER) throw new TypeError("The page started a script by its address");
      return url;
    },
  });
}

/** The nonce of this page, for style elements; empty where the page was served without one. */
export function pageNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? "";
}
