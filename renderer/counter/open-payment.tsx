/** A card payment whose outcome is being asked, or is not known: the terminal's own paper decides. */
import { Alert, Button, Group, Loader, Text } from "@mantine/core";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useAct } from "../till.tsx";

interface OpenPaymentProps {
  readonly payment: {
    readonly paymentId: string;
    readonly amountMinor: number;
    readonly state: "asking" | "unknown";
  };
  readonly currency: string;
}

export function OpenPayment({ payment, currency }: OpenPaymentProps) {
  const say = useSay();
  const act = useAct();
  const { money } = useFormats();
  const amount = money(payment.amountMinor, currency);
  const settle = (charged: boolean) =>
    act((client, actId) => client.tender.settle({ actId, paymentId: payment.paymentId, charged }));
  if (payment.state === "asking")
    return (
      <Group>
        <Loader size="sm" aria-hidden="true" />
        <Text aria-live="polite">{say("payment.asking", { amount })}</Text>
      </Group>
    );
  return (
    <Alert color="orange" title={say("payment.unknown", { amount })} role="alert">
      <Text>{say("payment.unknownText")}</Text>
      <Group mt="sm">
        <Button size="md" onClick={() => void settle(true)}>
          {say("payment.charged")}
        </Button>
        <Button size="md" variant="default" onClick={() => void settle(false)}>
          {say("payment.notCharged")}
        </Button>
      </Group>
    </Alert>
  );
}
