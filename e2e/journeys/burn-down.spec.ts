import type { Page } from '@playwright/test'
import { personWithUse } from '../accounts'
import { amountsIn } from '../figures'
import { expect, homeOf, signIn, test } from '../fixtures'
import { shareOfPixelsThatDiffer } from '../pixels'

const LIVE = '#burn-down .recharts-surface'

/** Opens the home page of somebody with nine days of use. */
async function openHome(page: Page, query = ''): Promise<void> {
  const person = await personWithUse()
  await signIn(page.context(), person.email)
  await page.goto(homeOf(person) + query)
}

async function showLive(page: Page): Promise<void> {
  await page.locator('#burn-down').scrollIntoViewIfNeeded()
  await expect(page.locator(LIVE)).toBeVisible()
}

test('the live chart shows what the plate shows: less than one in fifty pixels differs', async ({ page }) => {
  await openHome(page)
  await showLive(page)
  const plot = page.locator('#burn-down [data-plot]')
  const live = await plot.screenshot()
  await setVisibility(page, '.recharts-wrapper', 'hidden')
  const bare = await plot.screenshot()
  await setVisibility(page, '[data-plate]', 'visible')
  const plate = await plot.screenshot()
  const differing = await shareOfPixelsThatDiffer(page, live, plate)
  expect(differing).toBeLessThan(0.02)
  // Thin curves are few pixels: of these too most are the same.
  expect(differing).toBeLessThan((await shareOfPixelsThatDiffer(page, bare, plate)) / 4)
})

test('nothing moves, and the picture is never empty, while the live chart takes the place of the plate', async ({
  page,
}) => {
  await page.addInitScript(watchPicture)
  // On a slow machine a page is drawn in pieces as it arrives.
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  await openHome(page)
  await showLive(page)
  const seen = await page.evaluate(() => ({ ...document.documentElement.dataset }))
  expect(seen.emptyFrames).toBe('0')
  expect(Number(seen.layoutShift)).toBeLessThanOrEqual(0.02)
})

test('with the keyboard the slider reads each day, to eyes and ears the same', async ({ page }) => {
  await openHome(page)
  const slider = page.locator('#burn-down').getByLabel('Day to read')
  await expect(slider).toHaveAttribute('aria-valuetext', /^Now: [\d,.]+ left\.$/)
  const said = new Set<string>()
  for (const key of ['Home', 'ArrowRight', 'ArrowRight', 'End', 'ArrowLeft']) {
    await slider.press(key)
    const words = (await slider.getAttribute('aria-valuetext')) ?? ''
    await expect(page.locator('#burn-down p').filter({ hasText: words }).first()).toBeVisible()
    said.add(words)
  }
  expect(said.size).toBe(5)
  expect([...said].filter((words) => words.includes('about')).length, 'days to come').toBe(2)
})

test('pointing at a place reads the day there', async ({ page }) => {
  await openHome(page)
  const plot = page.locator('#burn-down [data-plot]')
  await plot.scrollIntoViewIfNeeded()
  const box = await plot.boundingBox()
  if (!box) throw new Error('The plot has no size.')
  await page.mouse.move(box.x + 1, box.y + box.height / 2)
  await expect(
    page
      .locator('#burn-down')
      .getByText(/^End of .* left\.|^\d.* left\./)
      .first(),
  ).toBeVisible()
  await page.mouse.move(box.x + box.width - 1, box.y + box.height / 2)
  await expect(
    page
      .locator('#burn-down')
      .getByText(/^End of .*about /)
      .first(),
  ).toBeVisible()
})

test('the table says what the picture says: how each day ended, what is left now, what is expected', async ({
  page,
}) => {
  await openHome(page, '?view=table')
  const [available] = await amountsIn(page, '#answer ~ p data:first-of-type')
  const recorded = await amountsIn(page, '#burn-down table tbody data')
  expect(recorded.at(-1)).toBe(available)
  // Nine days of use and one grant of 25,000 on the first of them: from then on it only falls.
  expect(recorded.slice(-9)).toEqual([...recorded.slice(-9)].sort((a, b) => (a < b ? 1 : -1)))
  const expected = page.locator('#burn-down table tbody tr').filter({ hasText: 'about' })
  expect(await expected.count()).toBeGreaterThan(7)
})

test('a pace is asked for with the slider, and kept in the address', async ({ page }) => {
  await openHome(page)
  const slider = page.getByRole('slider', { name: 'If I use' })
  await slider.focus()
  await slider.press('End')
  await expect(page).toHaveURL(/\?pace=4$/)
  await expect(page.getByText('If you used 4 times as much as lately:')).toBeVisible()
  await expect(slider).toBeFocused()
  await page.getByRole('link', { name: 'Back to your recent pace' }).click()
  await expect(page.getByText('times as much as lately')).toHaveCount(0)
})

test('a pace that there is none of is ignored, and the page says so', async ({ page }) => {
  for (const pace of ['9', 'fast', '1&pace=2']) {
    await openHome(page, `?pace=${pace}`)
    await expect(page.getByText('The pace in this link was not understood')).toBeVisible()
  }
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('the plate is there, and each pace is a link that changes answer and picture', async ({ page }) => {
    await openHome(page)
    const curve = page.locator('#burn-down [data-plate] path').last()
    const answer = page.getByRole('heading', { level: 1 })
    const before = { curve: await curve.getAttribute('d'), answer: await answer.innerText() }
    await page.getByRole('link', { name: '4 times as much' }).click()
    await expect(page).toHaveURL(/\?pace=4$/)
    await expect(page.getByText('If you used 4 times as much as lately:')).toBeInViewport({ ratio: 1 })
    expect(await answer.innerText()).not.toBe(before.answer)
    expect(await curve.getAttribute('d')).not.toBe(before.curve)
    await page.getByRole('link', { name: 'Back to your recent pace' }).click()
    await expect(answer).toHaveText(before.answer)
  })
})

async function setVisibility(page: Page, part: string, visibility: 'visible' | 'hidden'): Promise<void> {
  const change = (element: HTMLElement, value: string) => element.style.setProperty('visibility', value)
  await page.locator(`#burn-down ${part}`).evaluate(change, visibility)
}

/** Runs in the page: counts the frames in which the plot shows no curve, and sums what moved without anybody's doing. */
function watchPicture(): void {
  let [empty, shift] = [0, 0]
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[])
      if (!entry.hadRecentInput) shift += entry.value
  }).observe({ type: 'layout-shift', buffered: true })
  const look = () => {
    const plot = document.querySelector('#burn-down [data-plot]')
    const curves = plot?.querySelectorAll('[data-plate] path, .recharts-curve') ?? []
    // What follows it is there, so it has arrived whole.
    if (plot?.nextElementSibling && ![...curves].some((curve) => getComputedStyle(curve).visibility === 'visible'))
      empty++
    Object.assign(document.documentElement.dataset, { emptyFrames: `${empty}`, layoutShift: `${shift}` })
    requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}
