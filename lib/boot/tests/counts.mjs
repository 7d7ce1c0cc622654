import fs from 'node:fs'

/** @typedef {{ passed: number, failed: number }} Counts */

/** @type {Readonly<Counts>} */
export const NONE = { passed: 0, failed: 0 }
/** @type {Readonly<Counts>} */
export const ONE_FAILED = { passed: 0, failed: 1 }

/** @param {Counts[]} all @returns {Counts} */
export function sum(all) {
  return all.reduce((total, one) => ({ passed: total.passed + one.passed, failed: total.failed + one.failed }), NONE)
}

/** What Vitest's JSON report counted. @param {string} file @param {number} exitCode @returns {Counts} */
export function vitestCounts(file, exitCode) {
  const report = readReport(file)
  return honest({ passed: report?.numPassedTests ?? 0, failed: report?.numFailedTests ?? 0 }, exitCode)
}

/** What Playwright's JSON report counted; a test that passed on a second try has passed. @param {string} file @param {number} exitCode @returns {Counts} */
export function playwrightCounts(file, exitCode) {
  const stats = readReport(file)?.stats
  return honest({ passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0), failed: stats?.unexpected ?? 0 }, exitCode)
}

/** A run that ended badly with no failed test (a file that does not load, a crash) has failed all the same; nor is no test at all a success. @param {Counts} counts @param {number} exitCode @returns {Counts} */
function honest(counts, exitCode) {
  const isSilentFailure = counts.failed === 0 && (exitCode !== 0 || counts.passed === 0)
  return isSilentFailure ? { ...counts, failed: 1 } : counts
}

/** @param {string} file */
function readReport(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
