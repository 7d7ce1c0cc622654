import type { ReactNode } from 'react'
import { classNames } from './class-names'

export interface Column<Row> {
  key: string
  header: ReactNode
  cell: (row: Row) => ReactNode
  /** Numbers stand at the right. */
  numeric?: boolean
  /** The column that names the row. */
  rowHeader?: boolean
}

interface DataTableProps<Row> {
  caption: ReactNode
  /** Shows the caption above the table rather than to screen readers alone. */
  captionVisible?: boolean
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
}

/** A real table; on a narrow screen a list of labels and values, so that nothing scrolls sideways. */
export function DataTable<Row>({ caption, captionVisible = false, columns, rows, rowKey }: DataTableProps<Row>) {
  return (
    <>
      <table className="hidden w-full border-collapse text-small sm:table">
        <caption className={captionVisible ? 'mb-2 text-left text-ink-2' : 'sr-only'}>{caption}</caption>
        <thead>
          <tr className="border-b border-control">
            {columns.map(({ key, header, numeric }) => (
              <th
                key={key}
                scope="col"
                className={classNames(
                  'px-2 py-2 align-bottom font-medium text-ink-2 first:pl-0 last:pr-0',
                  numeric ? 'text-right' : 'text-left',
                )}
              >
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className="border-b border-hairline last:border-b-0">
              {columns.map((column) => (
                <Cell key={column.key} column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div className="grid gap-3 sm:hidden">
        {captionVisible && <p className="text-small text-ink-2">{caption}</p>}
        {rows.map((row) => (
          <dl
            key={rowKey(row)}
            className="grid grid-cols-[minmax(5rem,auto)_1fr] gap-x-4 gap-y-1 border-b border-hairline pb-3 text-small last:border-b-0 last:pb-0"
          >
            {columns.map(({ key, header, cell, numeric, rowHeader }) => (
              <div key={key} className="contents">
                <dt className="text-ink-3">{header}</dt>
                <dd className={classNames('min-w-0 text-right wrap-anywhere', (rowHeader || numeric) && 'font-medium')}>
                  {cell(row)}
                </dd>
              </div>
            ))}
          </dl>
        ))}
      </div>
    </>
  )
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const classes = classNames(
    'px-2 py-2 align-top first:pl-0 last:pr-0',
    column.numeric ? 'text-right whitespace-nowrap' : 'text-left',
  )
  return column.rowHeader ? (
    <th scope="row" className={classNames(classes, 'font-medium')}>
      {column.cell(row)}
    </th>
  ) : (
    <td className={classes}>{column.cell(row)}</td>
  )
}
