// After a build: keeps beside the compiled files from which text of the checks they came (src/adapters/bench/judging-digest.ts).
import { writeFileSync } from 'node:fs'
import { builtFile, builtFrom } from '../dist/adapters/bench/judging-digest.js'

writeFileSync(builtFile, `${JSON.stringify(builtFrom())}\n`)
