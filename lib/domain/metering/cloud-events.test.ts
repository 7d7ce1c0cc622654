import { CloudEvent, HTTP } from 'cloudevents'
import { describe, expect, test } from 'vitest'
import { CloudEventInput, pointerInCloudEvent } from './cloud-events'
import { UsageEventInput } from './inputs'

const ACCOUNT = '0192f1a4-7a31-7c55-9b1e-5c1f0b6c2a10'
const data = { action: 'chat', quantities: { input: 1240, output: '0.5' }, mode: 'report', tags: { model: 'large' } }
const event = {
  specversion: '1.0',
  type: 'comptoir.usage',
  id: 'e-1',
  source: '/inference',
  subject: ACCOUNT,
  time: '2026-11-24T09:30:00Z',
  data,
}

describe('a CloudEvent', () => {
  test('means the same as the plain event', () => {
    const { time: occurredAt, id, source } = event
    expect(CloudEventInput.parse(event)).toEqual(
      UsageEventInput.parse({ ...data, id, source, account: ACCOUNT, occurredAt }),
    )
  })

  test('is read as the official SDK writes it', () => {
    const message = HTTP.structured(new CloudEvent(event))
    const written: unknown = JSON.parse(message.body as string)
    expect(message.headers['content-type']).toMatch(/^application\/cloudevents\+json/)
    expect(CloudEventInput.parse(written)).toEqual(CloudEventInput.parse(event))
  })

  test('may carry extension attributes, which change nothing', () => {
    const traced = { ...event, traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', sampledrate: 3 }
    expect(CloudEventInput.parse(traced)).toEqual(CloudEventInput.parse(event))
  })

  test.each<[string, Record<string, unknown>, string]>([
    ['another version of CloudEvents', { specversion: '0.3' }, '/specversion'],
    ['another type', { type: 'com.example.order' }, '/type'],
    ['no source', { source: undefined }, '/source'],
    ['no time', { time: undefined }, '/time'],
    ['no data', { data: undefined }, '/data'],
    ['data in base64', { data_base64: 'e30=' }, '/data_base64'],
    ['data that is not JSON', { datacontenttype: 'text/xml' }, '/datacontenttype'],
    ['a subject that is no account', { subject: 'acme' }, '/subject'],
    ['an extension that is an object', { trace: {} }, '/trace'],
    ['a wrong quantity', { data: { ...data, quantities: { input: '-1' } } }, '/data/quantities/input'],
    ['an unknown field in the data', { data: { ...data, price: '0' } }, '/data'],
  ])('is not taken with %s', (_, overrides, pointer) => {
    const faults = CloudEventInput.safeParse({ ...event, ...overrides }).error?.issues ?? []
    expect(faults.map((fault) => `/${fault.path.join('/')}`)).toEqual([pointer])
  })

  test.each([
    ['/account', '/subject'],
    ['/occurredAt', '/time'],
    ['/id', '/id'],
    ['/action', '/data/action'],
    ['/quantities/input', '/data/quantities/input'],
  ])('has the field %s of the plain event at %s', (plain, pointer) => {
    expect(pointerInCloudEvent(plain)).toBe(pointer)
  })
})
