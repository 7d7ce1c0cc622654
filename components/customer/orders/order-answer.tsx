import { useLocale, useTranslations } from 'next-intl'
import { classNames } from '@/components/ui/class-names'
import { Icon } from '@/components/ui/icon'
import { useTokenWords } from '@/components/ui/token-amount'
import type { HomeView } from '@/lib/domain/forecast/views'
import { formatMoney } from '@/lib/domain/format/format-money'
import { formatDay, formatInstant } from '@/lib/domain/format/format-time'
import type { Order } from '@/lib/domain/purchases/order-model'
import type { OrderAftermath } from '@/lib/domain/purchases/refund-model'
import { STAGE_LOOKS, stageOf } from './stages'

interface OrderAnswerProps {
  order: Order
  home: HomeView
  afterwards: OrderAftermath
}

/** How the order stands, in one sentence, and what that means. */
export function OrderAnswer({ order, home, afterwards }: OrderAnswerProps) {
  const t = useTranslations('orders')
  const locale = useLocale()
  const tokens = useTokenWords()
  const stage = stageOf(order, afterwards, home.asOf)
  const { icon, tone } = STAGE_LOOKS[stage]
  const reason = useReason(order.failure)
  const refund = afterwards.refunds.find(({ state }) => state !== 'failed')
  const dispute = afterwards.disputes.findLast(({ state }) => state !== 'won')
  const facts = {
    ...{ tokens: tokens(order.tokens), total: tokens(home.available), reason },
    begins: formatDay(order.pricedAt ?? home.asOf, home.account.timeZone, locale, 'long'),
    date: order.tryAt === null ? '' : formatInstant(order.tryAt, home.account.timeZone, locale, home.asOf),
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

/** Why a payment did not work; the provider has more codes than anybody lists. */
function useReason(failure: string | null): string {
  const t = useTranslations('orders.reasons')
  const key = failure as 'generic_decline'
  return failure !== null && t.has(key) ? t(key) : t('generic_decline')
}
