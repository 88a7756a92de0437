/** Row 44: opening the drawer without a sale, with a reason; who and when are kept. */
import { Button, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useSay } from "../i18n/locales.ts";
import { useGatedAct } from "../till.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { ReasonChoice } from "../ui/reasons.tsx";

export function NoSale({ onDone }: { onDone: () => void }) {
  const say = useSay();
  const act = useGatedAct();
  const [reasonId, setReasonId] = useState<string | undefined>();
  const [note, setNote] = useState("");
  const open = async () => {
    if (reasonId === undefined) return;
    const opened = await act((client, actId, approved) =>
      client.shift.noSale({
        actId,
        reasonId,
        ...(note.trim() === "" ? {} : { note: note.trim() }),
        ...approved,
      }),
    );
    if (opened !== undefined) onDone();
  };
  return (
    <Dialog
      title={say("cash.no-sale")}
      onClose={onDone}
      primary={
        <Button
          size="xl"
          className="primary-act"
          disabled={reasonId === undefined}
          onClick={() => void open()}
        >
          {say("cash.openDrawer")}
        </Button>
      }
    >
      <Text>{say("cash.noSaleHow")}</Text>
      <ReasonChoice
        label={say("reason.label")}
        purpose="no-sale"
        value={reasonId}
        onValue={setReasonId}
      />
      <TextInput
        size="lg"
        label={say("note.label")}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </Dialog>
  );
}
