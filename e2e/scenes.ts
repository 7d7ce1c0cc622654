import { expect, type Page } from '@playwright/test'
import { accountKey } from '@/lib/testing/api-call'
import { type TestPerson, testPerson } from '@/lib/testing/people'
import { changeMemberRole } from '@/lib/usecases/access/change-member-role'
import { changeProfile } from '@/lib/usecases/access/change-profile'
import { personWithDates, personWithLimits, personWithoutTokens, personWithUse } from './accounts'
import { addMember, house, signIn, signInToDemo } from './fixtures'
import { PRICE_SCENES } from './price-scenes'
import { type Language, type Scene, visit } from './scene'
import { BUY_SCENES } from './scenes-buy'
import { PLAN_SCENES } from './scenes-plan'
import { REFUND_SCENES } from './scenes-refunds'
import { SANDBOX_SCENES } from './scenes-sandbox'
import { STAFF_SCENES } from './scenes-staff'

const HOME = '/a/[account]'
const CALENDAR = '/a/[account]/calendar'
const KEYS = '/a/[account]/keys'
const LIMITS = '/a/[account]/limits'
const SETTINGS = '/a/[account]/settings'

const PUBLIC: Scene[] = [
  visit('/sign-in', { isSmoke: true }),
  visit('/sign-up', { isSmoke: true }),
  visit('/api-reference'),
  ...PRICE_SCENES,
  visit('/reset-password'),
  visit('/reset-password/new', { query: '?token=x' }),
  visit('/sign-in/link', { query: '?token=x' }),
  visit('/invitation', { query: '?token=x' }),
  visit('/confirm-email', { query: '?token=x' }),
  { name: 'no such page', route: null, isSmoke: true, open: (page) => page.goto('/nowhere') },
  {
    name: 'a form that was refused',
    route: '/sign-up',
    isSmoke: true,
    open: async (page) => {
      await page.goto('/sign-up')
      await submit(page)
      await expect(page.locator('main [role=alert]')).toBeFocused()
    },
  },
]

const ACCOUNT: Scene[] = [
  {
    name: 'home of a demo account',
    route: HOME,
    isSmoke: true,
    open: async (page, language) => {
      await signInToDemo(page.context(), language === 'fr' ? 'luc@overbuys.example' : 'ada@steady.example')
      await page.goto('/')
      await page.locator('#usage').scrollIntoViewIfNeeded()
      await expect(page.locator('#usage .recharts-surface')).toBeVisible()
    },
  },
  own('home without use', HOME, { isSmoke: true }),
  own('calendar with everything that there is to come', CALENDAR, { person: personWithDates, isSmoke: true }),
  own('calendar, one kind and a filter that means nothing', CALENDAR, {
    person: personWithDates,
    query: '?kind=expiry&kind=nonsense',
  }),
  own('calendar with a private address just made', CALENDAR, {
    afterwards: async (page) => {
      await submit(page)
      await expect(page.locator('code').filter({ hasText: '.ics' })).toBeVisible()
    },
  }),
  own('calendar with nothing to come', CALENDAR, { person: (page) => personWithoutTokens(page.request) }),
  own('keys, none yet', KEYS, { isSmoke: true }),
  own('limits, none yet', LIMITS, { isSmoke: true }),
  own('limits of every kind, open, near, full and lifted', LIMITS, { person: personWithLimits, isSmoke: true }),
  own('limits, a cap that was refused', LIMITS, {
    person: personWithLimits,
    afterwards: async (page) => {
      await submit(page, 'form:has(#capAmount)')
      await expect(page.locator('main [role=alert]')).toBeFocused()
    },
  }),
  own('settings of the only member', SETTINGS, { isSmoke: true }),
  own('home with use, as a table', HOME, { person: personWithUse, query: '?view=table' }),
  own('home with limits of every kind', HOME, { person: personWithLimits }),
  own('home at twice the pace', HOME, { person: personWithUse, query: '?pace=2', isSmoke: true }),
  own('home without tokens', HOME, { person: (page) => personWithoutTokens(page.request) }),
  own('keys, one just made', KEYS, {
    afterwards: async (page) => {
      await page.locator('#name').fill('bench')
      await submit(page)
      await expect(page.locator('code').filter({ hasText: 'curl' })).toBeVisible()
    },
  }),
  own('keys, asked before one is revoked', KEYS, {
    before: ({ accountId }) => accountKey(house, accountId),
    afterwards: askToRevoke,
  }),
  own('settings with another member and an invitation', SETTINGS, {
    before: (owner) => addMember(owner, 'viewer'),
    afterwards: async (page) => {
      await page.locator('#invitedEmail').fill('guest@example.com')
      await submit(page, 'form:has(#invitedEmail)')
      await expect(page.getByText('guest@example.com').first()).toBeVisible()
    },
  }),
  ...[HOME, CALENDAR, KEYS, LIMITS, SETTINGS].map(asViewer),
  {
    name: 'a page of an account that is not there',
    route: null,
    open: async (page, language) => {
      await enter(page, await testPerson(house), language)
      await page.goto(`/a/${crypto.randomUUID()}`)
    },
  },
  { name: 'a page that could not be shown', route: KEYS, open: openFailure },
]

export const SCENES: readonly Scene[] = [
  ...PUBLIC,
  ...SANDBOX_SCENES,
  ...ACCOUNT,
  ...BUY_SCENES,
  ...REFUND_SCENES,
  ...PLAN_SCENES,
  ...STAFF_SCENES,
]

interface OwnScene {
  person?: (page: Page) => Promise<TestPerson>
  query?: string
  before?: (owner: TestPerson) => Promise<unknown>
  afterwards?: (page: Page) => Promise<void>
  isSmoke?: true
}

/** A page of the owner's, in an account of the scene's own. */
function own(name: string, route: string, { person, query = '', before, afterwards, ...rest }: OwnScene): Scene {
  const open = async (page: Page, language: Language) => {
    const owner = await (person?.(page) ?? testPerson(house))
    await before?.(owner)
    await enter(page, owner, language)
    await page.goto(route.replace('[account]', owner.accountId) + query)
    await afterwards?.(page)
  }
  return { name, route, open, ...rest }
}

function asViewer(route: string): Scene {
  const open = async (page: Page, language: Language) => {
    const owner = await personWithUse()
    await accountKey(house, owner.accountId)
    const { email } = await addMember(owner, 'viewer', language)
    await signIn(page.context(), email)
    await page.goto(route.replace('[account]', owner.accountId))
  }
  return { name: `${route}, for a viewer`, route, open }
}

/** Somebody presses a button that their role has meanwhile lost. */
async function openFailure(page: Page, language: Language): Promise<void> {
  const owner = await testPerson(house)
  const { accountId } = owner
  await accountKey(house, accountId)
  const { userId, email } = await addMember(owner, 'developer', language)
  await signIn(page.context(), email)
  await page.goto(`/a/${accountId}/keys`)
  await askToRevoke(page)
  await changeMemberRole(owner.caller, { accountId, userId, role: 'viewer' }, house)
  await submit(page)
  await expect(page.getByRole('button', { name: /^(Try again|Réessayer)$/ })).toBeVisible()
}

async function enter(page: Page, person: TestPerson, language: Language): Promise<void> {
  await changeProfile(person.caller, { name: 'Olga Owner', language }, house)
  await signIn(page.context(), person.email)
}

async function askToRevoke(page: Page): Promise<void> {
  await page.locator('a[href*="revoke="]').filter({ visible: true }).click()
  await page.waitForURL(/revoke=/)
  await expect(page.locator('main form input[name=keyId]')).toBeAttached()
}

async function submit(page: Page, form = 'main form'): Promise<void> {
  await page.locator(form).first().locator('button[type=submit]').first().click()
}
