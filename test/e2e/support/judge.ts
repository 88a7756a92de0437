// What axe finds on a page by the rules of the Web Content Accessibility Guidelines 2.2, levels A and AA.
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

/** What axe finds wrong on a page as it stands: rule and place. */
export async function complaints(page: Page): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page }).withTags(WCAG).setLegacyMode(true);
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`),
  );
}
