import { createHash } from 'node:crypto'
import type { Page } from '@playwright/test'
import { expect, test } from '../fixtures'

const MONTH = '/estimate?by=month&action=chat&calls=500&q.input=1000&q.output=300&balance=2000000'

/** Opens the page and counts, from then on, every request that leaves it. */
async function openAndListen(page: Page, address: string): Promise<string[]> {
  await page.goto(address)
  await page.waitForLoadState('networkidle')
  const sent: string[] = []
  page.on('request', (request) => sent.push(request.url()))
  return sent
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('each page begins with its answer, for a visitor', async ({ page }) => {
    const answer = page.getByRole('heading', { level: 1 })
    await page.goto('/pricing')
    await expect(answer).toHaveText('1,000 tokens cost from €0.2900 to €0.4000: the more you buy at once, the less.')
    await page.getByRole('link', { name: 'Rates', exact: true }).click()
    await expect(answer).toHaveText('6 actions have a price. No change is announced.')
    await page.getByRole('link', { name: 'Estimate', exact: true }).click()
    await page.getByRole('link', { name: /^A busy team/ }).click()
    await expect(answer).toHaveText(/^About [\d,]+ tokens a month, about €[\d,.]+\.$/)
    await page.getByRole('link', { name: 'Sign in', exact: true }).click()
    await expect(page.getByRole('link', { name: 'Pricing' })).toBeVisible()
  })

  test('an amount in the address has its price, average and next thousand', async ({ page }) => {
    await page.goto('/pricing?tokens=100000')
    const price = page.locator('#volume output')
    await expect(price).toContainText('100,000 tokens cost €40.00.')
    await expect(price).toContainText('On average €0.4000 per 1,000. The next 1,000 cost €0.4000.')
    await page.goto('/pricing?tokens=140000')
    await expect(price).toContainText('€51.00')
    await expect(price).toContainText('Up to 150,000 tokens, more tokens cost nothing more')
    await page.goto('/pricing?tokens=much')
    await expect(page.getByText('The amount in this link was not understood.')).toBeVisible()
  })

  test('a described month says tokens, the mix to buy, the last day, and where direct billing is cheaper', async ({
    page,
  }) => {
    await page.goto(MONTH)
    const main = page.getByRole('main')
    await expect(main.getByText(/^Cheapest: .+ over 6 months\.$/)).toBeVisible()
    await expect(main.getByText(/^Your tokens left are used up about .+ between .+ and .+\.$/)).toBeVisible()
    await expect(main.getByText(/direct billing would be \d+% cheaper\.$/)).toBeVisible()
    await page.goto(MONTH.replace('calls=500', 'calls=5'))
    await expect(main.getByText(/tokens would be \d+% cheaper, and a month cannot cost more than/)).toBeVisible()
    await page.goto(`${MONTH}&d.input=400&d.output=1000`)
    await expect(main.getByText('The price you were offered').first()).toBeVisible()
  })
})

test('the slider and the figure move the same price, and the address keeps it', async ({ page }) => {
  await page.goto('/pricing')
  const price = page.locator('#volume output')
  const slider = page.getByRole('slider', { name: 'Tokens to buy' })
  await slider.focus()
  await slider.press('End')
  await expect(price).toContainText('5,000,000 tokens cost €1,450.00.')
  await expect(page).toHaveURL(/tokens=5000000/)
  await page.getByRole('textbox', { name: 'Tokens to buy' }).fill('720,000')
  await expect(price).toContainText('720,000 tokens cost €244.80.')
  await page.reload()
  await expect(price).toContainText('720,000 tokens cost €244.80.')
})

test('the rate card in force fits a screen, with a reason for every price', async ({ page }) => {
  await page.goto('/rates')
  const rows = page.getByRole('main').locator('table tbody tr')
  expect(await rows.count()).toBe(6)
  for (const row of await rows.all()) expect((await row.textContent())?.length).toBeGreaterThan(60)
  await page.setViewportSize({ width: 1280, height: 800 })
  const [head, last] = [await rows.first().boundingBox(), await rows.last().boundingBox()]
  expect((last?.y ?? 0) + (last?.height ?? 0) - (head?.y ?? 0), 'pixels from the first row to the last').toBeLessThan(
    800,
  )
})

test('a version is there for ever: what changed in words, and a file that is what the page says', async ({ page }) => {
  await page.goto('/rates/2')
  const main = page.getByRole('main')
  await expect(main.getByText('down 20%').filter({ visible: true }).first()).toBeVisible()
  await expect(main.getByText('up 25%').filter({ visible: true }).first()).toBeVisible()
  const answer = await page.request.get('/rates/2/rates.json')
  const text = await answer.text()
  await expect(main.getByText(createHash('sha256').update(text).digest('hex'))).toBeVisible()
  const file = JSON.parse(text) as {
    actions: { action: string; prices: { quantityClass: string; tokens: string }[] }[]
  }
  expect(file.actions.map(({ action }) => action).sort()).toEqual(
    (await main.locator('code').filter({ visible: true }).allInnerTexts()).filter((code) => code.length < 40).sort(),
  )
  const image = file.actions.find(({ action }) => action === 'image')
  expect(image?.prices).toEqual([{ quantityClass: 'call', from: '0', tokens: '80' }])
  await expect(main.getByText('80 a call').filter({ visible: true }).first()).toBeVisible()
  expect(await (await page.request.get('/rates/2/rates.json')).text()).toBe(text)
  for (const unknown of ['/rates/99', '/rates/latest', '/rates/99/rates.json']) {
    expect((await page.request.get(unknown)).status(), unknown).toBe(404)
  }
})

test('a prompt is counted where it is: no request leaves the page', async ({ page }) => {
  const sent = await openAndListen(page, '/estimate?by=prompt')
  await expect(page.getByText('Your text stays in your browser')).toBeVisible()
  await page.getByRole('textbox', { name: 'Your prompt' }).fill('a'.repeat(4001))
  await expect(page.getByText('1,001 units; between 801 and 1,334.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Requests a day' }).fill('40')
  await expect(page.getByText(/^About 230,000 tokens a month, about €/)).toBeVisible()
  expect(sent).toEqual([])
})

test('a usage file is read where it is: no request leaves the page', async ({ page }) => {
  const sent = await openAndListen(page, '/estimate?by=file')
  const rows = [
    'occurred_at,action,input,output',
    '2026-09-02,chat,1000,300',
    '2026-10-02,chat,2000,300',
    'lately,chat,1,1',
  ]
  await page
    .getByLabel('Usage file (CSV)')
    .setInputFiles({ name: 'usage.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) })
  await expect(page.getByText('Read: 2 requests in 2 months. 1 row was not understood')).toBeVisible()
  await expect(page.getByText(/^About 240 tokens a month, about €/)).toBeVisible()
  await page
    .getByLabel('Usage file (CSV)')
    .setInputFiles({ name: 'other.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,2') })
  await expect(page.getByText('The first line must name the columns')).toBeVisible()
  expect(sent).toEqual([])
})

test.describe('in French on a narrow screen', () => {
  test.use({ locale: 'fr-FR', viewport: { width: 360, height: 740 } })

  for (const address of ['/pricing', '/rates', '/rates/2', MONTH, '/estimate?by=prompt', '/estimate?by=file']) {
    test(`${address} is in French and scrolls down only`, async ({ page }) => {
      await page.goto(address)
      await expect(page.locator('html')).toHaveAttribute('lang', 'fr-FR')
      await expect(page.getByRole('link', { name: 'Tarifs', exact: true })).toBeVisible()
      const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(excess, 'pixels beyond the window').toBeLessThanOrEqual(0)
    })
  }
})
