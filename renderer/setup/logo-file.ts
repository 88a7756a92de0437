/** A picture file as the black and white dots that a receipt printer prints. */
import { LOGO_HEIGHT_MAX, LOGO_WIDTH_MAX, writeLogo } from "#shared/records/logo.ts";

const FILE_BYTES_MAX = 20 * 1024 * 1024;
/** Lighter than this is paper. */
const PAPER_FROM = 140;

/** The logo of a file as it is kept; undefined for what is no picture. */
export async function logoOf(file: File): Promise<string | undefined> {
  if (file.size > FILE_BYTES_MAX) return undefined;
  const bitmap = await createImageBitmap(file).catch(() => undefined);
  if (bitmap === undefined || bitmap.width === 0) return undefined;
  const scale = Math.min(LOGO_WIDTH_MAX / bitmap.width, LOGO_HEIGHT_MAX / bitmap.height, 1);
  const width = Math.max(8, Math.floor((bitmap.width * scale) / 8) * 8);
  const height = Math.max(8, Math.ceil((bitmap.height * scale) / 8) * 8);
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  if (context === null) return undefined;
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  return writeLogo(width, height, (x, y) => {
    const at = (y * width + x) * 4;
    const [red = 255, green = 255, blue = 255] = data.subarray(at, at + 3);
    return red * 0.299 + green * 0.587 + blue * 0.114 < PAPER_FROM;
  });
}
