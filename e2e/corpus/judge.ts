import { ProblemAnswer } from '@/lib/web/problem'
import { PROBLEM_KINDS, type ProblemName } from '@/lib/web/problem-kinds'
import { type Case, pointerOf } from './corpus'
import type { Exchanged, RawAnswer } from './raw-exchange'

const ANSWER_LIMIT_MS = 1000
/** What belongs to our inside: stacks, files, statements, the names of what we are made of. */
const INSIDE =
  /\bat \w+ \(|node_modules|\/(?:work|root|home|var|srv|usr)\/|\.tsx?\b|SELECT |INSERT |UPDATE |prisma|postgres|zod/i

/** What is wrong with the answer, in words; empty when it is as the row wants it. */
export function judge(one: Case, { answers, isClosed, milliseconds }: Exchanged): string[] {
  const { expect } = one.row
  const [answer] = answers
  if (!answer) return ['no answer']
  const status = statusOf(one, answer)
  return [
    ...(status === expect.status ? [] : [`status ${status}, not ${expect.status}: ${answer.body.slice(0, 300)}`]),
    ...(milliseconds < ANSWER_LIMIT_MS ? [] : [`took ${Math.round(milliseconds)} ms`]),
    ...(isClosed ? [] : ['the connection stayed open']),
    ...(INSIDE.test(answer.body) ? [`tells of our inside: ${answer.body}`] : []),
    ...answers.slice(1).flatMap((more) => (more.status === 400 ? [] : [`a further answer ${more.status}`])),
    ...headerFaults(one, answer),
    ...(one.row.method === 'HEAD' ? [] : bodyFaults(one, answer)),
  ]
}

/** What is wrong with the answer to anything at all: a fault of ours, or none. */
export function judgeAny({ answers: [answer], isClosed }: Exchanged): string[] {
  if (!answer || !isClosed) return ['no answer']
  const body = parse(answer.body)
  const statuses = [answer.status, ...(body?.results ?? []).map((result) => result?.status ?? 0)]
  const isProblem = answer.headers.get('content-type') === 'application/problem+json'
  return [
    ...statuses.flatMap((status) => (status === 200 || (status >= 400 && status < 500) ? [] : [`status ${status}`])),
    ...(body && isProblem === answer.status > 200 ? [] : ['no JSON, or no problem']),
    ...(INSIDE.test(answer.body) ? [`tells of our inside: ${answer.body}`] : []),
  ]
}

/** Of the event itself where it came alone in a batch. */
function statusOf({ good }: Case, answer: RawAnswer): number {
  const [result] = good.isBatch && answer.status === 200 ? (parse(answer.body)?.results ?? []) : []
  return result?.status ?? answer.status
}

function headerFaults({ row: { expect } }: Case, { headers }: RawAnswer): string[] {
  return Object.entries(expect.headers).flatMap(([name, pattern]) => {
    const value = headers.get(name)
    return value !== undefined && new RegExp(`^(?:${pattern})$`).test(value)
      ? []
      : [`${name} is ${value}, not ${pattern}`]
  })
}

function bodyFaults(one: Case, answer: RawAnswer): string[] {
  const { expect } = one.row
  const whole = parse(answer.body)
  if (!whole) return [`no JSON: ${answer.body.slice(0, 300)}`]
  const isAlone = one.good.isBatch && answer.status === 200 && whole.results?.length === 1
  const body = isAlone ? (whole.results?.[0]?.problem ?? whole.results?.[0]) : whole
  return [
    ...(expect.problem === undefined ? [] : problemFaults(expect.problem, { ...answer, isAlone }, body)),
    ...lacks(expect.answer, body, ''),
    ...Object.entries(expect.faults).flatMap(([field, code]) => {
      const pointer = pointerOf(one.good, field)
      // Into the list, where its text as a whole could not be read.
      const wanted = [`${pointer} ${code}`, ...(one.good.isBatch && !isAlone ? [`/0${pointer} ${code}`] : [])]
      const found = (body as Body).errors?.map((fault) => `${fault.pointer} ${fault.code}`) ?? []
      return found.some((fault) => wanted.includes(fault)) ? [] : [`no fault ${wanted[0]}, but: ${found.join(', ')}`]
    }),
  ]
}

/** The members of RFC 9457, as every problem of ours has them. */
function problemFaults(kind: string, { headers, isAlone }: RawAnswer & { isAlone: boolean }, body: unknown): string[] {
  const parsed = ProblemAnswer.safeParse(body)
  if (!parsed.success) return [`no problem document: ${JSON.stringify(body).slice(0, 300)}`]
  const { type, title, status, detail, instance, errors = [] } = parsed.data
  const known = PROBLEM_KINDS[kind as ProblemName]
  const media = headers.get('content-type')
  return [
    ...(isAlone || media === 'application/problem+json' ? [] : [`content type ${media}`]),
    ...(type === `/api/v1/problems/${kind}` ? [] : [`type ${type}, not ${kind}`]),
    ...(title === known.title && status === known.status ? [] : [`"${title}" ${status} is not the kind's`]),
    ...(instance === `urn:uuid:${headers.get('x-request-id')}` ? [] : [`instance ${instance}`]),
    ...[detail, ...errors.map((fault) => fault.detail)].flatMap((text) =>
      /^[A-Z].{8,}\.$/s.test(text) ? [] : [`says only "${text}"`],
    ),
  ]
}

type Body = { errors?: { pointer: string; code: string }[] }
type Whole = Record<string, unknown> & { results?: ({ status: number; problem?: object } | undefined)[] }

function parse(text: string): Whole | null {
  try {
    return JSON.parse(text) as Whole
  } catch {
    return null
  }
}

/** Members that are wanted and missing or other; a text between slashes is a pattern. */
function lacks(wanted: unknown, found: unknown, at: string): string[] {
  if (typeof wanted === 'string' && /^\/.+\/$/.test(wanted))
    return new RegExp(wanted.slice(1, -1)).test(`${found}`) ? [] : [`${at} is ${found}, not ${wanted}`]
  if (typeof wanted !== 'object' || wanted === null) return found === wanted ? [] : [`${at} is ${found}, not ${wanted}`]
  if (typeof found !== 'object' || found === null) return [`${at} is ${found}`]
  return Object.entries(wanted).flatMap(([name, value]) =>
    lacks(value, (found as Record<string, unknown>)[name], `${at}/${name}`),
  )
}
