import { expect, type Page } from '@playwright/test'
import type { StaffRole } from '@/lib/domain/access/callers'
import { personWithLimits } from './accounts'
import { signInAsStaff } from './fixtures'
import { workerWithFailingJob } from './jobs'
import type { Scene } from './scene'

/** The staff's pages. */
export const STAFF_SCENES: Scene[] = [
  {
    name: 'messages to people',
    route: '/admin/messages',
    open: async (page) => {
      await signInAsStaff(page.context(), 'support')
      await page.goto('/admin/messages')
    },
  },
  {
    name: 'jobs, one of them failing',
    route: '/admin/jobs',
    isSmoke: true,
    open: async (page) => {
      const { worker } = await workerWithFailingJob()
      await signInAsStaff(page.context(), 'operator')
      await page.goto('/admin/jobs')
      await worker.stop()
      await expect(page.getByRole('button', { name: /^(Try again now|Réessayer maintenant)$/ }).first()).toBeVisible()
    },
  },
  {
    name: 'jobs, for an auditor',
    route: '/admin/jobs',
    open: async (page) => {
      await signInAsStaff(page.context(), 'auditor')
      await page.goto('/admin/jobs')
    },
  },
  {
    name: 'customers',
    route: '/admin/customers',
    open: async (page) => {
      await signInAsStaff(page.context(), 'support')
      await page.goto('/admin/customers')
    },
  },
  customerLimits('limits of a customer', 'operator', ''),
  customerLimits('limits of a customer, one about to be lifted', 'admin', '?lift=account:hour'),
  customerLimits('limits of a customer, for support', 'support', ''),
  {
    name: 'the second step of a first sign-in',
    route: '/sign-up/account',
    open: async (page) => {
      await signInAsStaff(page.context(), 'support')
      await page.goto('/sign-up/account')
    },
  },
]

function customerLimits(name: string, role: StaffRole, query: string): Scene {
  const open = async (page: Page) => {
    const { accountId } = await personWithLimits()
    await signInAsStaff(page.context(), role)
    await page.goto(`/admin/customers/${accountId}/limits${query}`)
  }
  return { name, route: '/admin/customers/[account]/limits', open }
}
