// Loaded into the application's process: when the starter dies, even by kill -9, the application ends too.
const PATIENCE_MS = 5000

// The development server's own child inherits this file; its channel leads to its parent, which is on the leash already.
if (!process.env.NEXT_PRIVATE_WORKER) {
  process.once('disconnect', () => {
    process.kill(process.pid, 'SIGTERM')
    setTimeout(() => process.exit(1), PATIENCE_MS).unref()
  })
  process.channel?.unref()
}
