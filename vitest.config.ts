import { defineConfig } from 'vitest/config'
import { inProject } from './lib/boot/paths.mjs'
import { TEST_HOME } from './lib/boot/tests/environment.mjs'

process.env.COMPTOIR_DATA_DIR ??= TEST_HOME

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@\//, replacement: `${inProject()}/` },
      // Outside a bundler the real one refuses to load.
      { find: 'server-only', replacement: inProject('node_modules/server-only/empty.js') },
    ],
  },
  test: {
    include: [
      'lib/**/*.test.{ts,tsx}',
      'components/**/*.test.{ts,tsx}',
      'app/**/*.test.{ts,tsx}',
      'bench/**/*.test.ts',
      'clients/**/*.test.ts',
    ],
    environment: 'node',
    globalSetup: 'lib/testing/global-setup.ts',
    setupFiles: 'lib/testing/worker-environment.ts',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
