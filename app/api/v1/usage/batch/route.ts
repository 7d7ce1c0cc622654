import { usageBatchRoute } from '@/lib/web/api/usage-batch'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = usageBatchRoute
