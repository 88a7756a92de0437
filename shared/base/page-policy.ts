// What a Keepshop page may load and do, said once for everyone who serves the console: the Electron
// shell, the kiosk and the server's /hq.

/** Stands in built pages where the server of the page puts a nonce, fresh for each answer. */
export const NONCE_PLACEHOLDER = "KEEPSHOP_NONCE";

/** The content type of each kind of built file, by its ending; a file of another kind is not served. */
export const PAGE_CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
};

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
