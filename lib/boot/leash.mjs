// Loaded into the application's process: when the starter dies, even by kill -9, the application ends too.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()
