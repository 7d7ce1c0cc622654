import { personWithUse } from '../accounts'
import { amountsIn, sum, written } from '../figures'
import { expect, homeOf, signIn, test } from '../fixtures'

test('the table says the same as the picture: its rows and columns add up to the total of the sentence', async ({
  page,
  context,
}) => {
  const person = await personWithUse()
  await signIn(context, person.email)
  await page.goto(`${homeOf(person)}?view=table`)
  const rows = page.locator('#usage table tbody tr')
  expect(await rows.count()).toBe(14)
  const parts = await amountsIn(page, '#usage table tbody td:not(:last-child) data')
  const totals = await amountsIn(page, '#usage table tbody td:last-child data')
  expect(sum(parts)).toBe(sum(totals))
  await expect(page.locator('#usage figcaption')).toContainText(`${written(sum(totals))} tokens used`)
  await page.locator('#usage').getByRole('link', { name: 'Chart' }).click()
  await expect(page.locator('#usage figcaption')).toContainText(`${written(sum(totals))} tokens used`)
})

test('the picture of use is never empty, not for a frame, while the live chart takes the place of the plate', async ({
  page,
  context,
}) => {
  const person = await personWithUse()
  await signIn(context, person.email)
  await page.addInitScript(watchPicture)
  await page.goto(homeOf(person))
  await page.locator('#usage').scrollIntoViewIfNeeded()
  await expect(page.locator('#usage .recharts-rectangle').first()).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.dataset.emptyFrames)).toBe('0')
})

test('the plate stays when the live chart cannot be loaded', async ({ page, context }) => {
  const person = await personWithUse()
  await signIn(context, person.email)
  await page.setViewportSize({ width: 360, height: 300 })
  await page.goto(homeOf(person))
  await page.route('**/_next/static/chunks/**', (route) => route.abort())
  const failed = page.waitForEvent('requestfailed', (request) => request.url().includes('/_next/static/chunks/'))
  await page.locator('#usage').scrollIntoViewIfNeeded()
  await failed
  await expect(page.locator('#usage [role=img] svg rect').filter({ visible: true }).first()).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('At your recent pace')
})

/** Runs in the page: counts the frames in which the plot shows neither the plate's bars nor the live chart's. */
function watchPicture(): void {
  let empty = 0
  const look = () => {
    const plot = document.querySelector('#usage [role=img]')
    const bars = plot?.querySelectorAll('svg:not(.recharts-surface) > rect, .recharts-rectangle') ?? []
    if (plot && ![...bars].some((bar) => getComputedStyle(bar).visibility === 'visible')) empty++
    document.documentElement.dataset.emptyFrames = `${empty}`
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}
