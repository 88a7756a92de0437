/**
 * Versions of the engine. A change that alters any result of pricing adds a version here and a branch
 * where the result is made, so that a sale of any past version can be worked out again as it was;
 * golden sales of each version stay in test/fixtures.
 *
 * 1  first version
 */
export const ENGINE_VERSION = 1;

/** Whether this build can price as that version did. */
export function isKnownEngineVersion(version: number): boolean {
  return Number.isInteger(version) && version >= 1 && version <= ENGINE_VERSION;
}
