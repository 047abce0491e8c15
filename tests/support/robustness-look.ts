import { robustness } from '../../src/lab/instruments/robustness/robustness.ts'
import { benchAt, benchPolicy, seenBy } from './lab-bench.ts'
import { service } from './lab-checks.ts'

// Run beside a device: malformed messages to its SSH and HTTPS, slowly, so that there is time to cut the power meanwhile.

const [address = ''] = process.argv.slice(2)
const policy = {
  robustness: { ...benchPolicy.robustness, messages: 120, messagesPerService: 60, pauseMs: 100 },
}
const observed = [service('tcp/22', 'ssh'), service('tcp/443', 'https', true)]
console.log(JSON.stringify(await seenBy(robustness, benchAt({ ipv4: address }, { policy, observed }))))
