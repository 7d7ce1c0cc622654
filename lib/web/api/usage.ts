import { adviceFields, usageToAnswer } from '@/lib/domain/metering/wire'
import { recordCloudEvent, recordUsage } from '@/lib/usecases/metering/record-usage'
import { apiRoute, writing } from '../api-route'

export const usageRoute = apiRoute({
  POST: writing(
    { 'application/json': recordUsage, 'application/cloudevents+json': recordCloudEvent },
    usageToAnswer,
    adviceFields,
  ),
})
