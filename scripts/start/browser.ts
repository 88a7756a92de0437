/** Opens an address in the person's browser where there is a screen; says so where there is none. */
import { spawn } from "node:child_process";

/** Whether a window can be shown to somebody here. */
export function hasScreen(env: NodeJS.ProcessEnv = process.env): boolean {
  if (process.platform === "win32" || process.platform === "darwin") return env.CI === undefined;
  return env.DISPLAY !== undefined || env.WAYLAND_DISPLAY !== undefined;
}

/** Asks the system to show the address. A browser that is not there is no reason to stop. */
export function openBrowser(url: string): void {
  const [command, ...args] =
    process.platform === "darwin"
      ? ["open", url]
      : process.platform === "win32"
        ? ["cmd", "/c", "start", "", url.replaceAll("&", "^&")]
        : ["xdg-open", url];
  const child = spawn(command as string, args, { stdio: "ignore", detached: true });
  child.on("error", () => undefined);
  child.unref();
}
