import { unknownPaths } from '@/lib/web/api-route'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = unknownPaths()
