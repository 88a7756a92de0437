/**
 * What the engine looks up while it prices, sells and folds. The caller brings it: the till from its
 * replica, the server from its tables at a basis, a test from a builder. Every look-up is synchronous
 * and answers the row together with the position it was read at, so that a sale can name its sources.
 */
import type { Rows } from "../records/rows/index.ts";
import type { SettingKind } from "../records/rows/setting.ts";
import type { SettingBody } from "../records/settings/index.ts";

export interface At<Row> {
  readonly row: Row;
  readonly position: number;
}

export interface SettingsView {
  /** The setting of that kind and id, its body already checked. */
  setting<Kind extends SettingKind>(kind: Kind, id: string): SettingBody<Kind> | undefined;
  /** All settings of a kind: id, body, position. */
  settings<Kind extends SettingKind>(
    kind: Kind,
  ): readonly {
    readonly id: string;
    readonly body: SettingBody<Kind>;
    readonly position: number;
  }[];
}

export interface CatalogueView extends SettingsView {
  product(id: string): At<Rows["products"]> | undefined;
  /** Every price row of the product in the books asked for, in any order. */
  prices(productId: string, bookIds: readonly string[]): readonly At<Rows["prices"]>[];
  /** All offers (not plays) that are live; the same array while nothing changed, so it can be compiled once. */
  offers(): readonly At<Rows["offers"]>[];
  /**
   * A number that is another one whenever anything in the catalogue or the settings changed. With it,
   * lines that did not change are not looked up again; without it every pricing looks up every line.
   */
  revision?(): number;
}
