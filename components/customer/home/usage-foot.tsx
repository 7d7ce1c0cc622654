import type { Day } from '@/lib/domain/calendar'
import { dayOfMonth } from '@/lib/domain/format/format-time'

/** The days' numbers under their bars; the sentence above and the table name the months. */
export function UsageFoot({ days }: { days: readonly Day[] }) {
  return (
    <div aria-hidden="true" className="flex pt-1 text-center text-label text-ink-3">
      {days.map(({ date }) => (
        <span key={date} className="flex-1 basis-0">
          {dayOfMonth(date)}
        </span>
      ))}
    </div>
  )
}
