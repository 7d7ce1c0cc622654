import { usageRoute } from '@/lib/web/api/usage'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = usageRoute
