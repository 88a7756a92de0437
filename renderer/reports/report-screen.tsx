/** The manager's figures: one sentence of finding, one chart, then the table; from this till, offline too. */
import { SegmentedControl, Table, Text, Title } from "@mantine/core";
import { useState } from "react";
import type { ReportView } from "#shared/till-api/views/report.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay, useSayCode } from "../i18n/locales.ts";
import { useLive } from "../till.tsx";

type Span = ReportView["span"];
type By = ReportView["by"];

const CHART_ROWS_MAX = 24;

export function ReportScreen() {
  const say = useSay();
  const [span, setSpan] = useState<Span>("today");
  const [by, setBy] = useState<By>("hour");
  const report = useLive(
    (client, signal) => client.views.report({ span, by }, { signal }),
    `${span}/${by}`,
  );
  return (
    <div className="report">
      <div className="report-choices">
        <SegmentedControl
          size="md"
          value={span}
          onChange={(value) => setSpan(value as Span)}
          data={[
            { value: "today", label: say("report.today") },
            { value: "last-30-days", label: say("report.month") },
          ]}
        />
        <SegmentedControl
          size="md"
          value={by}
          onChange={(value) => setBy(value as By)}
          data={(["hour", "tender", "associate", "product", "day", "tax"] as const).map(
            (value) => ({ value, label: say(`report.by.${value}`) }),
          )}
        />
      </div>
      {report !== undefined && <Report report={report} />}
    </div>
  );
}

function Report({ report }: { report: ReportView }) {
  const say = useSay();
  const sayCode = useSayCode();
  const { money, number, time } = useFormats();
  const { totals, currency } = report;
  const label = (row: ReportView["rows"][number]) =>
    report.by === "tender"
      ? (sayCode("tender.kind", row.label) ?? row.label)
      : report.by === "hour"
        ? fullHour(row.label)
        : row.label;
  return (
    <>
      <Title order={1} size="h2" data-testid="finding">
        {sayFinding(report, sayCode, money)}
      </Title>
      <BarChart report={report} label={label} />
      <Table verticalSpacing="sm" data-testid="report-table">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say(`report.by.${report.by}`)}</Table.Th>
            <Table.Th className="figure">{say("report.sales")}</Table.Th>
            <Table.Th className="figure">{say("report.tax")}</Table.Th>
            <Table.Th className="figure">{say("total.label")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {report.rows.map((row) => (
            <Table.Tr key={row.key}>
              <Table.Td>{label(row)}</Table.Td>
              <Table.Td className="figure">{number(row.saleCount)}</Table.Td>
              <Table.Td className="figure">{money(row.taxMinor, currency)}</Table.Td>
              <Table.Td className="figure">{money(row.totalMinor, currency)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr
            data-testid="report-total"
            data-minor={totals.totalMinor}
            data-count={totals.saleCount}
          >
            <Table.Th>{say("report.total")}</Table.Th>
            <Table.Th className="figure">{number(totals.saleCount)}</Table.Th>
            <Table.Th className="figure">{money(totals.taxMinor, currency)}</Table.Th>
            <Table.Th className="figure">{money(totals.totalMinor, currency)}</Table.Th>
          </Table.Tr>
        </Table.Tfoot>
      </Table>
      <Text className="quiet">
        {say("age.asOf", { time: time(report.asOfMs) })}
        {report.pending > 0 ? ` · ${say("report.pending", { count: report.pending })}` : ""}
      </Text>
    </>
  );
}

/** "9" and "09" read 09:00. */
function fullHour(hour: string): string {
  return /^\d{1,2}$/.test(hour) ? `${hour.padStart(2, "0")}:00` : hour;
}

function sayFinding(
  report: ReportView,
  sayCode: ReturnType<typeof useSayCode>,
  money: (minor: number, currency: string) => string,
): string {
  const values: Record<string, string | number> = { ...report.finding.args };
  for (const [key, value] of Object.entries(report.finding.args))
    if (key.endsWith("Minor") && typeof value === "number")
      values[key.slice(0, -5)] = money(value, report.currency);
  if (report.by === "hour" && typeof values["name"] === "string")
    values["name"] = fullHour(values["name"]);
  return sayCode("finding", report.finding.code, values) ?? "";
}

/** Bars with direct labels; the table below is its twin for those who cannot see it. */
function BarChart({
  report,
  label,
}: {
  report: ReportView;
  label: (row: ReportView["rows"][number]) => string;
}) {
  const { money } = useFormats();
  const rows = report.rows.slice(0, CHART_ROWS_MAX);
  const largest = Math.max(1, ...rows.map((row) => row.totalMinor));
  return (
    <div className="bars" aria-hidden="true">
      {rows.map((row) => (
        <div key={row.key} className="bar-row">
          <span className="bar-name">{label(row)}</span>
          <svg className="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
            <rect
              width={Math.max(0.4, (100 * Math.max(0, row.totalMinor)) / largest)}
              height="10"
              rx="1"
            />
          </svg>
          <span className="figure">{money(row.totalMinor, report.currency)}</span>
        </div>
      ))}
    </div>
  );
}
