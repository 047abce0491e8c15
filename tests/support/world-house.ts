import type { House } from '../../src/apps/house.ts'
import { fakeHouse } from './fake-house.ts'
import { worldEntries, worldRegister, worldSchemes } from './procurement-world.ts'

// The pages and the API over the world of vectors/procurement: a register in which ☆2 and ☆3 are in operation, as they may be one day.
// Started as a process; says its port on the first line and ends with the process that started it.

// Pages are written in TSX, which has to be built before Node can run it.
const built = new URL('../../dist/apps/server.js', import.meta.url)
const { listen, serviceOf } = (await import(built.href)) as typeof import('../../src/apps/server.ts')

const house: House = fakeHouse({ entries: worldEntries })
const listening = await listen(
  serviceOf({
    ...house,
    catalogue: { ...house.catalogue, schemes: worldSchemes },
    checks: { ...house.checks, register: async () => worldRegister },
  }),
  '127.0.0.1',
  0,
)
if (!listening.ok) throw new Error(listening.fault.code)
process.stdout.write(`${listening.value.port}\n`)
process.stdin.resume().once('end', () => process.exit(0))
