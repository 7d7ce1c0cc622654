import type { Page } from '@playwright/test'
import { accountKey } from '@/lib/testing/api-call'
import { staffCaller } from '@/lib/testing/house'
import { setQuota } from '@/lib/usecases/oversight/set-quota'
import { expect, homeOf, house, signInAsStaff, test } from '../fixtures'
import { reportUse } from '../usage'

const HOUR = {
  name: 'hour',
  scope: 'account',
  measure: 'tokens',
  unit: 'hour',
  kind: 'fixed',
  cap: '500',
  policy: 'stop',
  reasonEn: 'It keeps the service quick for everybody.',
  reasonFr: 'Le service reste rapide pour tous.',
  reason: 'For the journey.',
} as const

/** The limit of this title on the page. */
const limit = (page: Page, title: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title, exact: true }) })

async function choose(page: Page, kind: 'cap' | 'budget', amount: string, measure = 'tokens'): Promise<void> {
  await page.locator(`#${kind}Amount`).fill(amount)
  await page.locator(`#${kind}Measure`).selectOption(measure)
  await page.getByRole('button', { name: `Set the ${kind}` }).click()
}

test('a customer sets a cap and a budget: each counts what was used before, and goes again', async ({
  page,
  owner,
}) => {
  const key = await accountKey(house, owner.accountId)
  await reportUse(page.request, key, { action: 'image', quantities: { call: 1 } })
  await page.goto(homeOf(owner))
  await page.getByRole('link', { name: 'Limits', exact: true }).filter({ visible: true }).click()
  await expect(page.getByText('Nothing limits this account but its balance.')).toBeVisible()

  await choose(page, 'cap', '25,50')
  await expect(page.locator('main [role=alert]')).toBeFocused()
  await expect(page.locator('#capAmount')).toHaveValue('25,50')
  await choose(page, 'cap', '1,000')
  await expect(page.getByText('The cap is set.')).toBeVisible()
  const cap = limit(page, '1,000 tokens each month')
  await expect(cap.getByText(/^920 tokens left · 80 tokens used, 8%$/)).toBeVisible()

  await choose(page, 'budget', '20.50', 'money')
  await expect(limit(page, '€20.50 each month').getByText('Nothing stops.')).toBeVisible()
  await page.getByRole('button', { name: 'Remove the limit of €20.50 each month' }).click()
  await expect(limit(page, '€20.50 each month')).toHaveCount(0)
  await page.reload()
  await expect(cap).toHaveCount(1)
})

test('staff find a customer, lift and reset a limit with a reason, and the customer sees it', async ({
  page,
  owner,
  otherBrowser,
}) => {
  await setQuota(staffCaller('operator'), { accountId: owner.accountId, ...HOUR }, house)
  await house.db.account.update({ where: { id: owner.accountId }, data: { name: `Zebra ${owner.accountId}` } })
  await house.db.quotaWindow.updateMany({ where: { accountId: owner.accountId }, data: { used: [500_000n] } })
  await page.goto(`${homeOf(owner)}/limits`)
  await expect(page.getByText('A limit is reached: 500 tokens each hour.')).toBeVisible()
  await expect(page.getByText(HOUR.reasonEn)).toBeVisible()

  const staff = await otherBrowser()
  await signInAsStaff(staff.context(), 'operator')
  await staff.goto('/admin/customers')
  await staff.getByLabel('Name').fill(`zebra ${owner.accountId}`)
  await staff.getByRole('button', { name: 'Search' }).click()
  await staff
    .getByRole('link', { name: /^Zebra/ })
    .filter({ visible: true })
    .click()
  await staff.getByRole('link', { name: 'Lift the limit of 500 tokens each hour' }).click()
  await staff.getByRole('button', { name: 'Lift the limit' }).click()
  await expect(staff.getByRole('alert').getByText('Say why, in at least ten characters.')).toBeVisible()
  await staff.locator('#reason').fill('A campaign that they announced.')
  await staff.getByRole('button', { name: 'Lift the limit' }).click()
  await expect(staff).toHaveURL(/\/limits$/)
  await expect(staff.getByText(/^Lifted until/)).toBeVisible()
  await page.reload()
  await expect(page.getByText(/^Lifted until/)).toBeVisible()
  await expect(page.getByText('every limit is lifted for a time')).toBeVisible()

  await staff.getByRole('link', { name: 'Reset the limit of 500 tokens each hour' }).click()
  await staff.locator('#reason').fill('Our own fault filled it.')
  await staff.getByRole('button', { name: 'Reset to 0' }).click()
  await expect(staff.getByText(/^500 tokens left/)).toBeVisible()
  const verbs = ['oversight.lift-window', 'oversight.reset-window']
  expect(await house.db.auditEntry.count({ where: { accountId: owner.accountId, verb: { in: verbs } } })).toBe(2)
})

test('support reads the limits of a customer and has nothing to press; a wrong form keeps what was typed', async ({
  page,
  owner,
  otherBrowser,
}) => {
  await setQuota(staffCaller('operator'), { accountId: owner.accountId, ...HOUR }, house)
  const address = `/admin/customers/${owner.accountId}/limits`
  await signInAsStaff(page.context(), 'support')
  await page.goto(address)
  await expect(page.getByText('Only operators and admins set, lift and reset limits.')).toBeVisible()
  await expect(page.locator('main form')).toHaveCount(0)
  await expect(page.locator('main a[href*="lift="]')).toHaveCount(0)

  const operator = await otherBrowser()
  await signInAsStaff(operator.context(), 'operator')
  await operator.goto(address)
  await operator.getByRole('link', { name: 'Change the limit of 500 tokens each hour' }).click()
  await expect(operator.locator('#quotaName')).toHaveValue('hour')
  await operator.locator('#quotaAmount').fill('750')
  await operator.getByRole('button', { name: 'Set the limit' }).click()
  await expect(operator.locator('main [role=alert]')).toBeFocused()
  await expect(operator.locator('#quotaAmount')).toHaveValue('750')
  await operator.locator('#quotaReason').fill('Agreed by phone on Monday.')
  await operator.getByRole('button', { name: 'Set the limit' }).click()
  await expect(limit(operator, '750 tokens each hour')).toBeVisible()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a cap is set and removed by plain forms', async ({ page, owner }) => {
    await page.goto(`${homeOf(owner)}/limits`)
    await choose(page, 'cap', '0')
    await expect(page.getByRole('heading', { name: 'There is a problem' })).toBeVisible()
    await choose(page, 'cap', '7', 'operations')
    await expect(page.getByText('The cap is set.')).toBeVisible()
    await page.getByRole('button', { name: 'Remove the limit of 7 operations each month' }).click()
    await expect(page.getByText('You have no cap.')).toBeVisible()
  })
})
