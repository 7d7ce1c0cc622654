import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { ButtonLink } from '@/components/ui/button'
import { When } from '@/components/ui/when'
import { isOfPlan, type PlanOption, type PlansView } from '@/lib/domain/purchases/plan-views'
import { usePlanWords } from './use-plan-words'

interface PlanDeedProps {
  accountId: string
  option: PlanOption
  view: PlansView
  isOpen: boolean
}

/** What can be done with a plan here: its verb leads to the preview. Taking back stands above the table, once. */
export function PlanDeed({ accountId, option: { plan, verb }, view, isOpen }: PlanDeedProps) {
  const t = useTranslations('plans')
  const words = usePlanWords()
  const { current, pending, timeZone, asOf } = view
  const { change } = current
  if (change && (change.plan?.key ?? null) === (plan?.key ?? null)) {
    return t.rich('from', { at: () => <When at={change.at} zone={timeZone} now={asOf} /> })
  }
  const isPaid = verb === 'start' || verb === 'upgrade'
  const isPlanPending = pending !== null && isOfPlan(pending)
  const isLocked = !isOpen || isPlanPending || (isPaid && pending !== null)
  if (isLocked || verb === 'keep' || verb === 'unchanged' || (!plan && !current.plan)) return null
  const address = `/a/${accountId}/plan/review?${plan ? new URLSearchParams({ plan: plan.key }) : 'end=1'}`
  const named = { plan: words.name(plan ?? current.plan) }
  return (
    <span className="inline-grid gap-2">
      <ButtonLink href={address as Route} variant={verb === 'upgrade' || verb === 'start' ? 'primary' : 'secondary'}>
        <span aria-hidden="true">{t(`verbs.${verb ?? 'cancel'}`)}</span>
        <span className="sr-only">{t(`verbsNamed.${verb ?? 'cancel'}`, named)}</span>
      </ButtonLink>
      {verb === 'start' && plan && plan.trialDays > 0 && (
        <Link href={`/a/${accountId}/plan/trial?plan=${plan.key}` as Route}>
          <span aria-hidden="true">{t('try', { days: plan.trialDays })}</span>
          <span className="sr-only">{t('tryNamed', { days: plan.trialDays, ...named })}</span>
        </Link>
      )}
    </span>
  )
}
