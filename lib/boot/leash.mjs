// Loaded into the application's process: when the starter dies, even by kill -9, the application ends too.
const PATIENCE_MS = 5000

process.once('disconnect', () => {
  process.kill(process.pid, 'SIGTERM')
  setTimeout(() => process.exit(1), PATIENCE_MS).unref()
})
process.channel?.unref()
