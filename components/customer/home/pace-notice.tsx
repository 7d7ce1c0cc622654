import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type HomeState, homeAddress } from './home-address'
import { usePaceWords } from './pace-control'

interface PaceNoticeProps {
  state: HomeState
  /** Whether the address asked for a pace that there is none of. */
  isRefused: boolean
  /** Without a forecast all paces are one. */
  hasForecast: boolean
}

/** Above the answer: that it is an answer to "what if", with the way back; that an address was not understood. */
export function PaceNotice({ state, isRefused, hasForecast }: PaceNoticeProps) {
  const t = useTranslations('pace')
  const words = usePaceWords()
  if (isRefused) return <p className="mb-2 text-small text-ink-2">{t('refused')}</p>
  if (state.pace === 1 || !hasForecast) return null
  return (
    <p className="mb-2 w-fit rounded-small bg-info-soft px-2 py-1 text-small text-info">
      <span className="font-bold">{t('shown', { pace: words(state.pace) })}</span>{' '}
      <Link href={homeAddress({ ...state, pace: 1 })} scroll={false}>
        {t('back')}
      </Link>
    </p>
  )
}
