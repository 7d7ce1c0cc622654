import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { type Decimal, formatDecimal } from '@/lib/domain/format/decimals'
import { type HomeState, homeAddress } from './home-address'
import { PaceSlider } from './pace-slider'

/** Where the slider stops. */
const STOPS = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 2.5, 3, 4]
/** Those that are a press away, and work without JavaScript. */
const PRESSES = [0.5, 1, 2, 4]

/** "2", "0.25": how many times the recent pace. */
export function usePaceWords(): (pace: number) => string {
  const locale = useLocale()
  return (pace) => formatDecimal(`${pace}` as Decimal, locale)
}

/** "If I use twice as much": sentence and picture are made again for that pace, which the address keeps. */
export function PaceControl({ state }: { state: HomeState }) {
  const t = useTranslations('pace')
  const words = usePaceWords()
  return (
    <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-hairline pt-3 text-small print:hidden">
      <p id="pace-label">{t('label')}</p>
      <ul className="flex gap-1">
        {PRESSES.map((pace) => (
          <li key={pace}>
            <Link
              href={homeAddress({ ...state, pace })}
              scroll={false}
              aria-current={pace === state.pace ? 'true' : undefined}
              aria-label={pace === 1 ? t('same') : t('times', { pace: words(pace) })}
              className="flex min-h-9 min-w-11 items-center justify-center rounded-small border border-control px-2 text-ink-2 no-underline hover:bg-sunken aria-current:bg-accent-soft aria-current:font-medium aria-current:text-accent"
            >
              {t('short', { pace: words(pace) })}
            </Link>
          </li>
        ))}
      </ul>
      <PaceSlider
        steps={STOPS.map((pace) => ({
          pace,
          address: homeAddress({ ...state, pace }),
          words: pace === 1 ? t('same') : t('times', { pace: words(pace) }),
        }))}
        pace={state.pace}
        labelledBy="pace-label"
      />
    </div>
  )
}
