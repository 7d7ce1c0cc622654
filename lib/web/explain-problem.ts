import 'server-only'
import { notFound } from '@/lib/domain/refusals'
import type { Operation } from './api-route'
import { isProblemKind, PROBLEM_KINDS } from './problem-kinds'

/** What a problem's `type` leads to: the kind in words, and what to do about it. */
export const explainProblem: Operation = async ({ params }) => {
  const { kind } = (await params) as { kind?: string }
  if (kind === undefined || !isProblemKind(kind)) throw notFound('kind of problem')
  return { body: { type: `/api/v1/problems/${kind}`, ...PROBLEM_KINDS[kind] } }
}
