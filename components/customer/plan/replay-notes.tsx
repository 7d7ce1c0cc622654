import { useTranslations } from 'next-intl'
import { type PlansView, REPLAY_DAYS } from '@/lib/domain/purchases/plan-views'

const NOTES = ['start', 'packs', 'parts', 'rules', 'limits', 'tax'] as const

/** How the replay reckons, for whoever wants to check it. */
export function ReplayNotes({ view: { days } }: { view: PlansView }) {
  const t = useTranslations('plans.notes')
  return (
    <section className="grid max-w-measure gap-2 text-small text-ink-2">
      <h2 className="font-bold">{t('title', { days })}</h2>
      {days < REPLAY_DAYS && <p>{t('few', { days, most: REPLAY_DAYS })}</p>}
      <ul className="grid list-disc gap-1 pl-5">
        {NOTES.map((note) => (
          <li key={note}>{t(note)}</li>
        ))}
      </ul>
    </section>
  )
}
