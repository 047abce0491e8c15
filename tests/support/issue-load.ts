import { openHouse } from '../../src/apps/compose.ts'
import { faultOfError } from '../../src/apps/status-of.ts'
import type { Case } from '../../src/casework/case.ts'
import { operatorOf } from './installation.ts'
import { advance, readCase, storeEvidence, unfinished } from './issue-driver.ts'

// A whole house in a process of its own that issues labels as fast as it can, until it is killed. Each act is told in a
// line once it is acknowledged; a pipe keeps what was written to it, whatever becomes of the writer.
//   HOSHIRUSHI_HOME=folder [DATABASE_URL=…] node tests/support/issue-load.ts [workers]

const tell = (line: object): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

const home = process.env.HOSHIRUSHI_HOME ?? ''
const operator = await operatorOf(home)
const opened = await openHouse({ home, operator, log: (line) => console.error(line) })
if (!opened.ok) throw new Error(opened.fault.code)
const { ports } = opened.value
const waiting = [...(await unfinished(ports))]
const evidence = await storeEvidence(ports)
tell({ ready: true, unfinished: waiting.length })

async function work(): Promise<never> {
  let c: Case | undefined
  for (;;)
    try {
      const next = c === undefined ? waiting.shift() : undefined
      if (next !== undefined) c = await readCase(ports, next)
      const done = await advance(ports, c, evidence)
      c = done?.case
      if (done) tell({ case: done.case.id, seq: done.case.seq, act: done.act, label: done.case.label })
    } catch (error) {
      tell({ refused: faultOfError(error).code, error: String(error).slice(0, 300) })
      await new Promise((again) => setTimeout(again, 50))
      // Whether it happened is not known: only the database can say.
      if (c !== undefined) waiting.unshift(c.id)
      c = undefined
    }
}

await Promise.all(Array.from({ length: Number(process.argv[2] ?? 6) }, work))
