import { scheduleToWire } from '@/lib/domain/forecast/schedule-wire'
import { getScheduleByKey } from '@/lib/usecases/forecast/get-schedule'
import { apiRoute, reading } from '../api-route'

export const scheduleRoute = apiRoute({ GET: reading(getScheduleByKey, scheduleToWire) })
