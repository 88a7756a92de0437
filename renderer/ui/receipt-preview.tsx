/** The receipt as the printer gets it, on screen: the same document, block by block. */
import { useEffect, useState } from "react";
import type { ReceiptBlock, ReceiptDocument } from "#shared/records/receipt.ts";
import { useSay } from "../i18n/locales.ts";
import { useLink } from "../till.tsx";
import { LogoPicture } from "./logo-picture.tsx";
import { QrCode } from "./qr-code.tsx";

export function ReceiptPreview({ saleId }: { saleId: string }) {
  const say = useSay();
  const { client } = useLink();
  const [document, setDocument] = useState<ReceiptDocument | undefined>();
  useEffect(() => {
    let stale = false;
    client?.sales
      .receipt({ saleId, kind: "sale" })
      .then((answer) => {
        if (!stale && answer.ok) setDocument(answer.value);
      })
      .catch(() => undefined);
    return () => {
      stale = true;
    };
  }, [client, saleId]);
  if (document === undefined) return null;
  return (
    // A long receipt is scrolled by keys, too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must take the focus
    <section className="paper" tabIndex={0} aria-label={say("receipt.label")} data-testid="receipt">
      <PaperBlocks document={document} />
    </section>
  );
}

/** Blocks of a printable document as elements. */
export function PaperBlocks({ document }: { document: ReceiptDocument }) {
  return (
    <div className="paper-sheet" dir={document.direction} lang={document.language}>
      {keyed(document.blocks).map(({ key, item }) => (
        <Block key={key} block={item} />
      ))}
    </div>
  );
}

function Block({ block }: { block: ReceiptBlock }) {
  switch (block.kind) {
    case "text":
      return (
        <p
          className={`paper-text paper-${block.align} paper-${block.size}${block.bold ? " paper-bold" : ""}`}
        >
          {block.text}
        </p>
      );
    case "columns":
      return (
        <p className="paper-columns">
          {keyed(block.cells).map(({ key, item: cell }) => (
            <span
              key={key}
              className={`paper-${cell.align} paper-share-${cell.share}${cell.bold ? " paper-bold" : ""}`}
            >
              {cell.text}
            </span>
          ))}
        </p>
      );
    case "rule":
      return <hr className={block.heavy ? "paper-heavy" : undefined} />;
    case "space":
      return <p className="paper-space">{"\u00a0"}</p>;
    case "qr":
      return (
        <figure className="paper-qr">
          <QrCode text={block.data} label={block.caption ?? ""} />
          {block.caption !== undefined && (
            <figcaption className="paper-text paper-centre">{block.caption}</figcaption>
          )}
        </figure>
      );
    case "barcode":
      return <p className="paper-text paper-centre paper-code">{block.data}</p>;
    case "mark":
      return <p className="paper-text paper-centre paper-bold paper-large">{block.text}</p>;
    case "logo":
      return (
        <p className="paper-text paper-centre">
          <LogoPicture data={block.data} label="" />
        </p>
      );
    default:
      return null;
  }
}

/** Numbers the items of a printed document, whose order never changes. */
function keyed<Item>(
  items: readonly Item[],
): readonly { readonly key: number; readonly item: Item }[] {
  return items.map((item, key) => ({ key, item }));
}
