import type { Route } from 'next'
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
  return (
    <ButtonLink href={address as Route} variant={verb === 'upgrade' || verb === 'start' ? 'primary' : 'secondary'}>
      <span aria-hidden="true">{t(`verbs.${verb ?? 'cancel'}`)}</span>
      <span className="sr-only">{t(`verbsNamed.${verb ?? 'cancel'}`, { plan: words.name(plan ?? current.plan) })}</span>
    </ButtonLink>
  )
}
