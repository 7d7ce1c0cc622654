import { expect, house, signInAsStaff, test } from '../fixtures'
import { workerWithFailingJob } from '../jobs'

test('a failed job is seen with its error and its next try, and is tried again at once when an operator asks', async ({
  page,
  otherBrowser,
}) => {
  // It waits until the job has failed three times.
  test.slow()
  const { name, mend, worker } = await workerWithFailingJob()
  try {
    await signInAsStaff(page.context(), 'operator')
    await page.goto('/admin/messages')
    await page.getByRole('link', { name: 'Jobs' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Jobs')
    const job = page.locator('main section').filter({ hasText: name })
    await expect(job).toContainText('Failing')
    await expect(job).toContainText(`The ${name} has no luck.`)
    await expect(job).toContainText('Next try')

    const auditor = await otherBrowser()
    await signInAsStaff(auditor.context(), 'auditor')
    await auditor.goto('/admin/jobs')
    const seen = auditor.locator('main section').filter({ hasText: name })
    await expect(seen).toContainText('Failing')
    await expect(seen.getByRole('button')).toHaveCount(0)

    // After its third failure it waits for twenty seconds.
    await expect(async () => {
      await page.reload()
      await expect(job).toContainText('Failed 3 times in a row', { timeout: 500 })
    }).toPass({ timeout: 30_000 })
    mend()
    await job.getByRole('button', { name: 'Try again now' }).click()
    // By the time that the page is back it may have succeeded.
    await expect(job).toContainText(/It is tried again now|3 accounts/)
    await expect(async () => {
      await page.reload()
      await expect(job).toContainText('3 accounts', { timeout: 500 })
    }).toPass({ timeout: 10_000 })
    await expect(job).toContainText('Well')
    await expect(job).toContainText('Last failure')
    expect(await house.db.auditEntry.count({ where: { subject: `job:${name}`, verb: 'oversight.retry-job' } })).toBe(1)
  } finally {
    await worker.stop()
  }
})
