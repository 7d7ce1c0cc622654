import { chargeToAnswer } from '@/lib/domain/metering/wire'
import { getCharge } from '@/lib/usecases/metering/get-charge'
import { apiRoute, reading } from '@/lib/web/api-route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ GET: reading(getCharge, chargeToAnswer) })
