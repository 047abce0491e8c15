import assert from 'node:assert/strict'
import { test } from 'vitest'
import { parse } from 'yaml'
import { parseIxitTable } from '../../../core/selection/parse.ts'
import type { Observation } from '../../../lab/observation.ts'
import { draftIxit } from '../../../lab/run/draft-ixit.ts'
import { draftYaml } from './draft-yaml.ts'

const open: Observation = {
  id: 'port-scan/ipv4',
  sample: 1,
  began: 0,
  took: 1,
  completeness: 'complete',
  seen: { kind: 'port-scan', from: 1, to: 65535, open: [22, 443], refused: 65533, silent: 0, canaries: [] },
}

test('a draft says at each field how it is written, and is the same declaration without the words', () => {
  const tables = draftIxit([open])
  assert.ok(tables.some(({ table }) => table === '28-LogIntf'))
  for (const table of tables)
    for (const lang of ['ja', 'en'] as const) {
      const written = draftYaml(table, lang)
      const read = parseIxitTable('draft.yaml', parse(written))
      assert.ok(read.ok)
      assert.deepEqual(read.value, table)
      assert.ok(written.split('\n').every((line) => line.length < 130))
    }
  const interfaces = draftYaml(tables.find(({ table }) => table === '28-LogIntf')!, 'en')
  assert.match(interfaces, /^ {6}status: # begins with Enabled or Disabled$/m)
  assert.equal([...interfaces.matchAll(/what it tells without a login/g)].length, 1)
})
