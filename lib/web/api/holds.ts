import { captureToAnswer, holdToAnswer, holdToGetAnswer, releaseToAnswer } from '@/lib/domain/metering/hold-wire'
import { adviceFields } from '@/lib/domain/metering/wire'
import { captureHold } from '@/lib/usecases/metering/capture-hold'
import { getHold } from '@/lib/usecases/metering/get-hold'
import { openHold } from '@/lib/usecases/metering/open-hold'
import { releaseHold } from '@/lib/usecases/metering/release-hold'
import { apiRoute, reading, writing } from '../api-route'

export const holdsRoute = apiRoute({ POST: writing({ 'application/json': openHold }, holdToAnswer, adviceFields) })
export const holdRoute = apiRoute({ GET: reading(getHold, holdToGetAnswer) })
export const captureRoute = apiRoute({
  POST: writing({ 'application/json': captureHold }, captureToAnswer, adviceFields),
})
export const releaseRoute = apiRoute({ POST: writing({ 'application/json': releaseHold }, releaseToAnswer) })
