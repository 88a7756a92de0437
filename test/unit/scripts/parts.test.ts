import { expect, test } from "vitest";
import { countReport, type VitestReport } from "../../../scripts/lib/parts.ts";

function aReport(with_: Partial<VitestReport> = {}): VitestReport {
  return { numPassedTests: 3, numFailedTests: 0, testResults: [], ...with_ };
}

test("a green report counts its passed tests", () => {
  expect(countReport(aReport(), 0)).toEqual({ passed: 3, failed: 0 });
});

test("a file that could not be loaded counts as one failure", () => {
  const report = aReport({ testResults: [{ status: "failed", assertionResults: [] }] });
  expect(countReport(report, 1)).toEqual({ passed: 3, failed: 1 });
});

test("a file whose failed test is counted already is not counted twice", () => {
  const report = aReport({
    numFailedTests: 1,
    testResults: [{ status: "failed", assertionResults: [{ status: "failed" }] }],
  });
  expect(countReport(report, 1)).toEqual({ passed: 3, failed: 1 });
});

test("an unhandled error fails the run though every test passed", () => {
  expect(countReport(aReport(), 1)).toEqual({ passed: 3, failed: 1 });
});

test("a run that left no report is a failure", () => {
  expect(countReport(undefined, 1)).toEqual({ passed: 0, failed: 1 });
});
