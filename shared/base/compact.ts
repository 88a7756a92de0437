/** An object without its undefined members: what is not there is absent, in rows and on the wire. */

export type Compact<Value> = {
  [Key in keyof Value as undefined extends Value[Key] ? never : Key]: Value[Key];
} & {
  [Key in keyof Value as undefined extends Value[Key] ? Key : never]?: Exclude<
    Value[Key],
    undefined
  >;
};

/** The same members in the same order, those that are `undefined` left out. */
export function compact<Value extends object>(value: Value): Compact<Value> {
  const kept: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) {
    if (member !== undefined) kept[key] = member;
  }
  return kept as Compact<Value>;
}
