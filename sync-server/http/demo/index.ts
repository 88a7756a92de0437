/** `/demo/codes`: a page to print and scan, of demo chains only; the same as data for tests. */
import { toSVG } from "bwip-js/node";
import type { FastifyInstance } from "fastify";
import { currencyOf } from "#shared/base/iso4217.ts";
import { readyEdge } from "../edge.ts";
import { guardPage } from "../pages.ts";
import { aProblem, sendProblem } from "../problem.ts";
import type { ShopDeps } from "../shop/deps.ts";
import { type DemoCodes, demoCodes, isDemo } from "./codes.ts";

const REQUESTS_PER_MINUTE = 300;

/** Adds the demo's addresses; in a chain that is no demo there is nothing at them. */
export function registerDemo(app: FastifyInstance, deps: ShopDeps): void {
  const { log, now } = deps.core;
  void app.register(async (scope) => {
    const limits = { bodyBytesMax: 1_024, requestsPerMinute: REQUESTS_PER_MINUTE };
    readyEdge(scope, { log, now, ...limits });
    scope.get("/demo/codes.json", async (_request, reply) =>
      (await isDemo(deps)) ? demoCodes(deps) : sendProblem(reply, aProblem("web-address-unknown")),
    );
    scope.get("/demo/codes", async (_request, reply) => {
      if (!(await isDemo(deps))) return sendProblem(reply, aProblem("web-address-unknown"));
      const nonce = guardPage(reply);
      return reply.type("text/html; charset=utf-8").send(pageOf(await demoCodes(deps), nonce));
    });
  });
}

function pageOf(codes: DemoCodes, nonce: string): string {
  const products = codes.products.map((product) =>
    figure({
      svg: toSVG({ bcid: "ean13", text: product.gtin, includetext: true, height: 14 }),
      name: product.name,
      note: `${amount(product.priceMinor, product.currency)}${
        product.soldOutIn.length === 0 ? "" : ` · none left in ${product.soldOutIn.join(", ")}`
      }`,
    }),
  );
  const cards = codes.cards.flatMap((card) => [
    figure({
      svg: toSVG({ bcid: "qrcode", text: card.code }),
      name: card.name,
      note: `Customer card ${card.code}`,
    }),
    figure({
      svg: toSVG({ bcid: "code128", text: card.code, height: 12, includetext: true }),
      name: card.name,
      note: "The same card as bars",
    }),
  ]);
  const receipts = codes.receipts.map((receipt) =>
    figure({
      svg: toSVG({ bcid: "code128", text: receipt.number, height: 12, includetext: true }),
      name: "A receipt",
      note: `Number ${receipt.number}`,
    }),
  );
  return `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Codes to scan</title><link rel="icon" href="data:,">
<style nonce="${nonce}">${STYLE}</style></head>
<body><header><h1>Codes to scan</h1>
<p>Print this page (Ctrl+P) or scan it from the screen. Made-up customers, real bars.</p></header>
<main>
<section><h2>Products</h2><div class="codes">${products.join("")}</div></section>
<section><h2>Customer cards and a receipt</h2>
<div class="codes wide">${[...cards, ...receipts].join("")}</div></section>
</main></body></html>`;
}

const STYLE = `
body{margin:0 auto;max-width:1000px;padding:1rem;font:15px/1.35 system-ui,sans-serif;
color:#111;background:#fff}
h1{margin:0}h2{margin:1.2rem 0 .5rem;font-size:1.1rem}p{margin:.2rem 0}
.codes{display:grid;grid-template-columns:repeat(4,minmax(0,1fr));gap:.6rem}
figure{margin:0;padding:.7rem .6rem;border:1px solid #bbb;border-radius:6px;text-align:center;
break-inside:avoid}
figure svg{max-width:100%;width:170px;max-height:96px;background:#fff}
figcaption strong{display:block;margin-top:.4rem}
@media (max-width:760px){.codes{grid-template-columns:repeat(2,minmax(0,1fr))}}
@media print{header p{display:none}body{max-width:none;padding:0;font-size:11px}
figure{padding:.35rem}figure svg{width:150px;max-height:80px}@page{margin:10mm}}
`;

function figure(shown: { svg: string; name: string; note: string }): string {
  return `<figure>${shown.svg}<figcaption><strong>${escaped(shown.name)}</strong>${escaped(
    shown.note,
  )}</figcaption></figure>`;
}

function amount(minor: number, currency: string): string {
  const digits = currencyOf(currency)?.exponent ?? 2;
  return `${(minor / 10 ** digits).toFixed(digits)} ${currency}`;
}

const SIGNS: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (sign) => SIGNS[sign] ?? "");
}
