/** The logo on receipts, made black and white as a receipt printer needs it, and the opening hours. */
import { Button, Checkbox, FileInput, TextInput } from "@mantine/core";
import type { ShopLooks } from "#shared/hq-api/setup.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import { useShowNotice } from "../till.tsx";
import { LogoPicture } from "../ui/logo-picture.tsx";
import type { StepProps } from "./first-shop.tsx";
import { logoOf } from "./logo-file.ts";
import { useDraft, useHqAct } from "./use-hq.ts";

/** Monday first; 0 is Sunday. */
const DAYS = [1, 2, 3, 4, 5, 6, 0];
/** A Sunday, so that a weekday's name can be said in any language. */
const A_SUNDAY_MS = Date.UTC(2026, 10, 1, 12);
const DAY_MS = 86_400_000;

export function LooksStep({ state, onDone }: StepProps) {
  const say = useSay();
  const act = useHqAct();
  const show = useShowNotice();
  const { weekday } = useFormats();
  const { value, change } = useDraft<ShopLooks>("setup-looks", {
    logo: state.looks?.logo ?? "",
    openingHours: state.looks?.openingHours ?? [],
  });
  const hours = value.openingHours;
  const put = (day: number, part: { from?: string; to?: string }) => {
    const before = hours.find((one) => one.day === day) ?? { day, from: "09:00", to: "18:00" };
    change({ openingHours: [...hours.filter((one) => one.day !== day), { ...before, ...part }] });
  };
  const choose = async (file: File | null) => {
    if (file === null) return;
    const logo = await logoOf(file);
    if (logo !== undefined) return change({ logo });
    const words = { happened: say("setup.logoUnread"), act: say("setup.logoUnreadAct") };
    show({ code: "logo-unread", args: {}, ...words });
  };
  const save = async () => {
    if ((await act("setupLooks", value)) !== undefined) await onDone();
  };
  return (
    <form
      className="setup-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <FileInput
        size="lg"
        label={say("setup.logo")}
        placeholder={say("setup.chooseFile")}
        accept="image/png,image/jpeg,image/webp"
        onChange={(file) => void choose(file)}
      />
      {value.logo !== "" && (
        <div className="row-card">
          <LogoPicture data={value.logo} label={say("setup.logo")} />
          <Button size="md" variant="default" onClick={() => change({ logo: "" })}>
            {say("setup.logoRemove")}
          </Button>
        </div>
      )}
      <fieldset className="setup-hours">
        <legend>{say("setup.hours")}</legend>
        {DAYS.map((day) => {
          const open = hours.find((one) => one.day === day);
          const name = weekday(A_SUNDAY_MS + day * DAY_MS);
          return (
            <div key={day} className="act-row">
              <Checkbox
                size="md"
                label={name}
                checked={open !== undefined}
                onChange={(event) =>
                  event.currentTarget.checked
                    ? put(day, {})
                    : change({ openingHours: hours.filter((one) => one.day !== day) })
                }
              />
              {open !== undefined &&
                (["from", "to"] as const).map((end) => (
                  <TextInput
                    key={end}
                    type="time"
                    size="md"
                    aria-label={`${name}: ${say(`setup.hours.${end}`)}`}
                    value={open[end]}
                    onChange={(event) => {
                      if (event.currentTarget.value !== "")
                        put(day, { [end]: event.currentTarget.value });
                    }}
                  />
                ))}
            </div>
          );
        })}
      </fieldset>
      <Button size="xl" type="submit" className="primary-act">
        {say("setup.next")}
      </Button>
    </form>
  );
}
