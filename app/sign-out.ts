'use server'

import { defineButton } from '@/lib/web/action'
import { leave } from '@/lib/web/enter'

export const signOut = defineButton(leave)
