import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { dataHome } from '@/lib/boot/data-home.mjs'
import { isFree } from '@/lib/boot/embedded/connection.mjs'
import { serve } from '@/lib/boot/serve.mjs'
import { APPLICATION_ROLE, buildFolder, type Cluster } from './cluster'
import { killHard } from './processes'

const FIRST_PORT = 3400
const HOST = '127.0.0.1'
const HEALTH_LIMIT_MS = 60_000

/** The application's own settings on a cluster, for its process and for use cases run in this one. */
export async function settingsFor(cluster: Cluster): Promise<Record<string, string>> {
  let port = FIRST_PORT
  while (!(await isFree(port, HOST))) port++
  return {
    COMPTOIR_BUILD_DIR: buildFolder(),
    COMPTOIR_DATA_DIR: dataHome(),
    COMPTOIR_DEMO: 'off',
    DATABASE_URL: cluster.url,
    DATABASE_ROLE: APPLICATION_ROLE,
    HOST,
    PORT: String(port),
    NEXTAUTH_SECRET: 'only-for-tests-only-for-tests-only-for-tests',
    NEXTAUTH_URL: `http://${HOST}:${port}`,
  }
}

/** Lets use cases of this process run with the settings. */
export function enterSettings(settings: Readonly<Record<string, string>>): void {
  Object.assign(process.env, settings)
}

/** The built application in a process of its own, started as `npm start` starts it. What it prints goes to a file. */
export class Application {
  private served: Awaited<ReturnType<typeof serve>> | undefined

  private constructor(
    private readonly settings: Record<string, string>,
    readonly logFile: string,
  ) {}

  static async start(settings: Record<string, string>, home: string): Promise<Application> {
    const application = new Application(settings, path.join(home, 'application.log'))
    fs.writeFileSync(application.logFile, '')
    await application.start()
    return application
  }

  get url(): string {
    return this.settings.NEXTAUTH_URL ?? ''
  }

  /** Its process. Throws when it does not run. */
  get pid(): number {
    const pid = this.served?.pid
    if (pid === undefined) throw new Error('The application does not run.')
    return pid
  }

  async start(): Promise<void> {
    const output = fs.openSync(this.logFile, 'a')
    try {
      const port = Number(this.settings.PORT)
      this.served = await serve({ mode: 'start', port, host: HOST, env: this.settings, output })
    } catch (error) {
      throw new Error(`${error instanceof Error ? error.message : error} (It printed to ${this.logFile}.)`)
    } finally {
      fs.closeSync(output)
    }
  }

  /** Ends it with no chance to tidy up; `start` brings it back. */
  async kill(): Promise<void> {
    await killHard([this.pid])
    await this.stop()
  }

  /** Waits until it says that it can work. Throws when it does not within a minute. */
  async healthy(): Promise<void> {
    const limit = Date.now() + HEALTH_LIMIT_MS
    while (Date.now() < limit) {
      const answer = await fetch(`${this.url}/api/health`).catch(() => undefined)
      await answer?.arrayBuffer()
      if (answer?.status === 200) return
      await sleep(20)
    }
    throw new Error(
      `The application was not healthy within ${HEALTH_LIMIT_MS / 1000} s. It printed to ${this.logFile}.`,
    )
  }

  async stop(): Promise<void> {
    await this.served?.stop()
    this.served = undefined
  }
}
