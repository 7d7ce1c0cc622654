import type { Page } from '@playwright/test'
import { newEmail, PASSWORD, testPerson } from '@/lib/testing/people'
import { expect, homeOf, house, readLink, signIn, signInAsStaff, test, tryPassword } from '../fixtures'

const TRIES_MAX = 10
const NEW_PASSWORD = 'harbour-violin-72-mist'

test('a wrong password keeps the address and says the same as an unknown address', async ({ page }) => {
  const known = await testPerson(house)
  const said = []
  for (const email of [known.email, newEmail()]) {
    await signInByForm(page, email, 'not-the-password-4711')
    const alert = page.getByRole('alert').filter({ hasText: 'There is a problem' })
    await expect(alert).toBeFocused()
    await expect(page.getByLabel('E-mail')).toHaveValue(email)
    await expect(page.getByLabel('Password')).toHaveValue('')
    said.push(await alert.innerText())
  }
  expect(said[1]).toBe(said[0])
})

test('the eleventh try within a quarter of an hour is refused, even with the right password and from elsewhere', async ({
  page,
  otherBrowser,
}) => {
  const { email } = await testPerson(house)
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    expect(await tryPassword(page.request, email, `wrong-password-${tries}`)).toBe(false)
  }
  await signInByForm(page, email, PASSWORD)
  await expect(page.getByText(/^Too many tries\. Wait 1[45] minutes/)).toBeVisible()
  const elsewhere = await otherBrowser()
  await elsewhere.setExtraHTTPHeaders({ 'x-forwarded-for': '192.0.2.7' })
  await signInByForm(elsewhere, email, PASSWORD)
  await expect(elsewhere.getByText(/^Too many tries/)).toBeVisible()
})

test('signing in leads back to the page that was asked for', async ({ page }) => {
  const person = await testPerson(house)
  await page.goto(`${homeOf(person)}/keys`)
  await expect(page).toHaveURL(/\/sign-in\?to=/)
  await signInByForm(page, person.email, PASSWORD, page.url())
  await expect(page).toHaveURL(new RegExp(`${homeOf(person)}/keys$`))
})

test('signing out ends the session wherever its cookie was copied to', async ({ page, context, owner, browser }) => {
  const copied = await browser.newContext({ storageState: await context.storageState() })
  const elsewhere = await copied.newPage()
  await elsewhere.goto(homeOf(owner))
  await expect(elsewhere.getByRole('heading', { level: 1 })).toContainText('10,000')

  await page.goto(homeOf(owner))
  await page.getByRole('button', { name: 'Sign out' }).filter({ visible: true }).click()
  await page.waitForURL(/\/sign-in$/)
  await elsewhere.reload()
  await expect(elsewhere).toHaveURL(/\/sign-in\?to=/)
  await page.goto(homeOf(owner))
  await expect(page).toHaveURL(/\/sign-in\?to=/)
  await copied.close()
})

test('a link by mail is kept for the staff, signs in once, and then no more', async ({ page, otherBrowser }) => {
  const person = await testPerson(house)
  const staff = await otherBrowser()
  await signInAsStaff(staff.context(), 'support')
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByRole('button', { name: 'Send me a link instead' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'a link is on its way' })).toBeVisible()

  const link = await readLink(staff, person.email)
  await page.goto(link)
  await page.getByRole('button', { name: 'Sign in on this browser' }).click()
  await expect(page).toHaveURL(new RegExp(`${homeOf(person)}$`))

  const second = await otherBrowser()
  await second.goto(link)
  await second.getByRole('button', { name: 'Sign in on this browser' }).click()
  await expect(second.getByText('This link was used already')).toBeVisible()
})

test('a forgotten password is set anew by mail: the old one and all sessions end', async ({ page, otherBrowser }) => {
  const person = await testPerson(house)
  const [signedInBefore, staff] = [await otherBrowser(), await otherBrowser()]
  await signIn(signedInBefore.context(), person.email)
  await signInAsStaff(staff.context(), 'support')
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Forgotten password' }).click()
  await expect(page.getByRole('heading', { name: 'Forgotten password' })).toBeVisible()
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByRole('button', { name: 'Send me the link' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'a link is on its way' })).toBeVisible()

  await page.goto(await readLink(staff, person.email))
  await page.getByLabel('New password').fill(NEW_PASSWORD)
  await page.getByRole('button', { name: 'Set the password and sign in' }).click()
  await expect(page).toHaveURL(new RegExp(`${homeOf(person)}$`))

  await signedInBefore.goto(homeOf(person))
  await expect(signedInBefore).toHaveURL(/\/sign-in\?to=/)
  expect(await tryPassword(signedInBefore.request, person.email, PASSWORD), 'the old password').toBe(false)
  expect(await tryPassword(signedInBefore.request, person.email, NEW_PASSWORD), 'the new password').toBe(true)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the sign-in form lets in, and says what is wrong beside what was typed', async ({ page }) => {
    const person = await testPerson(house)
    await signInByForm(page, person.email, 'not-the-password-4711')
    await expect(page.getByText('do not belong together')).toBeVisible()
    await expect(page.getByLabel('E-mail')).toHaveValue(person.email)
    await page.getByLabel('Password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page).toHaveURL(new RegExp(`${homeOf(person)}$`))
  })
})

async function signInByForm(page: Page, email: string, password: string, address = '/sign-in'): Promise<void> {
  await page.goto(address)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}
