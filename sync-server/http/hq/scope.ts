/**
 * What a signed-in person may ask about and change, as checks that HQ's procedures share. What makes
 * up a person's reach is engine/legal-entity.ts; here it meets price books, offers and stores.
 */
import type { SettingsView } from "#shared/engine/catalogue.ts";
import type { PersonScope } from "#shared/engine/legal-entity.ts";

/** Whether all of these stores are the person's to steer; one that is not known is nobody's. */
export function steersAll(
  scope: PersonScope,
  settings: SettingsView,
  storeIds: readonly string[] | undefined,
): boolean {
  if (storeIds === undefined) return scope.wholeChain;
  return storeIds.every(
    (id) => scope.steers.has(id) || settings.setting("store", id) === undefined,
  );
}

/** Whether a price of this book changes prices of the person's own stores only. */
export function maySetPriceIn(scope: PersonScope, settings: SettingsView, bookId: string): boolean {
  const users = storesWithBook(settings, bookId);
  return users.length === 0 ? scope.wholeChain : users.every((id) => scope.steers.has(id));
}

/** Whether the person may know the prices of a book: a store they steer sells by it. */
export function seesBook(scope: PersonScope, settings: SettingsView, bookId: string): boolean {
  if (scope.wholeChain) return true;
  return storesWithBook(settings, bookId).some((id) => scope.steers.has(id));
}

/** Whether a person of the staff works in one of the asker's stores. */
export function seesStaff(
  scope: PersonScope,
  staff: { readonly storeIds: readonly string[] },
): boolean {
  return scope.wholeChain || staff.storeIds.some((id) => scope.steers.has(id));
}

/** The sharing groups whose clients the asker's stores know, as names of streams. */
export function clientStreams(scope: PersonScope, settings: SettingsView): ReadonlySet<string> {
  return new Set(
    settings
      .settings("store")
      .filter(({ id }) => scope.steers.has(id))
      .map(({ body }) => `clients:${body.clientGroup}`),
  );
}

function storesWithBook(settings: SettingsView, bookId: string): readonly string[] {
  return settings
    .settings("store")
    .filter(({ body }) => body.priceBookIds.includes(bookId))
    .map(({ id }) => id);
}
