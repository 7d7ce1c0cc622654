import type { Page } from '@playwright/test'
import { accountKey } from '@/lib/testing/api-call'
import type { TestPerson } from '@/lib/testing/people'
import { changeProfile } from '@/lib/usecases/access/change-profile'
import { boughtBy, sayWhoBuys } from '../buying'
import { addMember, expect, homeOf, house, signIn, test } from '../fixtures'
import { runJob, saveCardOf, topUp } from '../topping-up'
import { reportUse } from '../usage'

const OFF = 'Auto top-up is off. It stays off until you turn it on.'
const RULE =
  'When fewer than 20,000 tokens are left, buy 25,000 tokens for €10.00 + VAT, at most 2 times a month (€30.00).'
const answer = (page: Page) => page.locator('main h1')
const pageOf = (person: TestPerson) => `${homeOf(person)}/top-up`

async function write(page: Page, { below = '20,000', unit = 'tokens', ceiling = '30' } = {}): Promise<void> {
  await page.locator('#below').fill(below)
  await page.locator('#unit').selectOption(unit)
  await page.locator('#pack').selectOption('small')
  await page.locator('#ceiling').fill(ceiling)
}

async function spend(page: Page, { accountId }: TestPerson, tokens: number): Promise<void> {
  const key = await accountKey(house, accountId)
  await reportUse(page.request, key, { action: 'chat', quantities: { input: `${tokens * 10}` } })
}

test('a customer switches it on, it buys by itself, and its ceiling stops it', async ({ page, owner }) => {
  await sayWhoBuys(owner)
  await page.goto(pageOf(owner))
  await expect(answer(page)).toHaveText(OFF)
  await page.getByRole('button', { name: 'Review' }).click()
  const errors = page.locator('main [role=alert]')
  await expect(errors.getByRole('link')).toHaveCount(4)
  await write(page, { ceiling: '9' })
  await expect(page.locator('#rule output')).toContainText('When fewer than 20,000 tokens are left, buy 25,000 tokens')
  await page.getByRole('button', { name: 'Review' }).click()
  await expect(errors).toContainText('One purchase costs more than this with its tax.')
  await expect(page.locator('#below')).toHaveValue('20,000')
  await expect(page.locator('#ceiling')).toHaveValue('9')
  await page.locator('#ceiling').fill('30')
  await page.getByRole('button', { name: 'Review' }).click()
  await expect(page.locator('#review')).toContainText(RULE)
  await page.locator('#review').getByRole('button', { name: 'Save a card' }).click()
  await page.waitForURL(/\/sandbox\/checkout\//)
  await page.getByLabel('Succeeds', { exact: true }).check()
  await page.getByRole('button', { name: 'Save this card' }).click()
  await expect(page.getByText('The card is saved.')).toBeVisible()
  await expect(page.getByText(/4242 · expires/)).toBeVisible()
  await page.getByRole('button', { name: 'Turn on auto top-up' }).click()
  await expect(page.getByText('Auto top-up is on.').first()).toBeVisible()

  await runJob()
  await page.goto(pageOf(owner))
  await expect(answer(page)).toHaveText('Auto top-up is on.')
  await expect(page.getByText('Spent this month: €12.00 of €30.00.')).toBeVisible()
  await expect(page.locator('header').getByText('35,000').first()).toBeVisible()
  await spend(page, owner, 25_000)
  await runJob()
  await spend(page, owner, 25_000)
  await runJob()
  await page.reload()
  await expect(answer(page)).toHaveText('Auto top-up cannot buy.')
  await expect(page.getByText('It would need €12.00, and €6.00 of €30.00 are left this month.')).toBeVisible()
  expect(await boughtBy(owner)).toEqual({ states: ['done', 'done'], grants: 2 })
})

test('turning it off is one click, and so is the undo', async ({ page, owner }) => {
  await topUp(owner, { below: '1' })
  await page.goto(pageOf(owner))
  await expect(answer(page)).toHaveText('Auto top-up is on.')
  await page.getByRole('button', { name: 'Turn off' }).click()
  await expect(answer(page)).toHaveText(OFF)
  await page.getByRole('button', { name: 'Undo: turn it on again' }).click()
  await expect(answer(page)).toHaveText('Auto top-up is on.')
  await page.goto(`${homeOf(owner)}/buy`)
  await page.goto(pageOf(owner))
  await expect(page.getByText('Auto top-up is turned off.')).toHaveCount(0)
})

test('two declines pause it, it is told, and only its own switch goes on', async ({ page, owner }) => {
  await topUp(owner, {}, 'saved-then-declined')
  await runJob()
  await page.goto(pageOf(owner))
  await expect(answer(page)).toHaveText(/^Auto top-up waits until /)
  await runJob(7)
  await page.reload()
  await expect(answer(page)).toHaveText('Auto top-up is paused: the card was declined.')
  await saveCardOf(owner)
  await runJob(20)
  expect(await boughtBy(owner)).toEqual({ states: ['failed', 'failed'], grants: 0 })
  await page.reload()
  await page.getByRole('button', { name: 'Turn on again' }).click()
  await expect(page.getByText('Auto top-up is on.').first()).toBeVisible()
  await runJob()
  expect((await boughtBy(owner)).grants).toBe(1)
})

test('the keyboard alone sets it within 30 presses', async ({ page, owner }) => {
  await sayWhoBuys(owner)
  await saveCardOf(owner)
  await page.goto(pageOf(owner))
  let presses = 0
  const press = async (key: string) => {
    presses++
    await page.keyboard.press(key)
  }
  const reach = async (isThere: () => Promise<boolean>) => {
    for (let i = 0; i < 20 && !(await isThere()); i++) await press('Tab')
    expect(await isThere()).toBe(true)
  }
  const has = (id: string) => () => page.evaluate((wanted) => document.activeElement?.id === wanted, id)
  const says = (text: string) => () => page.evaluate((wanted) => document.activeElement?.textContent === wanted, text)
  await press('Tab')
  await press('Enter')
  await reach(has('below'))
  await page.keyboard.type('3')
  await press('Tab')
  await press('d')
  await press('Tab')
  await press('2')
  await press('Tab')
  await page.keyboard.type('30')
  await press('Enter')
  await expect(page.locator('#review')).toBeVisible()
  await press('Tab')
  await press('Enter')
  await reach(says('Turn on auto top-up'))
  await press('Enter')
  await expect(page.getByText('Auto top-up is on.').first()).toBeVisible()
  expect(presses).toBeLessThanOrEqual(30)
})

test('who may not set it sees how it stands and who can', async ({ page, owner, context }) => {
  await topUp(owner, { below: '1' })
  const viewer = await addMember(owner, 'viewer')
  await context.clearCookies()
  await signIn(context, viewer.email)
  await page.goto(pageOf(owner))
  await expect(answer(page)).toHaveText('Auto top-up is on.')
  await expect(page.getByText(/^Only owners and billing managers can set auto top-up\. Ask/)).toBeVisible()
  await expect(page.locator('main').getByRole('button')).toHaveCount(0)
})

test.describe('in French', () => {
  test.use({ locale: 'fr-FR' })
  test('it speaks French and fits the page', async ({ page, owner }) => {
    await changeProfile(owner.caller, { name: 'Ada', language: 'fr' }, house)
    await sayWhoBuys(owner)
    await saveCardOf(owner)
    await page.goto(pageOf(owner))
    await write(page, { below: '20 000', ceiling: '30,50' })
    await page.getByRole('button', { name: 'Vérifier' }).click()
    await expect(page.locator('#review')).toContainText(
      /S’il\sreste\smoins\sde\s20\s000\sjetons,\sacheter\s25\s000\sjetons\spour\s10,00\s€\s\+\sTVA,\sau\splus\s2\sfois\spar\smois\s\(30,50\s€\)\./,
    )
    const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(excess).toBeLessThanOrEqual(0)
    await page.getByRole('button', { name: 'Activer la recharge automatique' }).click()
    await expect(page.getByText('La recharge automatique est activée.').first()).toBeVisible()
  })
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })
  test('it is set and turned off', async ({ page, owner }) => {
    await sayWhoBuys(owner)
    await saveCardOf(owner)
    await page.goto(pageOf(owner))
    await write(page)
    await page.getByRole('button', { name: 'Review' }).click()
    await expect(page.locator('#review')).toContainText(RULE)
    await page.getByRole('button', { name: 'Turn on auto top-up' }).click()
    await page.getByRole('button', { name: 'Turn off' }).click()
    await expect(answer(page)).toHaveText(OFF)
  })
})
