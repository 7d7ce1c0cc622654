import ICAL from 'ical.js'
import { changeProfile } from '@/lib/usecases/access/change-profile'
import { removeMember } from '@/lib/usecases/access/remove-member'
import { personWithDates } from '../accounts'
import { addMember, expect, homeOf, house, newAddress, signIn, test } from '../fixtures'

const UNKNOWN = 'x'.repeat(43)

/** The events of a calendar file, as another hand's parser reads them. */
function eventsOf(text: string) {
  return new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event))
}

test('from the home page to all dates: the next one first, then by days, one kind at a time', async ({ page }) => {
  const owner = await personWithDates()
  await signIn(page.context(), owner.email)
  await page.goto(homeOf(owner))
  await page.getByRole('link', { name: 'All dates' }).click()
  const main = page.getByRole('main')
  await expect(main.getByRole('heading', { level: 1 })).toHaveText(/^Next: .+ \(Paris\)\.$/)
  await expect(main.getByRole('heading', { name: 'Next 90 days' })).toBeVisible()
  await expect(main.getByText('The limit of 60,000 tokens each day starts again from zero')).toHaveCount(1)
  await expect(main.getByText('Team plan renews').first()).toBeVisible()
  await expect(main.getByText('€49.00').first()).toBeVisible()
  await expect(main.getByText('100k pack expires')).toHaveCount(1)
  await page.getByRole('link', { name: /^Expiries/ }).click()
  await expect(page).toHaveURL(/kind=expiry$/)
  await expect(main.getByText('Team plan renews')).toHaveCount(0)
  await expect(main.getByText('100k pack expires')).toHaveCount(1)
  await page.goBack()
  await expect(main.getByText('Team plan renews').first()).toBeVisible()
})

test('the file: a signed-in member downloads it, others are led away or told that there is none', async ({
  page,
  otherBrowser,
}) => {
  const owner = await personWithDates()
  await signIn(page.context(), owner.email)
  await page.goto(homeOf(owner))
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Add to calendar' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('comptoir.ics')
  const answer = await page.request.get(`${homeOf(owner)}/calendar.ics`)
  expect(answer.headers()).toMatchObject({
    'content-type': 'text/calendar; charset=utf-8',
    'cache-control': 'private, no-store',
  })
  const events = eventsOf(await answer.text())
  const promo = events.find(({ summary }) => summary.startsWith('Promo'))
  expect(promo?.summary).toBe('Promo; “October”, the\nsecond expires: 38,200 tokens')
  expect(promo?.component.getAllSubcomponents('valarm')).toHaveLength(1)
  expect(events.map(({ summary }) => summary)).toContain('Team plan is charged: €49.00')
  expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length)
  const again = eventsOf(await (await page.request.get(`${homeOf(owner)}/calendar.ics`)).text())
  expect(again.map(({ uid }) => uid)).toEqual(events.map(({ uid }) => uid))

  const stranger = await personWithDates()
  expect((await page.request.get(`${homeOf(stranger)}/calendar.ics`)).status()).toBe(404)
  const visitor = await otherBrowser()
  await visitor.goto(`${homeOf(owner)}/calendar.ics`)
  await expect(visitor).toHaveURL(/sign-in\?to=/)
})

test('a private address: shown once, read without a session and without money, revoked for good', async ({
  page,
  otherBrowser,
}) => {
  const owner = await personWithDates()
  await signIn(page.context(), owner.email)
  await page.goto(`${homeOf(owner)}/calendar`)
  await page.getByRole('button', { name: 'Make a private address' }).click()
  const address = await page.locator('code').filter({ hasText: '.ics' }).innerText()
  expect(address).toMatch(/\/calendar\/[\w-]{43}\.ics$/)
  const reader = (await otherBrowser()).request
  const answer = await reader.get(address)
  expect(answer.headers()['content-type']).toBe('text/calendar; charset=utf-8')
  expect(answer.headers()['cache-control']).toBe('private, no-store')
  const text = await answer.text()
  expect(eventsOf(text).map(({ summary }) => summary)).toContain('Team plan is charged')
  expect(text).not.toContain('€')
  await changeProfile(owner.caller, { name: 'Olga Owner', language: 'fr' }, house)
  const french = eventsOf(await (await reader.get(address)).text())
  expect(french.map(({ summary }) => summary)).toContain('Team plan est facturé')

  await page.reload()
  await expect(page.locator('code').filter({ hasText: '.ics' })).toHaveCount(0)
  await page.getByRole('button', { name: /^Révoquer l’adresse/ }).click()
  await expect(page.getByText('Aucune adresse privée n’est en service.')).toBeVisible()
  const [revoked, unknown] = [await reader.get(address), await reader.get(`/calendar/${UNKNOWN}.ics`)]
  expect([revoked.status(), unknown.status()]).toEqual([404, 404])
  const said = async (answered: typeof revoked) => ({ ...(await answered.json()), instance: '' })
  expect(await said(revoked)).toEqual(await said(unknown))
})

test('a private address dies with its maker’s membership, and guessing has to wait', async ({
  page,
  request,
  owner,
}) => {
  const { userId, email } = await addMember(owner, 'viewer')
  await signIn(page.context(), email)
  await page.goto(`${homeOf(owner)}/calendar`)
  await page.getByRole('button', { name: 'Make a private address' }).click()
  const address = await page.locator('code').filter({ hasText: '.ics' }).innerText()
  expect((await request.get(address)).status()).toBe(200)
  await removeMember(owner.caller, { accountId: owner.accountId, userId }, house)
  expect((await request.get(address)).status()).toBe(404)
  const headers = { 'x-forwarded-for': newAddress() }
  const guess = () => request.get(`/calendar/${UNKNOWN}.ics`, { headers })
  const answers = await Promise.all(Array.from({ length: 60 }, guess))
  expect(answers.some((answer) => answer.status() === 404)).toBe(true)
  const waiting = await guess()
  expect(waiting.status()).toBe(429)
  expect(Number(waiting.headers()['retry-after'])).toBeGreaterThan(0)
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('kinds are chosen by links, what means nothing is said, an address is made and revoked by plain forms', async ({
    page,
  }) => {
    const owner = await personWithDates()
    await signIn(page.context(), owner.email)
    await page.goto(`${homeOf(owner)}/calendar?kind=nonsense`)
    await expect(page.getByText('1 filter in this link was not understood.')).toBeVisible()
    await page.getByRole('link', { name: /^Grants/ }).click()
    await expect(page.getByText('50k pack arrives')).toHaveCount(1)
    await expect(page.getByText('Team plan renews')).toHaveCount(0)
    await expect(page.getByRole('link', { name: /^Grants/ })).toHaveAttribute('aria-current', 'true')
    await page.getByRole('button', { name: 'Make a private address' }).click()
    await expect(page.locator('code').filter({ hasText: '.ics' })).toHaveCount(1)
    await page.getByRole('button', { name: /^Revoke the address/ }).click()
    await expect(page.getByText('No private address is in use.')).toBeVisible()
  })
})
