import { apiRoute } from '@/lib/web/api-route'
import { explainProblem } from '@/lib/web/explain-problem'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ GET: explainProblem })
