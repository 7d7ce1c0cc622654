import { usageToAnswer } from '@/lib/domain/metering/wire'
import { recordCloudEvent, recordUsage } from '@/lib/usecases/metering/record-usage'
import { apiRoute, writing } from '@/lib/web/api-route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: writing({ 'application/json': recordUsage, 'application/cloudevents+json': recordCloudEvent }, usageToAnswer),
})
