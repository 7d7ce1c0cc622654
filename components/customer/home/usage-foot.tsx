import type { Day } from '@/lib/domain/calendar'
import { dayOfMonth } from '@/lib/domain/format/format-time'

/** The days' numbers under their bars; the sentence above and the table name the months. */
export function UsageFoot({ days }: { days: readonly Day[] }) {
  return (
    <div
      aria-hidden="true"
      className="grid pt-1 text-center text-label text-ink-3"
      style={{ gridTemplateColumns: `repeat(${days.length}, 1fr)` }}
    >
      {days.map(({ date }) => (
        <span key={date}>{dayOfMonth(date)}</span>
      ))}
    </div>
  )
}
