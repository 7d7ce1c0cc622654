import type { Page } from '@playwright/test'
import type { z } from 'zod'
import type { ChargeAnswer } from '@/lib/domain/metering/wire'
import { newEmail, PASSWORD } from '@/lib/testing/people'
import { expect, test } from '../fixtures'
import { runInShell } from '../shell'

const WELCOME = '10,000'
const REFRESH_LIMIT_MS = 20_000

test('a visitor signs up with two typed fields and sees the welcome grant within a second of arriving', async ({
  page,
}) => {
  await signUp(page)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(WELCOME, { timeout: 1000 })
  const welcome = page.getByRole('row').filter({ hasText: 'Welcome' })
  await expect(welcome).toContainText(WELCOME, { timeout: 1000 })
  await expect(page.getByText('Waiting for your first call…')).toBeVisible()
})

test('the command that the keys page shows makes a charge, which arrives on an open home page with its arithmetic', async ({
  page,
  context,
}) => {
  await signUp(page)
  const home = await context.newPage()
  await home.goto(page.url())
  const loads = countLoads(home)

  await page.getByRole('link', { name: 'Keys', exact: true }).filter({ visible: true }).click()
  await page.getByLabel('Name', { exact: true }).fill('first key')
  await page.getByRole('button', { name: 'Create the key' }).click()
  await expect(page.getByText('shown only this once')).toBeInViewport()
  const command = await page.locator('code').filter({ hasText: 'curl' }).innerText()
  const { charge, balance } = JSON.parse(await runInShell(command)) as z.output<typeof ChargeAnswer>

  const arrived = home.getByRole('heading', { name: 'Last charges' }).locator('xpath=ancestor::section')
  await expect(arrived).toContainText('100 input × 0.1 + 100 output × 0.3 = 40', { timeout: REFRESH_LIMIT_MS })
  await expect(arrived).toContainText(`Welcome ${charge.tokens}`)
  expect(charge.tokens).toBe('40')
  expect(balance.available).toBe('9960')
  await expect(home.locator('#answer ~ p data')).toHaveText('9,960')
  expect(loads(), 'loads of the home page after it was opened').toBe(0)
})

test('a key is shown once: neither the page loaded again nor the list tells it', async ({ page }) => {
  await signUp(page)
  await page.goto(`${page.url()}/keys`)
  await page.getByLabel('Name', { exact: true }).fill('once')
  await page.getByRole('button', { name: 'Create the key' }).click()
  const key = await page.locator('code').filter({ hasText: /^ck_/ }).first().innerText()
  await page.reload()
  await expect(page.getByText('once', { exact: true }).filter({ visible: true })).toBeVisible()
  expect(await page.content()).not.toContain(key)
})

async function signUp(page: Page): Promise<void> {
  await page.goto('/')
  await page.getByRole('link', { name: 'Create an account' }).click()
  await expect(page.getByRole('heading', { name: 'Create an account' })).toBeVisible()
  await page.getByLabel('E-mail').fill(newEmail())
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Create the account' }).click()
  await page.waitForURL(/\/a\/[0-9a-f-]{36}$/)
}

function countLoads(page: Page): () => number {
  let loads = 0
  page.on('load', () => {
    loads++
  })
  return () => loads
}
