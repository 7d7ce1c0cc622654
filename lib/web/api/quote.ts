import { adviceFields } from '@/lib/domain/metering/wire'
import { quoteUsage } from '@/lib/usecases/metering/quote-usage'
import { apiRoute, writing } from '../api-route'
import { quoteToAnswer } from '../quote-answer'

export const quoteRoute = apiRoute({ POST: writing({ 'application/json': quoteUsage }, quoteToAnswer, adviceFields) })
