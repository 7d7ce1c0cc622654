import type { z } from 'zod'
import type { BalanceWire } from '@/lib/domain/ledger/wire'
import { CLOUD_EVENT_TYPE } from '@/lib/domain/metering/cloud-events'
import type { HoldAnswer } from '@/lib/domain/metering/hold-wire'
import type { UsageAnswerWire } from '@/lib/domain/metering/wire'
import type { ProblemWire } from './problem'

const ACCOUNT = '0192f1a4-7a31-7c55-9b1e-5c1f0b6c2a10'
const GRANT = '0192f1a4-7a35-7d02-8e0a-4a4f5d0f9b77'

export const eventExample = {
  id: 'req-8f2a-1',
  action: 'chat',
  quantities: { input: 1240, output: 960 },
  occurredAt: '2026-11-24T09:30:00Z',
  tags: { model: 'large' },
}

export const cloudEventExample = {
  specversion: '1.0',
  type: CLOUD_EVENT_TYPE,
  id: 'req-8f2a-1',
  source: '/inference/eu-1',
  subject: ACCOUNT,
  time: '2026-11-24T09:30:00Z',
  datacontenttype: 'application/json',
  data: { action: 'chat', quantities: { input: 1240, output: 960 } },
}

export const chargeExample: UsageAnswerWire = {
  charge: {
    id: '0193620f-5b4e-7a90-a7c1-2f7d4f1be201',
    account: ACCOUNT,
    eventId: 'req-8f2a-1',
    source: 'api',
    action: 'chat',
    status: 'charged',
    mode: 'admit',
    late: false,
    occurredAt: '2026-11-24T09:30:00Z',
    recordedAt: '2026-11-24T09:30:00.412507Z',
    tokens: '4.12',
    quantities: { input: '1240', output: '960' },
    tags: { model: 'large' },
    apiKey: '0192f1a5-0c8e-7b1f-9a53-6d0c8e7a4411',
    member: null,
    rateCardVersion: 1,
    arithmetic: {
      steps: [
        { quantityClass: 'input', units: '1240', price: '0.001', tokens: '1.24' },
        { quantityClass: 'output', units: '960', price: '0.003', tokens: '2.88' },
      ],
      sum: '4.12',
      roundedTo: '0.001',
      rounded: '4.12',
      minimum: '0',
    },
    paidFrom: [{ grant: GRANT, name: 'Welcome', tokens: '4.12' }],
    owed: '0',
    transaction: '2',
    reversedBy: null,
  },
  balance: { available: '9995.88', debt: '0' },
  delaySeconds: 0,
  limits: [],
  replayed: false,
}

export const holdRequestExample = {
  id: 'req-8f2a-2',
  action: 'chat',
  quantities: { input: 1240, output: 2000 },
  expiresInSeconds: 120,
}

export const holdExample: z.output<typeof HoldAnswer> = {
  hold: {
    id: '0193620f-7c11-7bb2-8d41-0f7d4f1be207',
    account: ACCOUNT,
    eventId: 'req-8f2a-2',
    source: 'api',
    action: 'chat',
    state: 'open',
    basis: 'quantities',
    tokens: '7.24',
    quantities: { input: '1240', output: '2000' },
    tags: {},
    apiKey: '0192f1a5-0c8e-7b1f-9a53-6d0c8e7a4411',
    member: null,
    rateCardVersion: 1,
    captured: '0',
    returned: '0',
    createdAt: '2026-11-24T09:30:00.412507Z',
    expiresAt: '2026-11-24T09:32:00.412507Z',
    resolvedAt: null,
    charge: null,
  },
  balance: { available: '9988.64', held: '7.24' },
  delaySeconds: 0,
  limits: [],
  replayed: false,
}

export const captureRequestExample = {
  quantities: { input: 1240, output: 960 },
  occurredAt: '2026-11-24T09:30:09Z',
}

export const quoteRequestExample = { action: 'chat', quantities: { input: 1240, output: 960 } }

export const balanceExample: BalanceWire = {
  account: ACCOUNT,
  status: 'active',
  available: '9995.88',
  held: '0',
  debt: '0',
  debtLimit: '0',
  asOf: '2026-11-24T09:30:01.000214Z',
  changesAt: '2026-12-23T22:00:00Z',
  version: '2',
  grants: [
    {
      id: GRANT,
      name: 'Welcome',
      source: 'promo',
      available: '9995.88',
      pending: '0',
      held: '0',
      amount: '10000',
      effectiveAt: '2026-11-23T22:00:00Z',
      expiresAt: '2026-12-23T22:00:00Z',
      actions: [],
    },
  ],
}

export const shortfallExample: ProblemWire = {
  action: 'chat',
  needed: '4.12',
  available: '1.5',
  shortfall: '2.62',
  nextAddition: null,
  type: '/api/v1/problems/insufficient-tokens',
  title: 'Not enough tokens',
  status: 402,
  detail:
    'This needs 4.12 tokens and 1.5 are left for chat. Nothing was charged. Add tokens and send the same event again.',
  instance: 'urn:uuid:5f0f6c0e-3d7c-4b8e-9d1b-0c1f6f1a2b3c',
}
