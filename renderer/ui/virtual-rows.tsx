/** A list of any length that draws only what is seen; beyond a hundred rows nothing else stays quick. */
import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useRef } from "react";

const ROW_PIXELS = 66;
const ROWS_BEYOND = 8;

interface VirtualRowsProps<Item> {
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  readonly row: (item: Item) => ReactNode;
  readonly label: string;
}

export function VirtualRows<Item>({ items, keyOf, row, label }: VirtualRowsProps<Item>) {
  const box = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PIXELS,
    overscan: ROWS_BEYOND,
    getItemKey: (index) => keyOf(items[index] as Item),
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keys
    <section ref={box} className="virtual" aria-label={label} tabIndex={0}>
      <ul className="virtual-inner" style={{ blockSize: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((shown) => (
          <li
            key={shown.key}
            ref={rows.measureElement}
            data-index={shown.index}
            className="virtual-row"
            style={{ transform: `translateY(${shown.start}px)` }}
          >
            {row(items[shown.index] as Item)}
          </li>
        ))}
      </ul>
    </section>
  );
}
