import type { Page } from '@playwright/test'
import { type TestPerson, testPerson } from '@/lib/testing/people'
import { testPlan } from '@/lib/testing/plans'
import { changeProfile } from '@/lib/usecases/access/change-profile'
import { cancelPlan } from '@/lib/usecases/purchases/cancel-plan'
import { personWithUse } from './accounts'
import { sayWhoBuys } from './buying'
import { addMember, house, signIn } from './fixtures'
import { putOn, type TwoPlans, twoPlans } from './plans'
import type { Language, Scene } from './scene'

const PLANS = '/a/[account]/plan'
const REVIEW = '/a/[account]/plan/review'
const TRIAL = '/a/[account]/plan/trial'
const BEYOND = '/a/[account]/plan/pay-as-you-go'

/** Where the plan is chosen and changed. */
export const PLAN_SCENES: Scene[] = [
  scene('plans with the use of nine days on each', PLANS, {
    person: personWithUse,
    show: (page, { accountId }) => page.goto(`/a/${accountId}/plan`),
    isSmoke: true,
  }),
  scene('plans after the plan was canceled', PLANS, {
    show: async (page, owner, { large }) => {
      await putOn(owner, large.key)
      await cancelPlan(owner.caller, { accountId: owner.accountId }, house)
      await page.goto(`/a/${owner.accountId}/plan?done=canceled`)
    },
  }),
  scene('plans for who may only look', PLANS, {
    show: async (page, owner, _, language) => {
      const viewer = await addMember(owner, 'viewer', language)
      await page.context().clearCookies()
      await signIn(page.context(), viewer.email)
      await page.goto(`/a/${owner.accountId}/plan`)
    },
  }),
  scene('an upgrade before it is paid', REVIEW, {
    show: async (page, owner, { small, large }) => {
      await putOn(owner, small.key)
      await sayWhoBuys(owner)
      await page.goto(`/a/${owner.accountId}/plan/review?plan=${large.key}`)
    },
    isSmoke: true,
  }),
  scene('a trial before it begins, without who buys', TRIAL, {
    show: async (page, owner) => {
      const key = await testPlan(house, 1000, { priceCents: 990n, trialDays: 14 })
      await page.goto(`/a/${owner.accountId}/plan/trial?plan=${key}`)
    },
  }),
  scene('pay as you go that nobody switched on', BEYOND, {
    show: (page, { accountId }) => page.goto(`/a/${accountId}/plan/pay-as-you-go`),
    isSmoke: true,
  }),
  scene('the end of a plan before it is confirmed', REVIEW, {
    show: async (page, owner, { large }) => {
      await putOn(owner, large.key)
      await page.goto(`/a/${owner.accountId}/plan/review?end=1&changed=1`)
    },
  }),
]

interface PlanScene {
  person?: () => Promise<TestPerson>
  show: (page: Page, owner: TestPerson, plans: TwoPlans, language: Language) => Promise<unknown>
  isSmoke?: true
}

function scene(name: string, route: string, { person, show, isSmoke }: PlanScene): Scene {
  const open = async (page: Page, language: Language) => {
    const owner = await (person?.() ?? testPerson(house))
    await changeProfile(owner.caller, { name: 'Olga Owner', language }, house)
    await signIn(page.context(), owner.email)
    await show(page, owner, await twoPlans(), language)
  }
  return { name, route, open, ...(isSmoke ? { isSmoke } : {}) }
}
