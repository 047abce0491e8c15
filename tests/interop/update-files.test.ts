import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'vitest'
import { openSource } from '../../src/lab/update-files/byte-source.ts'
import { factsOf, formatOf, verification } from '../../src/lab/update-files/formats.ts'
import { readMakerKey } from '../../src/lab/update-files/maker-key.ts'
import { tamperedCopies, writeCopy } from '../../src/lab/update-files/tampered-copies.ts'

// The real tools and we are asked about the same files, the maker's and every changed copy, and have to say the same.

const folder = join(import.meta.dirname, '../support/update-files')
const installed = (tool: string) => ['/usr/bin', '/bin', '/usr/local/bin'].some((d) => existsSync(join(d, tool)))

const ran = (tool: string, args: readonly string[]) =>
  new Promise<{ readonly well: boolean; readonly said: string }>((done) =>
    execFile(tool, args, { timeout: 30_000 }, (error, out, err) => done({ well: error === null, said: out + err })),
  )

const tools = [
  {
    tool: 'rauc',
    needs: ['rauc', 'unsquashfs'], // it opens plain bundles with it
    files: ['rauc-plain.raucb', 'rauc-verity.raucb'],
    key: 'ca.pem',
    // What `info` checks of a `verity` bundle is the signature of its manifest; the tree is checked when it is mounted.
    asks: (file: string, key: string) => ran('rauc', ['info', `--keyring=${key}`, file]).then(({ well }) => well),
    sees: (file: string, change: string) => !(file.includes('verity') && change === 'payload-byte'),
  },
  {
    tool: 'swupdate',
    needs: ['swupdate'],
    files: ['swupdate-cms.swu'],
    key: 'ca.pem',
    // Its exit code is as chance has it when its threads end; what it says is not (2022.12).
    asks: (file: string, key: string) =>
      ran('swupdate', ['-c', '-H', 'sample:1.0', '-k', key, '-i', file]).then(({ said }) =>
        /SWUPDATE successful/.test(said),
      ),
    sees: () => true,
  },
]

for (const { tool, needs, files, key, asks, sees } of tools) {
  const missing = needs.filter((name) => !installed(name))
  if (missing.length > 0) console.warn(`NOT RUN: update files beside ${tool}: ${missing.join(', ')} not installed`)
  for (const file of files)
    test.skipIf(missing.length > 0)(`${tool} and we agree about ${file} and its copies`, async () => {
      const home = await mkdtemp(join(tmpdir(), 'copies-'))
      try {
        const read = readMakerKey(readFileSync(join(folder, key), 'utf8'))
        assert.ok(read.ok)
        await using source = (await openSource(join(folder, file)))!
        const format = (await formatOf(source))!
        const ours = async (path: string) => {
          await using copy = (await openSource(path))!
          return (await verification(copy, read.value, format.name)).outcome === 'verified'
        }
        assert.equal(await ours(join(folder, file)), true)
        assert.equal(await asks(join(folder, file), join(folder, key)), true)
        for (const copy of await tamperedCopies(source, await factsOf(source, format), format)) {
          const path = join(home, `${copy.change}-${file}`)
          await writeCopy(source, copy, path)
          assert.equal(await ours(path), false, copy.change)
          if (sees(file, copy.change))
            assert.equal(await asks(path, join(folder, key)), false, `${tool}: ${copy.change}`)
        }
      } finally {
        await rm(home, { recursive: true })
      }
    })
}
