import { useLocale, useTranslations } from 'next-intl'
import { classNames } from '@/components/ui/class-names'
import { Icon, type IconName } from '@/components/ui/icon'
import { useTokenWords } from '@/components/ui/token-amount'
import type { HomeView } from '@/lib/domain/forecast/views'
import { formatMoney } from '@/lib/domain/format/format-money'
import { formatDay } from '@/lib/domain/format/format-time'
import type { Order } from '@/lib/domain/purchases/order-model'
import type { OrderAfterwards } from '@/lib/domain/purchases/refund'

type Stage = 'preparing' | 'waiting' | 'checking' | 'done' | 'failed' | 'canceled' | 'mismatch' | Aftermath
type Aftermath = 'refunding' | 'refunded' | 'partlyRefunded' | 'refundUndone' | 'disputed' | 'disputeLost'

const LOOKS: Record<Stage, { icon: IconName; tone: string }> = {
  preparing: { icon: 'dots', tone: 'text-ink-3' },
  waiting: { icon: 'clock', tone: 'text-info' },
  checking: { icon: 'dots', tone: 'text-info' },
  done: { icon: 'check', tone: 'text-ok' },
  failed: { icon: 'square', tone: 'text-danger' },
  canceled: { icon: 'dash', tone: 'text-ink-3' },
  mismatch: { icon: 'triangle', tone: 'text-warn' },
  refunding: { icon: 'dots', tone: 'text-info' },
  refunded: { icon: 'check', tone: 'text-ok' },
  partlyRefunded: { icon: 'check', tone: 'text-ok' },
  refundUndone: { icon: 'triangle', tone: 'text-warn' },
  disputed: { icon: 'triangle', tone: 'text-danger' },
  disputeLost: { icon: 'square', tone: 'text-danger' },
}

interface OrderAnswerProps {
  order: Order
  home: HomeView
  afterwards: OrderAfterwards
}

/** How the order stands, in one sentence, and what that means. */
export function OrderAnswer({ order, home, afterwards }: OrderAnswerProps) {
  const t = useTranslations('orders')
  const locale = useLocale()
  const tokens = useTokenWords()
  const stage = stageOf(order, afterwards)
  const { icon, tone } = LOOKS[stage]
  const reason = useReason(order.failure)
  const refund = afterwards.refunds.find(({ state }) => state !== 'failed')
  const dispute = afterwards.disputes.findLast(({ state }) => state !== 'won')
  const facts = {
    ...{ tokens: tokens(order.tokens), total: tokens(home.available), reason },
    money: formatMoney(refund?.totalCents ?? 0n, order.currency, locale),
    refunded: tokens(refund?.tokens ?? 0n),
    revoked: tokens(dispute?.revoked ?? 0n),
    debt: tokens(dispute?.debt ?? 0n),
  }
  return (
    <div role="status">
      <h1 className="max-w-[36ch] text-heading font-bold md:text-answer">
        <Icon name={icon} className={classNames('mr-2 inline-block size-[0.95em] align-[-0.1em]', tone)} />
        {t(`stages.${stage}.sentence`, facts)}
      </h1>
      <p className="mt-2 max-w-measure text-ink-2">
        {t(`stages.${stage}.more`, facts)} {stage === 'done' && <Lasting home={home} />}
        {stage === 'waiting' && order.failure !== null && t('lastTry', { reason })}
      </p>
    </div>
  )
}

/** Until when the tokens last now. */
function Lasting({ home: { forecast, account } }: { home: HomeView }) {
  const t = useTranslations('orders')
  const locale = useLocale()
  if (forecast === null) return null
  const { p50 } = forecast.depletion
  return p50 === null ? t('lastLong') : t('last', { date: formatDay(p50, account.timeZone, locale, 'month') })
}

function stageOf({ state, sessionId, sessionUrl, tokens }: Order, afterwards: OrderAfterwards): Stage {
  const after = aftermathOf(afterwards, tokens)
  if (after !== null) return after
  if (state !== 'pending') return state
  if (sessionId === null) return 'preparing'
  return sessionUrl === null ? 'checking' : 'waiting'
}

/** Null while nothing became of it since it was paid. */
function aftermathOf({ refunds, disputes }: OrderAfterwards, bought: bigint): Aftermath | null {
  if (disputes.some(({ state }) => state === 'open')) return 'disputed'
  if (disputes.some(({ state }) => state === 'lost')) return 'disputeLost'
  const refund = refunds.find(({ state }) => state !== 'failed')
  if (!refund) return null
  if (refund.state === 'pending') return 'refunding'
  if (refund.state === 'undone') return 'refundUndone'
  return refund.tokens === bought ? 'refunded' : 'partlyRefunded'
}

/** Why a payment did not work; the provider has more codes than anybody lists. */
function useReason(failure: string | null): string {
  const t = useTranslations('orders.reasons')
  const key = failure as 'generic_decline'
  return failure !== null && t.has(key) ? t(key) : t('generic_decline')
}
