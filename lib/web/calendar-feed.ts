import 'server-only'
import { randomUUID } from 'node:crypto'
import { chooseLocale } from '@/lib/domain/format/locales'
import { Refusal } from '@/lib/domain/refusals'
import { readCalendarFeed } from '@/lib/usecases/forecast/read-calendar-feed'
import { problemAnswer } from './api-route'
import { CALENDAR_FIELDS, calendarFile } from './calendar-file'
import { networkAddress } from './network-address'
import { SecretGate } from './rate-limit'

const ENDING = '.ics'
const SECRET_MAX = 128

// On globalThis because a bundler may load this module more than once.
const shared = globalThis as { comptoirFeeds?: SecretGate }

function gateOfFeeds(): SecretGate {
  shared.comptoirFeeds ??= new SecretGate()
  return shared.comptoirFeeds
}

/**
 * The calendar behind a private address, `<secret>.ics`, without money: such addresses are passed on. Whatever opens nothing is
 * answered "not found" in the same words, and "too many" from an address that brought too many of them.
 */
export async function answerCalendarFeed(name: string, headers: Headers): Promise<Response> {
  const secret = name.endsWith(ENDING) ? name.slice(0, -ENDING.length).slice(0, SECRET_MAX) : ''
  try {
    const { schedule, language } = await open(secret, networkAddress(headers))
    const locale = chooseLocale(language, headers.get('accept-language'))
    return new Response(await calendarFile(schedule, { locale, withMoney: false }), { headers: CALENDAR_FIELDS })
  } catch (error) {
    const { body, ...init } = problemAnswer(error, randomUUID())
    return new Response(body, init)
  }
}

async function open(secret: string, address: string) {
  const [gate, mark] = [gateOfFeeds(), secret.slice(-12)]
  const waitSeconds = gate.waitSeconds(address, mark)
  if (waitSeconds > 0) throw tooManyFailures(waitSeconds)
  try {
    const feed = await readCalendarFeed({ kind: 'visitor', address }, { secret })
    gate.wasGood(mark)
    return feed
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'not-found') gate.wasWrong(address, mark)
    throw error
  }
}

function tooManyFailures(seconds: number): Refusal {
  return new Refusal('too-many-requests', {
    detail: `Too many requests for calendars that are not there came from this address. Try again in ${seconds} s.`,
    retryAfterSeconds: seconds,
  })
}
