import { z } from 'zod'
import { delaySeconds } from '@/lib/domain/metering/open-account'
import { AdviceWire, ChargeAnswer, chargeToAnswer } from '@/lib/domain/metering/wire'
import type { SettledUsage } from '@/lib/usecases/metering/operation-queue'
import { ProblemAnswer, toProblem } from './problem'

const place = {
  index: z.int().meta({ description: 'Place of the event in what you sent, from 0.' }),
  status: z.int().meta({ description: 'The status that this event would have got alone.' }),
}

export const BatchAnswer = z
  .object({
    results: z
      .array(
        z.union([
          z
            .object({
              ...place,
              ...ChargeAnswer.shape,
              delaySeconds: AdviceWire.shape.delaySeconds,
              replayed: z.boolean(),
            })
            .meta({ id: 'BatchCharge' }),
          z.object({ ...place, problem: ProblemAnswer }).meta({ id: 'BatchRefusal' }),
        ]),
      )
      .meta({ description: 'One answer for each event, in order.' }),
    charged: z.int().meta({ description: 'Events recorded now.' }),
    replayed: z.int().meta({ description: 'Events that were recorded before.' }),
    refused: z.int(),
  })
  .meta({ id: 'BatchAnswer' })

export type BatchAnswerWire = z.output<typeof BatchAnswer>

/** Each event's own answer, and counts that add up to the number of events. */
export function batchToAnswer(outcomes: readonly SettledUsage[], requestId: string): BatchAnswerWire {
  const results = outcomes.map((outcome, index) => {
    if (outcome.kind === 'charge') {
      const { charge, replayed, advice } = outcome
      return { index, status: 200, ...chargeToAnswer(charge), delaySeconds: delaySeconds(advice.delay), replayed }
    }
    const problem = toProblem(outcome.refusal, requestId)
    return { index, status: problem.status, problem }
  })
  const replayed = outcomes.filter((outcome) => outcome.kind === 'charge' && outcome.replayed).length
  const refused = outcomes.filter((outcome) => outcome.kind === 'refusal').length
  return { results, charged: outcomes.length - replayed - refused, replayed, refused }
}
