/** What concerns the whole basket: discount, coupon code, exemption from tax, staff purchase, gift, note. */
import { Button, Tabs, TextInput } from "@mantine/core";
import { useState } from "react";
import type { BasketView } from "#shared/till-api/views/basket.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useAct, useGatedAct } from "../till.tsx";
import { ChoiceGroup } from "../ui/choices.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { useStaff } from "../ui/people.tsx";
import { ReasonChoice } from "../ui/reasons.tsx";
import { ManualChange } from "./manual-change.tsx";
import { SetAside } from "./set-aside-acts.tsx";

interface PartProps {
  readonly basket: BasketView;
  readonly onDone: () => void;
}

export function BasketDialog({ basket, onDone }: PartProps) {
  const say = useSay();
  return (
    <Dialog
      title={say("basket.whole")}
      onClose={onDone}
      wide
      primary={<ClearBasket onDone={onDone} />}
    >
      <Tabs defaultValue="discount" keepMounted={false}>
        <Tabs.List aria-label={say("basket.whole")}>
          <Tabs.Tab value="discount">{say("basket.tab.discount")}</Tabs.Tab>
          <Tabs.Tab value="coupon">{say("basket.tab.coupon")}</Tabs.Tab>
          <Tabs.Tab value="note">{say("basket.tab.note")}</Tabs.Tab>
          <Tabs.Tab value="aside">{say("aside.tab")}</Tabs.Tab>
          <Tabs.Tab value="staff">{say("basket.tab.staff")}</Tabs.Tab>
          <Tabs.Tab value="exemption">{say("basket.tab.exemption")}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="discount" pt="md">
          <BasketChanges basket={basket} />
          <ManualChange currency={basket.priced.currency} onDone={onDone} />
        </Tabs.Panel>
        <Tabs.Panel value="coupon" pt="md">
          <Coupons basket={basket} />
        </Tabs.Panel>
        <Tabs.Panel value="note" pt="md">
          <Note basket={basket} onDone={onDone} />
        </Tabs.Panel>
        <Tabs.Panel value="aside" pt="md">
          <SetAside basket={basket} onDone={onDone} />
        </Tabs.Panel>
        <Tabs.Panel value="staff" pt="md">
          <StaffBuyer basket={basket} onDone={onDone} />
        </Tabs.Panel>
        <Tabs.Panel value="exemption" pt="md">
          <Exemption basket={basket} onDone={onDone} />
        </Tabs.Panel>
      </Tabs>
    </Dialog>
  );
}

function BasketChanges({ basket }: { basket: BasketView }) {
  const say = useSay();
  const act = useAct();
  const { money, percent } = useFormats();
  return (
    <ul className="rows">
      {basket.draft.manual.map((one) => (
        <li key={one.id} className="row-card">
          <span>
            {say(`change.${one.kind}`)}{" "}
            {one.kind === "percent" ? percent(one.value) : money(one.value, basket.priced.currency)}
          </span>
          <Button
            size="md"
            variant="default"
            onClick={() =>
              act((client, actId) => client.sell.dropChange({ actId, manualId: one.id }))
            }
          >
            {say("change.takeBack")}
          </Button>
        </li>
      ))}
    </ul>
  );
}

function Coupons({ basket }: { basket: BasketView }) {
  const say = useSay();
  const act = useAct();
  const [code, setCode] = useState("");
  const add = async () => {
    const added = await act((client, actId) => client.sell.addCoupon({ actId, code: code.trim() }));
    if (added !== undefined) setCode("");
  };
  return (
    <div className="stack">
      <ul className="rows">
        {basket.draft.coupons.map((one) => (
          <li key={one} className="row-card">
            <span>
              <strong>{one}</strong>
              <small>
                {say(basket.priced.couponsUsed.includes(one) ? "coupon.used" : "coupon.notUsed")}
              </small>
            </span>
            <Button
              size="md"
              variant="default"
              onClick={() => act((client, actId) => client.sell.dropCoupon({ actId, code: one }))}
            >
              {say("change.takeBack")}
            </Button>
          </li>
        ))}
      </ul>
      <TextInput
        size="lg"
        label={say("coupon.code")}
        value={code}
        autoFocus
        onChange={(event) => setCode(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && code.trim() !== "") void add();
        }}
      />
      <Button
        size="xl"
        className="primary-act"
        disabled={code.trim() === ""}
        onClick={() => void add()}
      >
        {say("coupon.add")}
      </Button>
    </div>
  );
}

function Note({ basket, onDone }: PartProps) {
  const say = useSay();
  const act = useAct();
  const [note, setNote] = useState(basket.draft.note ?? "");
  const gift = basket.draft.lines.some((line) => line.gift === true);
  const save = async () => {
    const saved = await act((client, actId) => client.sell.setNote({ actId, note: note.trim() }));
    if (saved !== undefined) onDone();
  };
  return (
    <div className="stack">
      <TextInput
        size="lg"
        label={say("basket.note")}
        value={note}
        autoFocus
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Button
        size="lg"
        variant="default"
        aria-pressed={gift}
        onClick={() => act((client, actId) => client.sell.setGift({ actId, gift: !gift }))}
      >
        {say(gift ? "basket.noGift" : "basket.allGift")}
      </Button>
      <Button size="xl" className="primary-act" onClick={() => void save()}>
        {say("change.save")}
      </Button>
    </div>
  );
}

/** Row 28 and the trimmed-basket rule: throwing away is kept with who and how much. */
function ClearBasket({ onDone }: { onDone: () => void }) {
  const say = useSay();
  const act = useGatedAct();
  const clear = async () => {
    const cleared = await act((client, actId) => client.sell.abandon({ actId }));
    if (cleared !== undefined) onDone();
  };
  return (
    <Button size="lg" variant="default" onClick={() => void clear()}>
      {say("basket.abandon")}
    </Button>
  );
}

function StaffBuyer({ basket, onDone }: PartProps) {
  const say = useSay();
  const act = useGatedAct();
  const staff = useStaff();
  const buyer = basket.draft.staffBuyerId;
  const set = async (staffId: string | undefined) => {
    const saved = await act((client, actId) =>
      client.sell.setStaffBuyer({ actId, ...(staffId === undefined ? {} : { staffId }) }),
    );
    if (saved !== undefined) onDone();
  };
  return (
    <div className="stack">
      <ChoiceGroup
        label={say("basket.staffBuyer")}
        value={buyer}
        choices={staff.map((one) => ({ value: one.id, label: one.name }))}
        onValue={(staffId) => void set(staffId)}
      />
      {buyer !== undefined && (
        <Button size="lg" variant="default" onClick={() => void set(undefined)}>
          {say("basket.noStaffBuyer")}
        </Button>
      )}
    </div>
  );
}

function Exemption({ basket, onDone }: PartProps) {
  const say = useSay();
  const act = useAct();
  const [certificate, setCertificate] = useState(basket.draft.exemption?.certificate ?? "");
  const [reasonId, setReasonId] = useState(basket.draft.exemption?.reasonId);
  const save = async () => {
    if (reasonId === undefined) return;
    const saved = await act((client, actId) =>
      client.sell.setExemption({ actId, certificate: certificate.trim(), reasonId }),
    );
    if (saved !== undefined) onDone();
  };
  return (
    <div className="stack">
      <TextInput
        size="lg"
        label={say("exemption.certificate")}
        value={certificate}
        onChange={(event) => setCertificate(event.currentTarget.value)}
      />
      <ReasonChoice
        label={say("reason.label")}
        purpose="exemption"
        value={reasonId}
        onValue={setReasonId}
      />
      {basket.draft.exemption !== undefined && (
        <Button
          size="lg"
          variant="default"
          onClick={() => act((client, actId) => client.sell.setExemption({ actId, none: true }))}
        >
          {say("change.takeBack")}
        </Button>
      )}
      <Button
        size="xl"
        className="primary-act"
        disabled={certificate.trim() === "" || reasonId === undefined}
        onClick={() => void save()}
      >
        {say("change.save")}
      </Button>
    </div>
  );
}
