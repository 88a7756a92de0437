// The seed of every property: fixed on each commit, so that a red run is the change's own doing; fresh
// in `npm run test:full`, where new cases are looked for. KEEPSHOP_SEED=<number> repeats one.
import fc from "fast-check";

const COMMIT_SEED = 20_261_122;

const wanted = process.env.KEEPSHOP_SEED ?? String(COMMIT_SEED);
if (wanted !== "fresh") fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(wanted) });
