import { recordCloudEventBatch, recordUsageBatch } from '@/lib/usecases/metering/record-usage-batch'
import { apiRoute, writing } from '../api-route'
import { batchToAnswer } from '../batch-answer'

export const usageBatchRoute = apiRoute({
  POST: writing(
    { 'application/json': recordUsageBatch, 'application/cloudevents-batch+json': recordCloudEventBatch },
    batchToAnswer,
  ),
})
