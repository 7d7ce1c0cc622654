import { defineConfig } from 'prisma/config'
import { dataHome } from './lib/boot/data-home.mjs'
import { embeddedUrl } from './lib/boot/embedded/connection.mjs'
import { inProject } from './lib/boot/paths.mjs'

// The command line looks for a schema engine to download; this one comes with the packages.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= inProject('lib/boot/schema-engine.mjs')

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations', seed: 'tsx prisma/seed.ts' },
  datasource: { url: process.env.DATABASE_URL || embeddedUrl(dataHome()) },
})
