/**
 * Sizes by colours as a table of keys: arrows walk over it, Enter or a touch chooses. Each says what is
 * here, near and in the warehouse; one that is not here says where it is. What choosing does is the
 * caller's.
 */
import { UnstyledButton } from "@mantine/core";
import { type KeyboardEvent, useRef } from "react";
import type { ProductStockView } from "#shared/till-api/views/lists.ts";
import { useFormats } from "../i18n/format.ts";
import { useSay } from "../i18n/locales.ts";

type Matrix = NonNullable<ProductStockView["matrix"]>;
export type VariantCell = Matrix["cells"][number];

/** Places named in a cell that is not here: the first of them is the one it would come from. */
const PLACES_NAMED_MAX = 2;

interface VariantGridProps {
  readonly matrix: Matrix;
  /** The one that is marked and has the focus first. */
  readonly chosenId: string | undefined;
  readonly onPick: (cell: VariantCell) => void;
  readonly autoFocus?: boolean;
}

export function VariantGrid({ matrix, chosenId, onPick, autoFocus = false }: VariantGridProps) {
  const say = useSay();
  const table = useRef<HTMLTableElement>(null);
  const first = matrix.cells.find(({ productId }) => productId === chosenId) ?? firstOf(matrix);
  const oneAxis = matrix.columns.length === 1 && matrix.columns[0] === "";
  const walk = (event: KeyboardEvent, cell: VariantCell) => {
    const step = stepOf(event.key, getComputedStyle(event.currentTarget).direction === "rtl");
    if (step === undefined) return;
    event.preventDefault();
    const next = neighbour(matrix, cell, step);
    table.current?.querySelector<HTMLElement>(`[data-product="${next.productId}"]`)?.focus();
  };
  return (
    <div className="variants">
      <table ref={table} aria-label={matrix.name} data-testid="matrix">
        <caption>{say("stock.matrixHow")}</caption>
        <thead className={oneAxis ? "visually-hidden" : undefined}>
          <tr>
            <td />
            {matrix.columns.map((column) => (
              <th key={column} scope="col">
                {oneAxis ? say("stock.matrixHow") : column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.rows.map((row) => (
            <tr key={row}>
              <th scope="row">{row}</th>
              {matrix.columns.map((column) => {
                const cell = cellAt(matrix, row, column);
                return (
                  <td key={column}>
                    {cell === undefined ? (
                      <span className="quiet">–</span>
                    ) : (
                      <CellKey
                        cell={cell}
                        isFirst={cell === first}
                        isChosen={cell.productId === chosenId}
                        autoFocus={autoFocus}
                        onPick={() => onPick(cell)}
                        onWalk={(event) => walk(event, cell)}
                      />
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CellKeyProps {
  readonly cell: VariantCell;
  readonly isFirst: boolean;
  readonly isChosen: boolean;
  readonly autoFocus: boolean;
  readonly onPick: () => void;
  readonly onWalk: (event: KeyboardEvent) => void;
}

function CellKey({ cell, isFirst, isChosen, autoFocus, onPick, onWalk }: CellKeyProps) {
  const say = useSay();
  const { quantity } = useFormats();
  const isHere = cell.hereMilli > 0;
  const figures = {
    here: quantity(cell.hereMilli),
    near: quantity(cell.nearMilli),
    warehouse: quantity(cell.warehouseMilli),
  };
  const places = cell.elsewhere.slice(0, PLACES_NAMED_MAX);
  return (
    <UnstyledButton
      className="variant"
      data-product={cell.productId}
      data-here={isHere}
      data-autofocus={autoFocus && isFirst ? "" : undefined}
      tabIndex={isFirst ? 0 : -1}
      aria-pressed={isChosen}
      aria-label={say("variants.cell", {
        name: [cell.row, cell.column].filter((word) => word !== "").join(", "),
        ...figures,
      })}
      onClick={onPick}
      onKeyDown={onWalk}
    >
      {isHere ? (
        <>
          <strong className="figure">{figures.here}</strong>
          <small className="figure quiet">
            {figures.near} · {figures.warehouse}
          </small>
        </>
      ) : (
        <>
          {places.length === 0 && <small className="quiet">{say("variants.none")}</small>}
          {places.map((place) => (
            <small key={place.placeId}>
              {say("variants.at", {
                place: place.name,
                quantity: quantity(place.availableMilli),
              })}
            </small>
          ))}
        </>
      )}
    </UnstyledButton>
  );
}

/** What is here comes first: the one a hand most likely wants. */
function firstOf({ cells }: Matrix): VariantCell | undefined {
  return cells.find(({ hereMilli }) => hereMilli > 0) ?? cells[0];
}

function cellAt({ cells }: Matrix, row: string, column: string): VariantCell | undefined {
  return cells.find((one) => one.row === row && one.column === column);
}

interface Step {
  readonly rows: number;
  readonly columns: number;
}

function stepOf(key: string, isMirrored: boolean): Step | undefined {
  const ahead = isMirrored ? -1 : 1;
  switch (key) {
    case "ArrowDown":
      return { rows: 1, columns: 0 };
    case "ArrowUp":
      return { rows: -1, columns: 0 };
    case "ArrowRight":
      return { rows: 0, columns: ahead };
    case "ArrowLeft":
      return { rows: 0, columns: -ahead };
    default:
      return undefined;
  }
}

/** The next cell that exists in a direction; the same one at the edge. */
function neighbour(matrix: Matrix, from: VariantCell, step: Step): VariantCell {
  let row = matrix.rows.indexOf(from.row) + step.rows;
  let column = matrix.columns.indexOf(from.column) + step.columns;
  while (matrix.rows[row] !== undefined && matrix.columns[column] !== undefined) {
    const found = cellAt(matrix, matrix.rows[row] as string, matrix.columns[column] as string);
    if (found !== undefined) return found;
    row += step.rows;
    column += step.columns;
  }
  return from;
}
