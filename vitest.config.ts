import { configDefaults, defineConfig } from 'vitest/config'
import { inProject } from './lib/boot/paths.mjs'
import { TEST_HOME } from './lib/boot/tests/environment.mjs'

process.env.COMPTOIR_DATA_DIR ??= TEST_HOME

/** Tests of rules and of use cases: they touch nothing but their own accounts, so a worker loads the product once for all of them. */
const TOGETHER = ['lib/domain/**/*.test.ts', 'lib/usecases/**/*.test.ts', 'components/**/*.test.{ts,tsx}']
/** Each has a process's modules to itself: it sets the environment, stops what a process has one of, or cuts its connections. */
const ALONE = [
  'lib/usecases/access/post-letter.test.ts',
  'lib/usecases/ledger/settle-due.test.ts',
  'lib/usecases/metering/{open-hold,operation-queue}.test.ts',
  'lib/usecases/oversight/{lost-commit,retry-job}.test.ts',
  'lib/usecases/purchases/{the-payments,*sandbox*}.test.ts',
]

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@\//, replacement: `${inProject()}/` },
      // Outside a bundler the real one refuses to load.
      { find: 'server-only', replacement: inProject('node_modules/server-only/empty.js') },
    ],
  },
  test: {
    environment: 'node',
    globalSetup: 'lib/testing/global-setup.ts',
    setupFiles: 'lib/testing/worker-environment.ts',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: { name: 'together', include: TOGETHER, exclude: [...configDefaults.exclude, ...ALONE], isolate: false },
      },
      {
        extends: true,
        test: {
          name: 'alone',
          include: [
            ...ALONE,
            'lib/{boot,db,gateways,jobs,testing,web}/**/*.test.{ts,tsx}',
            'lib/*.test.ts',
            'app/**/*.test.{ts,tsx}',
            'bench/**/*.test.ts',
            'clients/**/*.test.ts',
          ],
        },
      },
    ],
  },
})
