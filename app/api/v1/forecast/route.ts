import { forecastRoute } from '@/lib/web/api/forecast'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = forecastRoute
