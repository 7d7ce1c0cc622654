import { holdRoute } from '@/lib/web/api/holds'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = holdRoute
