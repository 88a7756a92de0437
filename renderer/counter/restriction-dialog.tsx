/** Row 26: goods with an age limit are asked about once a sale; the answer is kept, never a birth date. */
import { Button, Text } from "@mantine/core";
import { useSay } from "../i18n/locales.ts";
import { useAct, useNotice } from "../till.tsx";
import { Dialog } from "../ui/dialog.tsx";

export function RestrictionDialog() {
  const say = useSay();
  const act = useAct();
  const { notice, dismiss } = useNotice();
  const restrictionId = notice?.args["restrictionId"];
  if (notice?.code !== "restriction-open" || typeof restrictionId !== "string") return null;
  const answer = (outcome: "checked" | "refused") =>
    act((client, actId) => client.sell.answerRestriction({ actId, restrictionId, outcome }));
  return (
    <Dialog
      title={say("restriction.title", { name: String(notice.args["name"] ?? "") })}
      onClose={dismiss}
      primary={
        <>
          <Button size="xl" variant="default" onClick={() => void answer("refused")}>
            {say("restriction.no")}
          </Button>
          <Button size="xl" className="primary-act" onClick={() => void answer("checked")}>
            {say("restriction.yes")}
          </Button>
        </>
      }
    >
      <Text size="lg">
        {say("restriction.ask", { age: Number(notice.args["minimumAge"] ?? 0) })}
      </Text>
    </Dialog>
  );
}
