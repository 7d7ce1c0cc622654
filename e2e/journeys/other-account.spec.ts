import type { APIRequestContext } from '@playwright/test'
import { accountKey } from '@/lib/testing/api-call'
import { testPerson } from '@/lib/testing/people'
import { changeProfile } from '@/lib/usecases/access/change-profile'
import { addMember, expect, homeOf, house, signIn, test } from '../fixtures'
import { pagesBelow } from '../pages'
import { bearer, reportUse } from '../usage'

const NOBODY = '019e5f22-0000-7000-8000-000000000000'

for (const address of pagesBelow('app/(customer)/a')) {
  test(`${address} of another account is not found, like one that does not exist`, async ({ page, owner }) => {
    const other = await testPerson(house)
    const answers = []
    const addressIn = (account: string) => address.replace('[account]', account).replace(/\[\w+\]/, NOBODY)
    for (const account of [other.accountId, NOBODY, 'nonsense']) {
      const answer = await page.goto(addressIn(account))
      expect(answer?.status(), account).toBe(404)
      answers.push(await page.locator('main').innerText())
      expect(await page.content()).not.toContain(other.email)
    }
    expect(answers[1]).toBe(answers[0])
    expect(answers[2]).toBe(answers[0])
    // One's own is there, unless the address names a thing that is not.
    const own = addressIn(owner.accountId)
    expect((await page.request.get(own)).status()).toBe(own.includes(NOBODY) ? 404 : 200)
  })
}

test("the API answers 404 for another account's charge and keeps a key to its own account", async ({ request }) => {
  const [mine, others] = [await testPerson(house), await testPerson(house)]
  const [myKey, othersKey] = [await accountKey(house, mine.accountId), await accountKey(house, others.accountId)]
  const { charge } = await reportUse(request, othersKey, { action: 'image', quantities: { call: 1 } })
  expect(await statusOf(request, myKey, `/api/v1/charges/${charge.id}`)).toBe(404)
  expect(await statusOf(request, myKey, `/api/v1/charges/${NOBODY}`)).toBe(404)
  expect(await statusOf(request, othersKey, `/api/v1/charges/${charge.id}`)).toBe(200)
  expect(await statusOf(request, myKey, `/api/v1/balance?account=${others.accountId}`)).toBe(404)
  const written = await request.post('/api/v1/usage', {
    headers: bearer(myKey),
    data: {
      id: 'theirs',
      action: 'image',
      quantities: { call: 1 },
      occurredAt: new Date().toISOString(),
      account: others.accountId,
    },
  })
  expect(written.status()).toBe(404)
})

test('a viewer reads the keys, is told who can make one, and has nothing to press', async ({ page, context }) => {
  const owner = await testPerson(house)
  await accountKey(house, owner.accountId)
  await changeProfile(owner.caller, { name: 'Olga Owner', language: null }, house)
  const { email } = await addMember(owner, 'viewer')
  await signIn(context, email)
  await page.goto(`${homeOf(owner)}/keys`)
  await expect(page.getByText('Only owners and developers make and revoke keys. Ask Olga Owner.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Create the key' })).toHaveCount(0)
  await expect(page.getByRole('link', { name: /Revoke/ })).toHaveCount(0)
  await expect(page.getByText('ck_').filter({ visible: true })).toBeVisible()
})

test('a key that is revoked on the page is refused with 401 within a second', async ({ page, owner }) => {
  const key = await accountKey(house, owner.accountId)
  const balance = () => statusOf(page.request, key, '/api/v1/balance')
  expect(await balance()).toBe(200)
  await page.goto(`${homeOf(owner)}/keys`)
  await page.getByRole('link', { name: 'Revoke Test' }).filter({ visible: true }).click()
  await page.getByRole('button', { name: 'Revoke the key Test' }).click()
  await expect(page.getByText('Revoked').filter({ visible: true })).toBeVisible()
  await expect.poll(balance, { timeout: 1000, intervals: [100] }).toBe(401)
})

async function statusOf(request: APIRequestContext, key: string, address: string): Promise<number> {
  return (await request.get(address, { headers: bearer(key) })).status()
}
