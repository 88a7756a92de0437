/**
 * The words after a command: `--help` prints how it is used, an unknown word or a figure that is none
 * is said in a sentence with the usage, and nothing is done. Exit code 2, as for any misuse.
 */
import { type ParseArgsConfig, parseArgs } from "node:util";

/** Node's `parseArgs` for a command of package.json; ends the process on `--help` and on misuse. */
export function readCommand<const Config extends ParseArgsConfig>(
  usage: string,
  config: Config,
): ReturnType<typeof parseArgs<Config>> {
  const words = process.argv.slice(2);
  if (words.includes("--help") || words.includes("-h")) {
    console.log(usage);
    process.exit(0);
  }
  try {
    return parseArgs(config);
  } catch (error) {
    // Node goes on to advise on positional words, which no command here is helped by.
    const [said = ""] = String(error instanceof Error ? error.message : error).split(". ");
    return misused(`${said}.`, usage);
  }
}

/** A whole number of at least `min`, as someone typed it after `--name`; ends the process otherwise. */
export function wholeNumber(
  text: string,
  { name, min, usage }: { readonly name: string; readonly min: number; readonly usage: string },
): number {
  const value = Number(text);
  if (/^-?\d+$/.test(text) && Number.isSafeInteger(value) && value >= min) return value;
  return misused(`--${name} takes a whole number of at least ${min}, not "${text}".`, usage);
}

function misused(said: string, usage: string): never {
  console.error(`${said} Nothing was done.\nUse: ${usage}`);
  process.exit(2);
}
