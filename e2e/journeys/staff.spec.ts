import { testPerson } from '@/lib/testing/people'
import { expect, house, signInAsStaff, test } from '../fixtures'
import { pagesBelow } from '../pages'

for (const route of pagesBelow('app/(staff)')) {
  test(`${route} is not found for a customer, asks a visitor to sign in, and opens for the staff`, async ({
    page,
    owner,
    otherBrowser,
  }) => {
    const address = route.replace('[account]', owner.accountId)
    expect((await page.goto(address))?.status()).toBe(404)
    expect(await page.content()).not.toContain('Messages')
    await page.goto(`/a/${owner.accountId}`)
    await expect(page.locator(`a[href^="${address}"]`)).toHaveCount(0)

    const visitor = await otherBrowser()
    await visitor.goto(address)
    await expect(visitor).toHaveURL(/\/sign-in\?to=/)

    await signInAsStaff(visitor.context(), 'auditor')
    expect((await visitor.goto(address))?.status()).toBe(200)
  })
}

test("the staff's own sign-in leads to their pages and opens no customer's account", async ({ page }) => {
  const customer = await testPerson(house)
  await signInAsStaff(page.context(), 'admin')
  await page.goto('/')
  await expect(page).toHaveURL(/\/admin\/messages$/)
  expect((await page.goto(`/a/${customer.accountId}`))?.status()).toBe(404)
})
