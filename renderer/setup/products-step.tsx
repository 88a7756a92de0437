/** Products out of a file: chosen, looked at, tried, brought in with a count, taken back with one press. */
import { Button, FileInput, Progress, Text } from "@mantine/core";
import { useCallback, useEffect, useState } from "react";
import {
  IMPORT_PART_LETTERS_MAX,
  type ImportMapping,
  type ImportState,
} from "#shared/hq-api/import.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";
import type { StepProps } from "./first-shop.tsx";
import { ImportColumns } from "./import-columns.tsx";
import { ImportFaults } from "./import-faults.tsx";
import { useHqAct } from "./use-hq.ts";

const ASK_EVERY_MS = 300;

export function ProductsStep({ state, onDone }: StepProps) {
  const say = useSay();
  const act = useHqAct();
  const [file, setFile] = useState<ImportState | undefined>();
  const [sent, setSent] = useState<number | undefined>();
  const load = useCallback(
    async (id?: string) => {
      const found = await act<ImportState>("importState", id === undefined ? {} : { id });
      if (found !== undefined && found.phase !== "sending") setFile(found);
    },
    [act],
  );
  useEffect(() => {
    void load();
  }, [load]);
  const works = file?.phase === "running" || file?.phase === "undoing";
  const id = file?.id;
  useEffect(() => {
    if (!works || id === undefined) return undefined;
    const timer = setInterval(() => void load(id), ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [works, id, load]);
  const send = async (chosen: File | null) => {
    if (chosen === null) return;
    setSent(0);
    const read = await sendFile(chosen, act, setSent);
    setSent(undefined);
    if (read !== undefined) setFile(read);
  };
  const map = async (mapping: ImportMapping) => {
    const tried = await act<ImportState>("importMap", { id, mapping });
    if (tried !== undefined) setFile(tried);
  };
  const press = async (path: "importRun" | "importUndo") => {
    const now = await act<ImportState>(path, { id });
    if (now !== undefined) setFile(now);
  };
  return (
    <div className="setup-form setup-wide" data-import={file?.phase ?? "none"}>
      <FileInput
        size="lg"
        label={say("import.file")}
        placeholder={file?.fileName ?? say("setup.chooseFile")}
        accept=".csv,.txt,.tsv,.xlsx"
        disabled={works}
        onChange={(chosen) => void send(chosen)}
      />
      {sent !== undefined && <Progress size="xl" value={sent} aria-label={say("import.sending")} />}
      {file?.phase === "read" && (
        <>
          <ImportColumns
            file={file}
            rates={state.taxes?.rates ?? []}
            onMapping={(mapping) => void map(mapping)}
          />
          <Plan file={file} />
          <ImportFaults file={file} />
          <Button
            size="xl"
            className="primary-act"
            disabled={file.plan.added + file.plan.changed === 0}
            onClick={() => void press("importRun")}
            data-testid="import-run"
          >
            {say("import.run", { count: file.plan.added + file.plan.changed })}
          </Button>
        </>
      )}
      {file !== undefined && works && <Working file={file} />}
      {file?.phase === "done" && (
        <div className="row-card" role="status" data-testid="import-done">
          <span>{say("import.done", { added: file.plan.added, changed: file.plan.changed })}</span>
          <Button size="md" variant="default" onClick={() => void press("importUndo")}>
            {say("import.undo")}
          </Button>
        </div>
      )}
      {file?.phase === "undone" && (
        <Text role="status">{say("import.undone", { count: file.stillThere })}</Text>
      )}
      {file?.phase !== "read" && (
        <Button size="xl" className="primary-act" disabled={works} onClick={() => void onDone()}>
          {say("setup.next")}
        </Button>
      )}
    </div>
  );
}

function Plan({ file }: { file: ImportState }) {
  const say = useSay();
  const { added, changed, same, kept, faulty, newCategories } = file.plan;
  return (
    <div role="status" data-testid="import-plan">
      <Text size="lg">
        {say("import.plan", { rows: file.rows, added, changed, same: same + kept, faulty })}
      </Text>
      {newCategories.length > 0 && (
        <Text>{say("import.categories", { names: newCategories.join(", ") })}</Text>
      )}
      {file.encoding === "windows-1252" && <Text>{say("import.encoding")}</Text>}
    </div>
  );
}

function Working({ file }: { file: ImportState }) {
  const say = useSay();
  const { number } = useFormats();
  const share = file.progressOf === 0 ? 0 : (file.progress / file.progressOf) * 100;
  return (
    <div role="status">
      <Progress size="xl" value={share} aria-label={say("import.working")} />
      <Text className="figure">
        {number(file.progress)} / {number(file.progressOf)}
      </Text>
    </div>
  );
}

type HqAct = ReturnType<typeof useHqAct>;

/** Sends a file in parts; answers what the last part answers. */
async function sendFile(
  chosen: File,
  act: HqAct,
  onShare: (percent: number) => void,
): Promise<ImportState | undefined> {
  const begun = await act<{ id: string }>("importBegin", {
    fileName: chosen.name,
    bytes: chosen.size,
  });
  if (begun === undefined) return undefined;
  const bytes = new Uint8Array(await chosen.arrayBuffer());
  const size = (IMPORT_PART_LETTERS_MAX / 4) * 3;
  for (let index = 0; ; index += 1) {
    const part = bytes.subarray(index * size, (index + 1) * size);
    const last = (index + 1) * size >= bytes.length;
    const text = btoa(Array.from(part, (byte) => String.fromCharCode(byte)).join(""));
    const answer = await act<ImportState>("importPart", { id: begun.id, index, text, last });
    onShare(((index + 1) * size * 100) / Math.max(1, bytes.length));
    if (last) return answer;
  }
}
