import { inflateSync } from 'node:zlib'
import type { Page } from '@playwright/test'
import { changeProfile } from '@/lib/usecases/access/change-profile'
import { buySmallPack, payWith, reviewSmallPack, sayWhoBuys } from '../buying'
import { addMember, expect, homeOf, house, signIn, signInAsStaff, test } from '../fixtures'

const answer = (page: Page) => page.locator('main h1')

/** The text of the file behind a link of the page, uncompressed. */
async function fileText(page: Page, name: RegExp): Promise<string> {
  const href = await page.getByRole('link', { name }).first().getAttribute('href')
  const response = await page.request.get(href ?? '')
  expect(response.headers()['content-type']).toBe('application/pdf')
  expect(response.headers()['content-disposition']).toMatch(/^attachment; filename="[RIC]-\d{4}-\d{6,}\.pdf"$/)
  const file = await response.body()
  const streams = file
    .toString('latin1')
    .split(/stream\r?\n/)
    .slice(1)
  return streams.map((stream) => textOf(Buffer.from(stream, 'latin1'))).join('\n')
}

function textOf(stream: Buffer): string {
  try {
    const drawn = inflateSync(stream, { finishFlush: 2 }).toString('latin1')
    const shown = drawn.match(/\[[^\]]*\] TJ/g) ?? []
    const hex = shown.map((line) => (line.match(/<([0-9a-f]*)>/g) ?? []).map((part) => part.slice(1, -1)).join(''))
    return hex.map((line) => Buffer.from(line, 'hex').toString('latin1')).join('\n')
  } catch {
    // What is no drawing, such as a font, has no text.
    return ''
  }
}

test('a pack is bought and given back once, with a receipt and a credit note to download', async ({ page, owner }) => {
  await buySmallPack(page, owner)
  await expect(answer(page)).toHaveText('25,000 tokens added.')
  expect(await fileText(page, /^Receipt R-/)).toContain('25,000 tokens')
  await page.getByRole('link', { name: 'Give tokens back' }).click()
  await expect(answer(page)).toHaveText('Give tokens back')
  await expect(page.getByText('25,000 of 25,000 tokens are unused.')).toBeVisible()
  await expect(page.getByText('€10.00 × 25,000 / 25,000')).toBeVisible()
  const refundPage = page.url()
  await page.getByRole('button', { name: 'Give the tokens back for €12.00' }).click()
  await expect(answer(page)).toHaveText('Refunded: €12.00.')
  await expect(page.locator('header').getByText('10,000').first()).toBeVisible()
  const note = await fileText(page, /^Credit note C-/)
  expect(note).toContain('Total credited')
  expect(note).toMatch(/Takes back a part of R-/)
  await page.goto(refundPage)
  await expect(page.getByText('This order was given back before.')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Give the tokens back/ })).toHaveCount(0)
  await page.goto(`${homeOf(owner)}/documents`)
  await expect(page.getByRole('link', { name: /\(PDF\)$/ })).toHaveCount(2)
  const { accountId } = owner
  expect(await house.db.refund.count({ where: { accountId, state: 'done' } })).toBe(1)
})

test('two tabs and a double click give back once', async ({ page, owner, context }) => {
  await buySmallPack(page, owner)
  await expect(answer(page)).toHaveText('25,000 tokens added.')
  await page.goto(`${page.url()}/refund`)
  const other = await context.newPage()
  await other.goto(page.url())
  await page.getByRole('button', { name: /^Give the tokens back/ }).dblclick()
  await expect(answer(page)).toHaveText('Refunded: €12.00.')
  await other.getByRole('button', { name: /^Give the tokens back/ }).click()
  await expect(answer(other)).toHaveText('Refunded: €12.00.')
  expect(await house.db.refund.count({ where: { accountId: owner.accountId } })).toBe(1)
})

test('a viewer sees what could be given back and who can do it', async ({ page, owner, context }) => {
  await buySmallPack(page, owner)
  await expect(answer(page)).toHaveText('25,000 tokens added.')
  const order = page.url()
  const viewer = await addMember(owner, 'viewer')
  await context.clearCookies()
  await signIn(context, viewer.email)
  await page.goto(`${order}/refund`)
  await expect(page.getByText(/^Only owners and billing managers can do this\. Ask/)).toBeVisible()
  await expect(page.getByRole('button', { name: /^Give the tokens back/ })).toHaveCount(0)
})

test('staff sees the figure, says why, and refunds', async ({ page, owner, context }) => {
  await buySmallPack(page, owner)
  await expect(answer(page)).toHaveText('25,000 tokens added.')
  await context.clearCookies()
  await signInAsStaff(context, 'finance')
  await page.goto(`/admin/customers/${owner.accountId}/orders`)
  await expect(page.getByText('€12.00: 25,000 of 25,000 tokens are unused')).toBeVisible()
  await page.getByRole('link', { name: 'Refund', exact: true }).click()
  await page.getByRole('button', { name: 'Refund €12.00' }).click()
  await expect(page.locator('main [role=alert]')).toBeVisible()
  await page.getByLabel('Reason').fill('Bought by mistake.')
  await page.getByRole('button', { name: 'Refund €12.00' }).click()
  await expect(page.getByText('€12.00 for 25,000 tokens, paid back')).toBeVisible()
})

test.describe('in French on a phone', () => {
  test.use({ locale: 'fr-FR', viewport: { width: 360, height: 740 } })
  test('the refund speaks French and fits the page', async ({ page, owner }) => {
    await changeProfile(owner.caller, { name: 'Ada', language: 'fr' }, house)
    await buySmallPack(page, owner)
    await expect(answer(page)).toHaveText(/^25\s000\sjetons ajoutés\.$/)
    expect(await fileText(page, /^Reçu R-/)).toMatch(/25\s000\sjetons/)
    await page.getByRole('link', { name: 'Rendre des jetons' }).click()
    await expect(answer(page)).toHaveText('Rendre des jetons')
    const excess = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(await excess()).toBeLessThanOrEqual(0)
    await page.getByRole('button', { name: /^Rendre les jetons pour 12,00/ }).click()
    await expect(answer(page)).toHaveText(/^Remboursé\s: 12,00\s€\.$/)
    await page.goto(`${homeOf(owner)}/documents`)
    await expect(page.getByText('Avoir').first()).toBeVisible()
    expect(await excess()).toBeLessThanOrEqual(0)
  })
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })
  test('a pack is given back', async ({ page, owner }) => {
    await sayWhoBuys(owner)
    await reviewSmallPack(page, owner)
    await payWith(page, 'Succeeds')
    await page.getByRole('link', { name: 'Give tokens back' }).click()
    await page.getByRole('button', { name: /^Give the tokens back/ }).click()
    await expect(answer(page)).toHaveText('Refunded: €12.00.')
  })
})
