// What a Keepshop page may load and do, said once for everyone who serves the console: the Electron
// shell, the kiosk and the server's /hq.

/** Stands in built pages where the server of the page puts a nonce, fresh for each answer. */
export const NONCE_PLACEHOLDER = "KEEPSHOP_NONCE";

/**
 * The Content-Security-Policy header of a console page. The nonce is for Mantine's style elements
 * only; scripts come from the page's own origin, and no string becomes markup (Trusted Types).
 * Source: DESIGN 9.
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types default",
  ].join("; ");
}
