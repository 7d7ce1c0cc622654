import { useTranslations } from 'next-intl'
import { useRolloverWords } from '@/components/ui/use-rollover-words'
import type { Pack, Plan } from '@/lib/domain/catalogue/plans'
import { useName } from '../use-name'

/** What happens to tokens that nobody used: said from the rules themselves, so that page and ledger cannot differ. */
export function UnusedTokens({ packs, plans }: { packs: readonly Pack[]; plans: readonly Plan[] }) {
  const t = useTranslations('pricing')
  const name = useName()
  const words = useRolloverWords()
  return (
    <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[auto_1fr]">
      {plans.map((plan) => (
        <Fact key={plan.key} term={t('ofPlan', { plan: name(plan) })}>
          {words(plan.rollover === 'none' ? null : { times: plan.rollover, max: plan.rolloverMax })}
        </Fact>
      ))}
      {packs.map((pack) => (
        <Fact key={pack.key} term={name(pack)}>
          {t('expires', { days: pack.expiresAfterDays })}
        </Fact>
      ))}
      <Fact term={t('order')}>{t('orderIs')}</Fact>
    </dl>
  )
}

function Fact({ term, children }: { term: string; children: string }) {
  return (
    <div className="grid gap-x-6 sm:col-span-2 sm:grid-cols-subgrid">
      <dt className="text-ink-3">{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}
