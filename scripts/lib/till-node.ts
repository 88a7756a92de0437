// How Node runs a till's process, for whoever starts one: measured beside the bare client in test/bench.

/** A small young generation: a first fill makes garbage faster than Node would give memory back (350 MB become 210). */
export const TILL_NODE_ARGS: readonly string[] = ["--max-semi-space-size=4"];
