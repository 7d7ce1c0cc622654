import { after } from 'next/server'
import { apiRoute } from '@/lib/web/api-route'
import { takeWebhook } from '@/lib/web/stripe-webhook'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({ POST: takeWebhook(after) })
