import { writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { startTargets } from '../../bench/targets/start.ts'
import { probeDevice } from './probe-device.ts'
import { recordedDevices, recordedRunFile } from './recorded-runs.ts'

// Records runs on the devices of the bench anew, as root: node tests/support/record-runs.ts [device …]

const asked = process.argv.slice(2)
for (const id of asked.length > 0 ? asked : recordedDevices) {
  const targets = await startTargets([id, 'maker-site'])
  try {
    const { evidence, seconds } = await probeDevice(targets, id)
    const { ixit, observations } = evidence
    writeFileSync(recordedRunFile(id), gzipSync(JSON.stringify({ ixit, observations }), { level: 9 }))
    console.log(`${id}: ${observations.length} observations in ${seconds.toFixed(1)} s`)
  } finally {
    await targets.stop()
  }
}
