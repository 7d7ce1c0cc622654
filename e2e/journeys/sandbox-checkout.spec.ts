import type { Page } from '@playwright/test'
import { openedCardSession, openedSession, waitingPayment } from '@/lib/testing/sandbox-sessions'
import { expect, siteAddress, test } from '../fixtures'

const open = async (page: Page) => {
  const { sessionId, payments } = await openedSession(siteAddress())
  await page.goto(`/sandbox/checkout/${sessionId}`)
  return { sessionId, paid: async () => (await payments.getSession(sessionId)).isPaid }
}

test('the page says that it is a sandbox, what is paid, and leads on when it is paid; by keyboard', async ({
  page,
}) => {
  const { sessionId, paid } = await open(page)
  const main = page.getByRole('main')
  await expect(main.getByText('Sandbox: no money moves here')).toBeVisible()
  await expect(main.getByText('€12.50')).toHaveCount(2)
  await main.getByRole('radio', { name: 'Succeeds', exact: true }).focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(`${siteAddress()}/sign-in?paid=${sessionId}`)
  expect(await paid()).toBe(true)
  await page.goto(`/sandbox/checkout/${sessionId}`)
  await expect(main.getByText('This is paid. You will not be charged again.')).toBeVisible()
  await expect(main.getByRole('button', { name: 'Pay' })).toHaveCount(0)
})

test('a decline says why and pays nothing; the bank is asked, refuses, and then agrees', async ({ page }) => {
  const { sessionId, paid } = await open(page)
  const main = page.getByRole('main')
  const choose = async (card: string) => {
    await main.getByRole('radio', { name: card }).check()
    await main.getByRole('button', { name: 'Pay' }).click()
  }
  await choose('Has insufficient funds')
  await expect(main.getByRole('alert')).toContainText('There is not enough money on it.')
  await choose('Needs your confirmation each time')
  await main.getByRole('button', { name: 'Refuse' }).click()
  await expect(main.getByRole('alert')).toContainText('You did not confirm the payment')
  expect(await paid()).toBe(false)
  await choose('Needs your confirmation each time')
  await main.getByRole('button', { name: 'Confirm' }).click()
  await expect(page).toHaveURL(`${siteAddress()}/sign-in?paid=${sessionId}`)
  expect(await paid()).toBe(true)
})

test('leaving pays nothing, and the same address still does', async ({ page }) => {
  const { sessionId, paid } = await open(page)
  await page.getByRole('link', { name: 'Leave without paying' }).click()
  await expect(page).toHaveURL(/left=1/)
  expect(await paid()).toBe(false)
  await page.goBack()
  await page.getByRole('radio', { name: 'Succeeds', exact: true }).check()
  await page.getByRole('button', { name: 'Pay' }).click()
  await expect(page).toHaveURL(`${siteAddress()}/sign-in?paid=${sessionId}`)
})

test('a card is saved, and a payment outside a session is confirmed', async ({ page }) => {
  await page.goto(`/sandbox/checkout/${await openedCardSession(siteAddress())}`)
  await page.getByRole('radio', { name: 'Succeeds', exact: true }).check()
  await page.getByRole('button', { name: 'Save this card' }).click()
  await expect(page).toHaveURL(/saved=cs_test_/)
  await page.goto(`/sandbox/authentication/${await waitingPayment(siteAddress())}`)
  await page.getByRole('button', { name: 'Confirm' }).click()
  await expect(page).toHaveURL(/answered=1/)
})

test('a session that does not exist is not found', async ({ page }) => {
  const answers = ['/sandbox/checkout/cs_test_nobody', '/sandbox/checkout/x', '/sandbox/authentication/pi_nobody']
  for (const path of answers) expect((await page.goto(path))?.status(), path).toBe(404)
})

test.describe('without JavaScript, in French', () => {
  test.use({ javaScriptEnabled: false, locale: 'fr-FR' })

  test('a declined card and then a good one', async ({ page }) => {
    const { sessionId, paid } = await open(page)
    await expect(page.getByText('Bac à sable : aucun argent ne circule ici')).toBeVisible()
    await page.getByRole('radio', { name: 'Est refusée', exact: true }).check()
    await page.getByRole('button', { name: 'Payer' }).click()
    await expect(page.getByText('La carte a été refusée. Rien n’a été payé.')).toBeVisible()
    await page.getByRole('radio', { name: 'Réussit', exact: true }).check()
    await page.getByRole('button', { name: 'Payer' }).click()
    await expect(page).toHaveURL(`${siteAddress()}/sign-in?paid=${sessionId}`)
    expect(await paid()).toBe(true)
  })
})
