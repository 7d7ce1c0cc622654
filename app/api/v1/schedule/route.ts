import { scheduleRoute } from '@/lib/web/api/schedule'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = scheduleRoute
