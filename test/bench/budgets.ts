// What each metric must reach (floor) and what it reaches for (aim), with the place that says so. A
// ratio is p50 over the bare way of doing it in the same run. What was
// measured last stands beside in measured.json (`npm run bench -- --keep`).
import type { Budgets, Limit } from "../../scripts/lib/bench-contract.ts";

const p50 = (atMost: number): Limit => ({ of: "p50", atMost });
const p99 = (atMost: number): Limit => ({ of: "p99", atMost });
const atLeast = (least: number): Limit => ({ of: "p50", atLeast: least });
const timesRaw = (atMost: number): Limit => ({ of: "ratio", atMost });
const shareOfRaw = (least: number): Limit => ({ of: "ratio", atLeast: least });

const FEEL = "DESIGN 10, feel";

export const budgets: Budgets = {
  disk_sync_ms: { floor: p99(50), source: "the machine's own, for comparison" },
  scan_to_line_ms: { floor: p99(5), source: `${FEEL}: scan to priced line` },
  scan_to_paint_ms: { floor: p99(33), aim: p50(16), source: `${FEEL}: scan to paint` },
  complete_sale_ms: { floor: p99(30), aim: timesRaw(1.5), source: `${FEEL}: sale complete` },
  sign_in_ms: { floor: p99(2_000), source: "issue 5, staff sign in" },
  search_ms: { floor: p99(10), aim: p99(3), source: "DESIGN 10, search" },
  search_prefix_ms: { floor: p99(0.5), aim: p99(0.1), source: "DESIGN 10, search" },
  search_two_words_ms: { floor: p99(1), aim: p99(0.3), source: "DESIGN 10, search" },
  search_typo_ms: { floor: p99(10), aim: p99(3), source: "DESIGN 10, search" },
  search_typos_answered: { floor: atLeast(0.95), source: "DESIGN 10, search" },
  search_index_mb: { floor: p50(50), aim: p50(20), source: "DESIGN 10, search" },
  first_fill_docs_per_s: {
    floor: shareOfRaw(0.33),
    aim: shareOfRaw(0.5),
    source: "DESIGN 10, first fill as rows",
  },
  first_fill_rows_per_s: {
    floor: shareOfRaw(0.33),
    aim: shareOfRaw(0.5),
    source: "DESIGN 10, first fill as rows",
  },
  first_fill_image_rows_per_s: {
    floor: shareOfRaw(0.33),
    aim: shareOfRaw(0.5),
    source: "DESIGN 10, first fill as an image",
  },
  chain_to_first_sale_s: { floor: timesRaw(0.5), source: "DESIGN 10, whole chain" },
  wire_bytes_ratio: { floor: p50(0.3), aim: p50(0.16), source: "DESIGN 10, bytes on the wire" },
  one_change_visible_ms: {
    floor: timesRaw(1.5),
    aim: timesRaw(1.1),
    source: "DESIGN 10, one revision visible",
  },
  fan_out_50_ms: { floor: timesRaw(1.5), aim: timesRaw(1.1), source: "DESIGN 10, 50 tills" },
  fan_out_500_ms: { floor: timesRaw(12), source: "DESIGN 10, 500 within 12x of 50" },
  sale_acknowledged_ms: {
    floor: timesRaw(2),
    aim: timesRaw(1.3),
    source: "DESIGN 10, sale acknowledged",
  },
  catch_up_1000_ms: { floor: timesRaw(2), aim: timesRaw(1.3), source: "DESIGN 10, catch-up" },
  cold_open_ms: { floor: timesRaw(3), source: "DESIGN 10, cold open to first look-up" },
  cold_start_ms: { floor: p99(1_000), source: `${FEEL}: cold start to sellable` },
  price_push_to_till_ms: { floor: p99(1_000), source: `${FEEL}: HQ price to an open till` },
  till_memory_mb: { floor: timesRaw(1.5), aim: timesRaw(1.2), source: "DESIGN 10, till memory" },
  till_rss_mb: { floor: p99(400), source: `${FEEL}: till below 400 MB` },
  console_rss_mb: { floor: p99(250), source: `${FEEL}: console below 250 MB` },
  price_basket_20x50_per_s: {
    floor: shareOfRaw(0.1),
    aim: shareOfRaw(0.3),
    source: "DESIGN 10, pricing 20 lines x 50 offers",
  },
  price_basket_50x300_ms: { floor: p99(2), source: `${FEEL}: basket of 50 lines, 300 offers` },
  journal_append_ms: { floor: timesRaw(2), source: "issue 4, journal beside the disk's own sync" },
  server_sales_per_s: {
    floor: shareOfRaw(0.25),
    aim: shareOfRaw(1),
    source: "DESIGN 10, durable full sales from 32 tills",
  },
};
