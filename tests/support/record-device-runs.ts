import { recordRun, runOn, type StoryDevice, storyDevices } from './device-test-runs.ts'

// Records the runs that stories fall back on where no device can be started: node tests/support/record-device-runs.ts [device …], as root.

const wanted = process.argv.slice(2)
for (const id of Object.keys(storyDevices) as StoryDevice[]) {
  if (wanted.length > 0 && !wanted.includes(id)) continue
  const run = await runOn(id)
  recordRun(id, run)
  console.log(`${id}: ${run.observations.length} observations in ${(run.record.elapsedMs / 1000).toFixed(1)} s`)
}
