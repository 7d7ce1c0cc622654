import { defineConfig, devices } from '@playwright/test'
import { findBrowser } from './lib/boot/browser.mjs'

// Started by `npm test`, which builds and serves the application. Alone: start it, then `BASE_URL=http://localhost:3000 npx playwright test`.
const quietArguments = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * Journeys of which a phone proves nothing more: one is a command, the other looks at the status of answers.
 */
const WIDE_ENOUGH = ['import', 'other-account']
const WITHOUT_BROWSER = 'corpus/**'

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  fullyParallel: false,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/playwright.json' }]],
  use: {
    baseURL: process.env.BASE_URL,
    // To record what a test did makes it half as long again: `npx playwright test --trace on` does so for the one that failed.
    trace: 'off',
    screenshot: 'only-on-failure',
    // Playwright leaves the browser's sandbox off unless asked, so root may run it; it opens our own pages only.
    launchOptions: { executablePath: findBrowser(), args: quietArguments },
  },
  projects: [
    // Machines' requests, without a browser.
    { name: 'api', testMatch: 'corpus/*.spec.ts' },
    {
      name: 'desktop',
      testIgnore: WITHOUT_BROWSER,
      use: { ...devices['Desktop Chrome'], viewport: { width: 1280, height: 720 } },
    },
    {
      name: 'phone',
      testIgnore: [WITHOUT_BROWSER, ...WIDE_ENOUGH.map((name) => `journeys/${name}.spec.ts`)],
      use: { ...devices['Pixel 7'], viewport: { width: 360, height: 740 } },
    },
  ],
})
