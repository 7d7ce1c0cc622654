import { recordCloudEventBatch, recordUsageBatch } from '@/lib/usecases/metering/record-usage-batch'
import { apiRoute, writing } from '@/lib/web/api-route'
import { batchToAnswer } from '@/lib/web/batch-answer'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: writing(
    { 'application/json': recordUsageBatch, 'application/cloudevents-batch+json': recordCloudEventBatch },
    batchToAnswer,
  ),
})
