import { randomInt } from 'node:crypto'
import path from 'node:path'
import { type APIRequestContext, type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import { dataHome } from '@/lib/boot/data-home.mjs'
import type { MemberRole, StaffRole } from '@/lib/domain/access/callers'
import { SYSTEM } from '@/lib/testing/house'
import { newEmail, PASSWORD, type TestPerson, testPerson } from '@/lib/testing/people'
import { theHouse } from '@/lib/usecases/define'
import { addCustomerMember } from '@/lib/usecases/oversight/add-customer-member'
import { addStaffMember } from '@/lib/usecases/oversight/add-staff-member'
import { keptPassword } from '@/prisma/story/logins'

// What the use cases log belongs into no test report.
process.env.LOG_LEVEL = 'silent'

/** The served application's own books: tests act in them through use cases only. */
export const house = theHouse()

interface Fixtures {
  /** Somebody with a new account and its welcome grant, signed in to the test's browser. */
  owner: TestPerson
  /** Opens another browser, in which nobody is signed in. */
  otherBrowser: () => Promise<Page>
}

export const test = base.extend<Fixtures>({
  // An address of its own for each test, so that they do not throttle one another.
  extraHTTPHeaders: async ({ browserName: _ }, use) => use({ 'x-forwarded-for': newAddress() }),
  owner: async ({ context }, use) => {
    const owner = await testPerson(house)
    await signIn(context, owner.email)
    await use(owner)
  },
  otherBrowser: async ({ browser }, use) => {
    const contexts: BrowserContext[] = []
    await use(async () => {
      const context = await browser.newContext()
      contexts.push(context)
      return context.newPage()
    })
    for (const context of contexts) await context.close()
  },
})

export { expect }

/** Signs the browser in through next-auth's own route, without the form. */
export async function signIn(context: BrowserContext, email: string, password = PASSWORD): Promise<void> {
  expect(await tryPassword(context.request, email, password), `${email} signs in`).toBe(true)
}

/** Whether next-auth's route lets in. */
export async function tryPassword(request: APIRequestContext, email: string, password: string): Promise<boolean> {
  const { csrfToken } = (await (await request.get('/api/auth/csrf')).json()) as { csrfToken: string }
  const answer = await request.post('/api/auth/callback/password', {
    headers: { origin: siteAddress() },
    form: { csrfToken, email, password, json: 'true' },
  })
  return answer.ok()
}

/** Signs in as somebody of the demo story, for reading only: all tests share these accounts. */
export async function signInToDemo(context: BrowserContext, email: string): Promise<void> {
  await signIn(context, email, keptPassword(path.join(dataHome(), 'demo-logins.json')))
}

/** Signs in a new member of the staff. */
export async function signInAsStaff(context: BrowserContext, role: StaffRole): Promise<void> {
  const email = newEmail()
  await addStaffMember(SYSTEM, { email, role, password: PASSWORD }, house)
  await signIn(context, email)
}

/** Makes somebody new a member of the owner's account. */
export async function addMember(
  { accountId }: TestPerson,
  role: MemberRole,
  language: 'en' | 'fr' = 'en',
): Promise<{ userId: string; email: string }> {
  const email = newEmail()
  const person = { email, language, password: PASSWORD }
  const { userId } = await addCustomerMember(SYSTEM, { accountId, role, ...person }, house)
  return { userId, email }
}

/** The link in the last letter to the address, as the staff reads it; `staff` is their browser. */
export async function readLink(staff: Page, email: string): Promise<string> {
  await staff.goto('/admin/messages')
  const letter = staff.locator('main section').filter({ hasText: email }).first()
  const link = await letter.getByRole('link').getAttribute('href')
  if (!link) throw new Error(`The letter to ${email} has no link.`)
  return link
}

/** Where the application under test is served. */
export function siteAddress(): string {
  const { baseURL } = test.info().project.use
  if (!baseURL) throw new Error('BASE_URL is not set: `npm test -- browser` starts the application and sets it.')
  return baseURL
}

/** The account's home page. */
export function homeOf({ accountId }: Pick<TestPerson, 'accountId'>): string {
  return `/a/${accountId}`
}

/** A network address that nobody else comes from. */
export function newAddress(): string {
  return ['10', ...Array.from({ length: 3 }, () => randomInt(256))].join('.')
}
