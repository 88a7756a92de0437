// The kiosk: the same console and the same till for any Chromium, without Electron. The server is the
// till's own (till/kiosk), so that a till's process needs nothing of the shell.
export { type Kiosk, type KioskOptions, startKiosk } from "#till/kiosk/server.ts";
