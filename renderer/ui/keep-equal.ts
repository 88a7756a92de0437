/** A new value built from the parts of the old one that are equal: React sees what has changed. */

/**
 * `next`, with every part that equals the part of `before` at its place, or with its `id` in a list,
 * replaced by that. `before` itself when all is equal. Both are plain data as messages carry it.
 */
export function keepEqual<Value>(before: unknown, next: Value): Value {
  return keep(before, next) as Value;
}

function keep(before: unknown, next: unknown): unknown {
  if (Object.is(before, next)) return before;
  if (Array.isArray(before) && Array.isArray(next)) return keepList(before, next);
  if (!isPlain(before) || !isPlain(next)) return next;
  const old = new Map(Object.entries(before));
  const kept = Object.entries(next).map(
    ([key, value]) => [key, keep(old.get(key), value)] as const,
  );
  const isSame =
    kept.length === old.size &&
    kept.every(([key, value]) => old.has(key) && old.get(key) === value);
  return isSame ? before : Object.fromEntries(kept);
}

/** Items with an id are compared with the one of the same id: a line in the middle may have gone. */
function keepList(before: readonly unknown[], next: readonly unknown[]): readonly unknown[] {
  const byId = new Map(before.map((item) => [idOf(item), item]));
  const kept = next.map((item, index) => {
    const id = idOf(item);
    return keep(id === undefined ? before[index] : byId.get(id), item);
  });
  const isSame = kept.length === before.length && kept.every((item, at) => item === before[at]);
  return isSame ? before : kept;
}

function idOf(item: unknown): unknown {
  if (!isPlain(item)) return undefined;
  return item["id"] ?? item["lineId"];
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
