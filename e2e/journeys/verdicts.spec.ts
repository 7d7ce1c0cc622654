import { test as base, type Page } from '@playwright/test'
import { VERDICTS, type VerdictKind } from '@/lib/domain/forecast/verdict-model'
import { accountKey } from '@/lib/testing/api-call'
import { changeProfile } from '@/lib/usecases/access/change-profile'
import { expect, homeOf, house, signIn, test } from '../fixtures'
import { bearer } from '../usage'
import { PEOPLE } from '../verdict-accounts'

/** The browser asks for American English: "Thursday, December 17", "Dec 17". */
const DAY = String.raw`(\w+, )?\w+\s\d{1,2}`
const JOUR = String.raw`(\p{L}+ )?\d{1,2}(er)?\s\p{L}+`

/** What the h1 says in each verdict, in both languages, and the words beside the balance. */
const SAID: Readonly<Record<VerdictKind, { en: string; fr: string; pill: string }>> = {
  covered: {
    en: `^Your tokens last past the next addition on ${DAY}\\.$`,
    fr: `^Vos jetons suffisent jusqu’au prochain ajout, le ${JOUR}\\.$`,
    pill: `^past ${DAY}$`,
  },
  tight: {
    en: `^Your tokens (should last until about ${DAY}, but could run out as early as ${DAY}|could run out as early as ${DAY}, or last .+)\\.$`,
    fr: `^Vos jetons (devraient durer jusqu’au ${JOUR} environ, mais pourraient s’épuiser dès le ${JOUR}|pourraient s’épuiser dès le ${JOUR}, ou durer .+)\\.$`,
    pill: `^to ${DAY}|about ${DAY}`,
  },
  short: {
    en: `^At your recent pace, tokens run out (about|between) ${DAY}`,
    fr: `^À votre rythme récent, vos jetons s’épuiseront (vers|entre) le ${JOUR}`,
    pill: `^to ${DAY}|about ${DAY}`,
  },
  'top-up': {
    en: `^Auto top-up will add 25,000 tokens around ${DAY}, for €12\\.00\\.$`,
    fr: `^La recharge automatique ajoutera 25\\s000 jetons vers le ${JOUR}, pour 12,00\\s€\\.$`,
    pill: `^auto top-up ${DAY}$`,
  },
  out: {
    en: '^You are out of tokens\\.$',
    fr: '^Vous n’avez plus de jetons\\.$',
    pill: '^out of tokens$',
  },
  throttled: {
    en: `^Daily limit reached: 800 of 800 tokens used\\. Requests are refused until ${DAY} at \\d{1,2}:\\d\\d\\s[AP]M \\(Paris\\)\\.$`,
    fr: `^Limite quotidienne atteinte \\(utilisation\\s: 800 sur 800 jetons\\)\\. Les requêtes sont refusées jusqu’au ${JOUR} à \\d\\d:\\d\\d \\(Paris\\)\\.$`,
    pill: '^limit reached$',
  },
  wasting: {
    en: `^About [\\d,]+ tokens will expire unused on ${DAY}\\.$`,
    fr: `^Environ [\\d\\s]+ jetons expireront sans être utilisés le ${JOUR}\\.$`,
    pill: `^some expire ${DAY}$`,
  },
  learning: {
    en: '^You have 10,000 tokens\\. Make a first call to see them at work\\.$',
    fr: '^Vous disposez de 10\\s000 jetons\\. Faites un premier appel pour les voir à l’œuvre\\.$',
    pill: '^not used yet$',
  },
  idle: {
    en: `^No tokens used since ${DAY}, \\d{4}\\. Nothing is being spent\\.$`,
    fr: `^Aucun jeton utilisé depuis le ${JOUR} \\d{4}\\. Rien n’est débité\\.$`,
    pill: '^not in use$',
  },
}

for (const kind of VERDICTS) {
  const { en, fr, pill } = SAID[kind]
  test(`${kind}: the page's answer, the words beside the balance and the API are one, in both languages`, async ({
    page,
    context,
  }) => {
    const person = await PEOPLE[kind](page.request)
    await signIn(context, person.email)
    await page.goto(homeOf(person))
    const answer = page.getByRole('heading', { level: 1 })
    await expect(answer).toHaveText(new RegExp(en))
    await expect(answer).toBeInViewport({ ratio: 1 })
    const sentence = (await answer.innerText()).trim()
    await expect(page.getByRole('banner').getByRole('link', { name: sentence })).toBeVisible()
    const short = page.getByRole('banner').locator('a [aria-hidden] > span:last-child')
    if (await short.isVisible()) expect((await short.innerText()).replace(/^\s*·\s*/, '')).toMatch(new RegExp(pill))
    await attachPicture(page, `${kind}, English`)

    const key = await accountKey(house, person.accountId)
    const told = await page.request.get('/api/v1/forecast', { headers: { ...bearer(key), 'accept-language': 'en-US' } })
    expect(await told.json()).toMatchObject({ verdict: { kind, sentence } })

    await changeProfile(person.caller, { name: 'Camille', language: 'fr' }, house)
    await page.reload()
    await expect(answer).toHaveText(new RegExp(fr, 'u'))
    await expect(answer).toBeInViewport({ ratio: 1 })
    await attachPicture(page, `${kind}, French`)
  })
}

/** For people to look at: the report keeps it, and no pixel is compared, since fonts are drawn differently elsewhere. */
async function attachPicture(page: Page, name: string): Promise<void> {
  await base.info().attach(name, { body: await page.screenshot(), contentType: 'image/png' })
}
