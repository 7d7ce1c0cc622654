import 'server-only'
import type { ZodOpenApiOperationObject } from 'zod-openapi'
import { ScheduleAnswer, type ScheduleWire } from '@/lib/domain/forecast/schedule-wire'
import { balanceExample } from './openapi-examples'
import { ANY_READ, accountQuery, answer, problems } from './openapi-parts'

const PLAN = '0192f1a4-9c02-7b3e-8d55-2f6a1b0c7e31'
const nothing = { tokens: null, lapses: null, costMinor: null, expected: false }

export const scheduleExample: ScheduleWire = {
  account: balanceExample.account,
  asOf: '2026-11-24T09:30:01.000214Z',
  timeZone: 'Europe/Paris',
  currency: 'EUR',
  events: [
    {
      ...nothing,
      id: `renewal:${PLAN}:3`,
      kind: 'renewal',
      at: '2026-11-30T23:00:00Z',
      name: 'Team plan',
      tokens: '500000',
    },
    {
      ...nothing,
      id: `money-charge:${PLAN}:3`,
      kind: 'money-charge',
      at: '2026-11-30T23:00:00Z',
      name: 'Team plan',
      costMinor: '4900',
    },
    {
      ...nothing,
      id: `expiry:${balanceExample.grants[0]?.id}`,
      kind: 'expiry',
      at: '2026-12-23T22:00:00Z',
      name: 'Welcome',
      tokens: '9995.88',
      lapses: '1200',
    },
  ],
}

export const getSchedule: ZodOpenApiOperationObject = {
  operationId: 'getSchedule',
  tags: ['Balance'],
  summary: 'Read what is to come',
  description:
    'One timeline of everything that is to come, soonest first: expiries, roll-overs, grants on their way, renewals and their price, plan and price changes, resets of limits, expected auto top-ups. Single dates for 400 days, renewals for 90, but the next one in any case; of a weekly or monthly limit each reset for 90 days, of a daily one the next, of an hourly one the next while it is in use. Needs the scope `balance:read`.',
  requestParams: { query: accountQuery },
  responses: {
    '200': answer('The timeline.', ScheduleAnswer, scheduleExample),
    ...problems([...ANY_READ, 'not-found', 'invalid-input']),
  },
}
