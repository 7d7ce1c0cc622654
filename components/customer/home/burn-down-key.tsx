import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useMarkWords } from '@/components/charts/burn-down-marks'
import { INNER_OPACITY, OUTER_OPACITY } from '@/components/charts/fan-opacity'
import type { Marks } from '@/lib/domain/plates/burn-down-marks'

interface BurnDownKeyProps {
  marks: Marks
  hasFan: boolean
  zone: string
}

/** What the lines and bands stand for, and the marks that had no room for their words. */
export function BurnDownKey({ marks, hasFan, zone }: BurnDownKeyProps) {
  const t = useTranslations('burnDown')
  const words = useMarkWords(zone)
  const pinned = [...marks.above, ...marks.below]
    .filter(({ pin }) => pin !== null)
    .sort((a, b) => (a.pin ?? 0) - (b.pin ?? 0))
  return (
    <div className="mt-2 grid gap-1 text-label text-ink-2">
      {pinned.length > 0 && (
        <ol className="flex flex-wrap gap-x-5 gap-y-1">
          {pinned.map((mark) => (
            <li key={mark.id} className="wrap-anywhere">
              <span className="font-bold">{mark.pin}</span>{' '}
              {mark.sign === 'price' ? words(mark) : t('pinned', { name: mark.name, words: words(mark) })}
            </li>
          ))}
        </ol>
      )}
      {hasFan && (
        <ul className="flex flex-wrap gap-x-5 gap-y-1">
          <KeyItem label={t('keyActual')}>
            <line x2="22" y1="6" y2="6" stroke="var(--accent)" strokeWidth="2" />
          </KeyItem>
          <KeyItem label={t('keyMiddle')}>
            <line x2="22" y1="6" y2="6" stroke="var(--accent)" strokeWidth="2" strokeDasharray="6 4" />
          </KeyItem>
          <KeyItem label={t('keyBand')}>
            <rect width="22" height="12" fill="var(--accent)" fillOpacity={OUTER_OPACITY} />
            <rect y="3" width="22" height="6" fill="var(--accent)" fillOpacity={INNER_OPACITY} />
            <path d="M0 .5H22M0 11.5H22" stroke="var(--accent)" />
          </KeyItem>
        </ul>
      )}
    </div>
  )
}

function KeyItem({ label, children }: { label: string; children: ReactNode }) {
  return (
    <li className="flex items-center gap-2">
      <svg aria-hidden="true" width="22" height="12" className="keep-pattern shrink-0">
        {children}
      </svg>
      {label}
    </li>
  )
}
