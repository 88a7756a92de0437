/** Scanning by the camera of a tablet or phone: the browser's own reader where it has one, else QR codes only. */
import { Text } from "@mantine/core";
import jsQR from "jsqr";
import { useEffect, useRef, useState } from "react";
import { useSay } from "../i18n/locales.ts";
import { Dialog } from "../ui/dialog.tsx";

/** The Barcode Detection API, as far as it is used here. */
interface Detector {
  readonly detect: (from: HTMLVideoElement) => Promise<readonly { readonly rawValue: string }[]>;
}
type DetectorMaker = new (options: { readonly formats: readonly string[] }) => Detector;

const FORMATS = ["ean_13", "ean_8", "upc_a", "upc_e", "code_128", "itf", "qr_code", "data_matrix"];
const LOOK_EVERY_MS = 120;

/** Whether this device may have a camera that a page can use. */
export function hasCamera(): boolean {
  return typeof navigator.mediaDevices?.getUserMedia === "function";
}

export function CameraScan({
  onCode,
  onDone,
}: {
  onCode: (raw: string) => void;
  onDone: () => void;
}) {
  const say = useSay();
  const video = useRef<HTMLVideoElement>(null);
  const [trouble, setTrouble] = useState(false);
  const found = useRef(onCode);
  found.current = onCode;
  useEffect(() => {
    const stop = new AbortController();
    lookFor(video.current, stop.signal, (raw) => found.current(raw)).catch(() => setTrouble(true));
    return () => stop.abort();
  }, []);
  return (
    <Dialog title={say("camera.title")} onClose={onDone} wide>
      <Text role="status">
        {say(trouble ? "camera.none" : readsBars() ? "camera.how" : "camera.qrOnly")}
      </Text>
      <video ref={video} className="camera" muted playsInline aria-label={say("camera.title")} />
    </Dialog>
  );
}

function readsBars(): boolean {
  return "BarcodeDetector" in globalThis;
}

async function lookFor(
  video: HTMLVideoElement | null,
  signal: AbortSignal,
  onCode: (raw: string) => void,
): Promise<void> {
  if (video === null || !hasCamera()) throw new Error("no camera");
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: "environment" },
  });
  const end = () => {
    for (const track of stream.getTracks()) track.stop();
  };
  if (signal.aborted) return end();
  signal.addEventListener("abort", end);
  video.srcObject = stream;
  await video.play();
  const read = readerOf();
  const look = async (): Promise<void> => {
    if (signal.aborted) return;
    const raw = await read(video).catch(() => undefined);
    if (raw !== undefined && raw !== "" && !signal.aborted) return onCode(raw);
    setTimeout(() => void look(), LOOK_EVERY_MS);
  };
  await look();
}

/** The browser's own reader; where there is none, one that reads QR codes out of the picture. */
function readerOf(): (video: HTMLVideoElement) => Promise<string | undefined> {
  if (readsBars()) {
    const Maker = (globalThis as unknown as { BarcodeDetector: DetectorMaker }).BarcodeDetector;
    const detector = new Maker({ formats: FORMATS });
    return async (video) => (await detector.detect(video))[0]?.rawValue;
  }
  const canvas = document.createElement("canvas");
  return async (video) => {
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (context === null || canvas.width === 0) return undefined;
    context.drawImage(video, 0, 0);
    const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
    return jsQR(data, width, height)?.data;
  };
}
