import type { Page } from '@playwright/test'
import { changeProfile } from '@/lib/usecases/access/change-profile'
import { chooseCard, sayWhoBuys } from '../buying'
import { addMember, expect, homeOf, house, signIn, test } from '../fixtures'
import { putOn, twoPlans } from '../plans'

const answer = (page: Page) => page.locator('main h1')
const status = (page: Page) => page.locator('main [role=status]').first()

test('a downgrade and an end take two steps each, cost nothing, and one click takes them back', async ({
  page,
  owner,
}) => {
  const { small, large } = await twoPlans()
  await putOn(owner, large.key)
  await page.goto(`${homeOf(owner)}/plan`)
  await expect(answer(page)).toHaveText(`You are on the plan ${large.name}.`)
  await page.getByRole('link', { name: `Downgrade to ${small.name}` }).click()
  await expect(page.getByText('No tokens are lost by this change.')).toBeVisible()
  await page.getByRole('button', { name: `Downgrade to ${small.name}` }).click()
  await expect(status(page)).toContainText('Noted.')
  await page.getByRole('button', { name: `Keep ${large.name}` }).click()
  await expect(status(page)).toContainText('Taken back.')
  await page.getByRole('link', { name: `Cancel ${large.name}` }).click()
  await page.getByRole('button', { name: `Cancel ${large.name}` }).click()
  await expect(status(page)).toContainText('Canceled.')
  await page.getByText('Would you tell us why?').click()
  await page.getByLabel('What made you cancel?').selectOption('other')
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByText('Thank you. It was passed on.')).toBeVisible()
  await page.getByRole('button', { name: `Keep ${large.name}` }).click()
  await expect(status(page)).toContainText('Taken back.')
  await expect(answer(page)).toHaveText(`You are on the plan ${large.name}.`)
})

test('an upgrade says what it costs, is paid, and is there', async ({ page, owner }) => {
  const { small, large } = await twoPlans()
  await putOn(owner, small.key)
  await page.goto(`${homeOf(owner)}/plan`)
  await page.getByRole('link', { name: `Upgrade to ${large.name}` }).click()
  await page.getByLabel('Name or company').fill('Ada')
  await page.getByLabel('Address').fill('1 rue du Test, Paris')
  await page.getByLabel('Country').selectOption('FR')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('VAT 20% (France)')).toBeVisible()
  // The period has just begun: 30.00 more for nearly all of it.
  await page.getByRole('button', { name: /^Pay €3[56]\.\d\d$/ }).click()
  await page.waitForURL(/\/sandbox\/checkout\//)
  await chooseCard(page, 'Succeeds')
  await expect(answer(page)).toHaveText(/added\.$/)
  await page.goto(`${homeOf(owner)}/plan`)
  await expect(answer(page)).toHaveText(`You are on the plan ${large.name}.`)
  await expect(page.getByRole('link', { name: `Downgrade to ${small.name}` })).toBeVisible()
})

test('the keyboard alone upgrades within 30 presses', async ({ page, owner }) => {
  const { small, large } = await twoPlans(0.001)
  await putOn(owner, small.key)
  await sayWhoBuys(owner)
  await page.goto(`${homeOf(owner)}/plan`)
  let presses = 0
  const press = async (key: string) => {
    presses++
    await page.keyboard.press(key)
  }
  const reach = async (name: RegExp) => {
    const isThere = () => page.evaluate(() => document.activeElement?.textContent ?? '')
    for (let i = 0; i < 25 && !name.test(await isThere()); i++) await press('Tab')
    expect(await isThere()).toMatch(name)
  }
  // The skip link leads past the frame.
  await press('Tab')
  await press('Enter')
  await reach(new RegExp(`Upgrade to ${large.name}$`))
  await press('Enter')
  await expect(answer(page)).toHaveText(`Upgrade to ${large.name}`)
  await reach(/^Pay €/)
  await press('Enter')
  await page.waitForURL(/\/sandbox\/checkout\//)
  expect(presses).toBeLessThanOrEqual(30)
})

test('who may not change the plan sees all plans and who can', async ({ page, owner, context }) => {
  const { small, large } = await twoPlans()
  await putOn(owner, small.key)
  const viewer = await addMember(owner, 'viewer')
  await context.clearCookies()
  await signIn(context, viewer.email)
  await page.goto(`${homeOf(owner)}/plan`)
  await expect(page.getByText(/^Only owners and billing managers can change the plan\. Ask/)).toBeVisible()
  await expect(page.getByText(large.name).filter({ visible: true })).toHaveCount(1)
  await expect(page.getByRole('link', { name: /^(Upgrade|Downgrade|Cancel)/ })).toHaveCount(0)
  await page.goto(`${homeOf(owner)}/plan/review?plan=${large.key}`)
  await expect(answer(page)).toHaveText(`You are on the plan ${small.name}.`)
})

test.describe('in French on a phone', () => {
  test.use({ locale: 'fr-FR', viewport: { width: 360, height: 740 } })
  test('the plans and the preview speak French and fit the page', async ({ page, owner }) => {
    const { small, large } = await twoPlans()
    await putOn(owner, large.key)
    await changeProfile(owner.caller, { name: 'Ada', language: 'fr' }, house)
    const excess = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    await page.goto(`${homeOf(owner)}/plan`)
    await expect(answer(page)).toHaveText(`Votre abonnement est ${large.name}.`)
    expect(await excess()).toBeLessThanOrEqual(0)
    await page.getByRole('link', { name: `Réduire : passer à ${small.name}` }).click()
    await expect(page.getByText('Ce changement ne fait perdre aucun jeton.')).toBeVisible()
    expect(await excess()).toBeLessThanOrEqual(0)
    await page.getByRole('button', { name: `Réduire : passer à ${small.name}` }).click()
    await expect(status(page)).toContainText('C’est noté.')
  })
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })
  test('a plan is canceled, and kept', async ({ page, owner }) => {
    const { large } = await twoPlans()
    await putOn(owner, large.key)
    await page.goto(`${homeOf(owner)}/plan/review?end=1`)
    await page.getByRole('button', { name: `Cancel ${large.name}` }).click()
    await expect(status(page)).toContainText('Canceled.')
    await page.getByRole('button', { name: `Keep ${large.name}` }).click()
    await expect(status(page)).toContainText('Taken back.')
  })
})
