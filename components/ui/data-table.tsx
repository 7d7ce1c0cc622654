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
  /** The column that the row is about: on a narrow screen it stands beside the name. */
  result?: boolean
}

interface DataTableProps<Row> {
  caption: ReactNode
  /** Shows the caption above the table rather than to screen readers alone. */
  captionVisible?: boolean
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** Left out where the table stands for paper alone, which is never narrow. */
  narrow?: boolean
}

/** A real table; on a narrow screen a list of labels and values, so that nothing scrolls sideways. */
export function DataTable<Row>({
  caption,
  captionVisible = false,
  columns,
  rows,
  rowKey,
  narrow = true,
}: DataTableProps<Row>) {
  return (
    <>
      <table className={classNames('w-full border-collapse text-small', narrow && 'hidden sm:table')}>
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
      {narrow && <NarrowList {...{ caption, captionVisible, columns, rows, rowKey }} />}
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

function NarrowList<Row>({ caption, captionVisible, columns, rows, rowKey }: Omit<DataTableProps<Row>, 'narrow'>) {
  return (
    <div className="grid gap-3 sm:hidden">
      {captionVisible && <p className="text-small text-ink-2">{caption}</p>}
      {rows.map((row) => (
        <dl
          key={rowKey(row)}
          className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 border-b border-hairline pb-3 text-small last:border-b-0 last:pb-0"
        >
          {columns.map((column) => (
            <Item key={column.key} column={column} row={row} />
          ))}
        </dl>
      ))}
    </div>
  )
}

/** In the list the row's name and its result make the first line; their labels are for those who listen. */
function Item<Row>({ column: { header, cell, numeric, rowHeader, result }, row }: { column: Column<Row>; row: Row }) {
  if (rowHeader || result) {
    return (
      <div className={rowHeader ? 'order-1 text-body font-medium' : 'order-2 text-right text-body font-bold'}>
        <dt className="sr-only">{header}</dt>
        <dd className="wrap-anywhere">{cell(row)}</dd>
      </div>
    )
  }
  return (
    <div className="order-3 col-span-2 grid grid-cols-[6.5rem_1fr] gap-x-3">
      <dt className="text-ink-3">{header}</dt>
      <dd className={classNames('min-w-0 wrap-anywhere', numeric && 'text-right')}>{cell(row)}</dd>
    </div>
  )
}
