/** The last sale of this till put right from the counter: one press shows it, one more does it. */
import { Text } from "@mantine/core";
import { useSay } from "../i18n/locales.ts";
import { useLive } from "../till.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { CorrectSale } from "./correct-sale.tsx";

/** Among so many newest ones of the store is the last of this till. */
const LOOKED_AT = 50;

export function CorrectLastSale({ onDone }: { onDone: () => void }) {
  const say = useSay();
  const session = useLive((client, signal) => client.views.session(undefined, { signal }));
  const page = useLive((client, signal) =>
    client.views.recentSales({ query: "", offset: 0, limit: LOOKED_AT }, { signal }),
  );
  if (page === undefined || session === undefined) return null;
  const isMine = (name: string) => name === session.register?.name;
  const last = page.items.find((one) => one.kind === "sale" && isMine(one.registerName));
  if (last !== undefined) return <CorrectSale sale={last} onDone={onDone} />;
  return (
    <Dialog title={say("correct.last")} onClose={onDone}>
      <Text>{say("sales.empty")}</Text>
    </Dialog>
  );
}
