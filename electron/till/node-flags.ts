/** How Node runs a till's process, whoever starts it: kiosk, desktop or bench. Measured in test/bench. */

export const TILL_NODE_FLAGS: readonly string[] = [
  // A small young generation: a first fill makes garbage faster than Node would give memory back.
  "--max-semi-space-size=4",
  // And an old one that grows by half of what lives, not by three times: the peak of a first fill is
  // collected sooner, at the same processor time.
  "--heap-growing-percent=50",
];
