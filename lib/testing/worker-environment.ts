import { testDatabase } from './database'

// Runs in each worker before the test file, so before anything reads the configuration.
Object.assign(process.env, {
  DATABASE_URL: testDatabase(),
  DATABASE_ROLE: 'comptoir_app',
  NEXTAUTH_URL: 'http://127.0.0.1:3000',
  NEXTAUTH_SECRET: 'only-for-tests-only-for-tests-only-for-tests',
  LOG_LEVEL: 'silent',
})
