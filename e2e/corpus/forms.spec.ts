// Rows 51 to 65 of the corpus of bad input that only a served form shows; docs/bad-input.md says where the others are proven.
import type { APIRequestContext } from '@playwright/test'
import { boughtBy, sayWhoBuys } from '../buying'
import { expect, homeOf, house, signIn, signInAsStaff, siteAddress, test } from '../fixtures'

const NOTHING = { states: [], grants: 0 }
const QUICK_MILLIS = 2000

type Fields = Record<string, string>

/** What a browser without scripts would send of the form on the page that has this in it. */
async function formOn(request: APIRequestContext, address: string, holding: string): Promise<Fields> {
  const document = await (await request.get(address)).text()
  const form = [...document.matchAll(/<form.*?<\/form>/gs)].map(([text]) => text).find((text) => text.includes(holding))
  if (!form) throw new Error(`${address} has no form with ${holding}.`)
  const attribute = (tag: string, name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1]
  const inputs = [...form.matchAll(/<(?:input|textarea|select)[^>]*>/g)].map(([tag]) => tag)
  const named = inputs.map((tag) => [attribute(tag, 'name'), plain(attribute(tag, 'value') ?? '')] as const)
  return Object.fromEntries(named.filter((pair): pair is readonly [string, string] => pair[0] !== undefined))
}

function plain(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&lt;', '<').replaceAll('&amp;', '&')
}

function send(request: APIRequestContext, address: string, fields: Fields, origin: string | null = siteAddress()) {
  const headers: Record<string, string> = origin === null ? {} : { origin }
  return request.post(address, { multipart: fields, headers, maxRedirects: 0 })
}

const reviewOf = (owner: { accountId: string }) => `${homeOf(owner)}/buy/review?pack=small&tokens=`

test('55. a form from elsewhere, from nowhere, or that does not say from where changes nothing', async ({
  context,
  owner,
}) => {
  await sayWhoBuys(owner)
  const fields = await formOn(context.request, reviewOf(owner), 'formKey')
  for (const origin of ['https://evil.example', 'null', null]) {
    const answer = await send(context.request, reviewOf(owner), fields, origin)
    expect(answer.status(), `${origin}`).toBe(403)
  }
  expect(await boughtBy(owner)).toEqual(NOTHING)
  expect((await send(context.request, reviewOf(owner), fields)).status()).toBe(303)
  expect((await boughtBy(owner)).states).toEqual(['pending'])
})

test('56. a customer who sends a form of the staff’s changes nothing, wherever it is sent', async ({
  context,
  owner,
  otherBrowser,
}) => {
  const staff = await otherBrowser()
  await signInAsStaff(staff.context(), 'operator')
  const limits = `/admin/customers/${owner.accountId}/limits`
  const form = await formOn(staff.context().request, limits, 'quotaAmount')
  const reason = 'A customer would like that.'
  const filled = { ...form, quotaName: 'mine', quotaAmount: '9', quotaReasonEn: reason, quotaReasonFr: reason }
  await signIn(context, owner.email)
  expect((await send(context.request, limits, { ...filled, quotaReason: reason })).status()).toBe(404)
  await send(context.request, homeOf(owner), { ...filled, quotaReason: reason })
  expect(await house.db.quota.count({ where: { accountId: owner.accountId } })).toBe(0)
})

test('57. a form of an older build is not found, and the page says nothing of the inside', async ({
  context,
  owner,
}) => {
  await sayWhoBuys(owner)
  const fields = await formOn(context.request, reviewOf(owner), 'formKey')
  const older = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name.replace(/[0-9a-f]{40,}/, (id) => id.replace(/./g, '0')),
      value.replace(/"id":"[0-9a-f]{40,}"/, `"id":"${'0'.repeat(42)}"`),
    ]),
  )
  expect(older).not.toEqual(fields)
  const answer = await send(context.request, reviewOf(owner), older)
  expect([404, 409]).toContain(answer.status())
  expect(await answer.text()).not.toMatch(/node_modules|at \w+ \(/)
  expect(await boughtBy(owner)).toEqual(NOTHING)
})

test('58. too much, or what is no form, is refused quickly and without an error of ours', async ({
  context,
  owner,
}) => {
  await sayWhoBuys(owner)
  const fields = await formOn(context.request, reviewOf(owner), 'formKey')
  const many = Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`field${i}`, 'x']))
  const large = { ...fields, more: 'x'.repeat(300_000) }
  for (const body of [{ ...fields, ...many, shownCents: '1' }, large]) {
    const begun = performance.now()
    const answer = await send(context.request, reviewOf(owner), body)
    if (body === large) expect(answer.status()).toBe(413)
    else expect(answer.status()).toBeLessThan(500)
    expect(performance.now() - begun).toBeLessThan(QUICK_MILLIS)
  }
  expect(await boughtBy(owner)).toEqual(NOTHING)
})

test('62. whatever a name is made of, it is shown as text, or refused for its length', async ({ context, owner }) => {
  const names = ['<img src=x onerror=alert(1)>', '\u202Eevil', '👩‍👩‍👧‍👦 & Co']
  for (const name of names) {
    const fields = await formOn(context.request, reviewOf(owner), 'buyerName')
    const said = { ...fields, buyerName: name, address: '1 rue du Test, Paris', country: 'FR', vatId: '' }
    expect((await send(context.request, reviewOf(owner), said)).status()).toBe(200)
    const shown = await (await context.request.get(reviewOf(owner))).text()
    expect(shown).not.toContain('<img src=x')
  }
  const fields = await formOn(context.request, reviewOf(owner), 'buyerName')
  const before = await house.db.billingProfile.findUnique({ where: { accountId: owner.accountId } })
  await send(context.request, reviewOf(owner), { ...fields, buyerName: 'x'.repeat(10_000), country: 'FR', vatId: '' })
  expect(await house.db.billingProfile.findUnique({ where: { accountId: owner.accountId } })).toEqual(before)
})

test('65. a form sent after the session ended leads to the sign-in and back to what was chosen; nothing is ordered', async ({
  context,
  owner,
}) => {
  await sayWhoBuys(owner)
  const fields = await formOn(context.request, reviewOf(owner), 'formKey')
  await context.clearCookies()
  const answer = await send(context.request, reviewOf(owner), fields)
  expect(answer.status()).toBe(303)
  const target = new URL(answer.headers().location ?? '', siteAddress())
  expect(target.pathname).toBe('/sign-in')
  expect(target.searchParams.get('to')).toContain('/buy/review?pack=small')
  await signIn(context, owner.email)
  expect((await context.request.get(target.searchParams.get('to') ?? '')).status()).toBe(200)
  expect(await boughtBy(owner)).toEqual(NOTHING)
})
