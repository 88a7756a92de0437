// Loaded by `node --import`: wraps the functions named in KEEPSHOP_WALK (file#function, space separated)
// so that each call is noted. The code itself is not changed for it.
import { registerHooks } from "node:module";

const steps = (process.env.KEEPSHOP_WALK ?? "").split(" ").map((step) => step.split("#"));
globalThis.keepshopWalk = [];

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    const wanted = steps.filter(([file]) => url.endsWith(`/${file}`)).map(([, name]) => name);
    if (wanted.length === 0 || loaded.source === null || loaded.source === undefined) return loaded;
    const file = steps.find(([named]) => url.endsWith(`/${named}`))?.[0];
    const noted = [...new Set(wanted)].map(
      (name) =>
        `${name} = ((walked) => (...given) => (globalThis.keepshopWalk.push("${file}#${name}"), walked(...given)))(${name});`,
    );
    return { ...loaded, source: `${loaded.source}\n${noted.join("\n")}\n` };
  },
});
