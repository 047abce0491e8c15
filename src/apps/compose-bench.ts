import { testReportPdf } from '../adapters/artwork/test-report-pdf.ts'
import { benchRules } from '../adapters/bench/bench-rules.ts'
import { parseBoundedYaml } from '../adapters/bounded-yaml.ts'
import { scopeFaultTexts } from '../lab/scope.ts'
import { tellFaults } from './faults.ts'
import type { BenchDoor } from './house.ts'

// What the pages about device tests need of adapters; like compose.ts, allowed to name them.

tellFaults(scopeFaultTexts)

/** The rules of the bench that ships with this program, and the doors beside them. */
export function benchDoor(): BenchDoor {
  const rules = benchRules()
  return { ...rules, readYaml: parseBoundedYaml, printReport: testReportPdf }
}
