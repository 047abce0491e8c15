import { startTargets } from './start.ts'

// Holds a bench for a person: `up` starts it and goes, `down` ends it. It ends by itself after a working day.

const hours = 8
const targets = await startTargets(process.argv.slice(2))
const end = async () => {
  await targets.stop()
  process.exit(0)
}
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void end())
setTimeout(() => void end(), hours * 3_600_000)
const devices = targets.devices.map(({ device, addresses, mac }) => ({
  id: device.id,
  title: device.title,
  addresses,
  mac,
}))
process.send?.({ prefix: targets.prefix, startMs: targets.startMs, devices })
process.disconnect?.()
