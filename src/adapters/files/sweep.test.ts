import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, test } from 'vitest'
import type { Digest } from '../../core/kernel/digest.ts'
import { evidenceFolder } from './evidence-folder.ts'
import { type Found, sweepEvidence } from './sweep.ts'

let folder: string
let files: ReturnType<typeof evidenceFolder>
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hoshirushi-sweep-'))
  files = evidenceFolder(folder)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const pathOf = (digest: Digest) => join(folder, digest.slice(7, 9), digest.slice(7))
const hourMs = 3_600_000
const age = (path: string, hours: number) => {
  const then = new Date(Date.now() - hours * hourMs)
  utimesSync(path, then, then)
}
const put = async (text: string, hours: number): Promise<Digest> => {
  const { digest } = await files.put(Readable.from([Buffer.from(text)]), 1_000)
  age(pathOf(digest), hours)
  return digest
}
const all = async (found: readonly Found[]): Promise<readonly Digest[]> => found.map((f) => f.digest)
const incoming = () => readdirSync(join(folder, 'incoming'))

test('what nothing speaks of is taken away after a day; what is younger or spoken of stays', async () => {
  const [orphan, young, cited] = [await put('orphan', 25), await put('young', 23), await put('cited', 2_000)]
  const asked: Found[] = []
  const removed = await sweepEvidence({
    folder,
    unreferenced: async (found) => {
      asked.push(...found)
      return found.map((f) => f.digest).filter((digest) => digest !== cited)
    },
  })
  assert.equal(removed, 1)
  assert.deepEqual(asked.map((f) => f.digest).sort(), [orphan, cited].sort()) // the young one is not even asked about
  assert.ok(asked.every((f) => Date.now() - f.keptAt.getTime() > 24 * hourMs))
  assert.equal(await files.size(orphan), undefined)
  assert.equal(await files.size(young), 5)
  assert.equal(await files.size(cited), 5)
  assert.deepEqual(incoming(), [])
})

test('a file that is sent again while the sweep decides is not lost', async () => {
  const digest = await put('sent again', 25)
  const removed = await sweepEvidence({
    folder,
    unreferenced: async (found) => {
      await files.put(Readable.from([Buffer.from('sent again')]), 1_000)
      return all(found)
    },
  })
  assert.equal(removed, 0)
  assert.deepEqual(await buffer((await files.get(digest))!), Buffer.from('sent again'))
  assert.deepEqual(incoming(), [])
})

test('what a crash left set aside comes back, and counts as young', async () => {
  const digest = await put('set aside', 25)
  renameSync(pathOf(digest), join(folder, 'incoming', `swept-${digest.slice(7)}-0`))
  files = evidenceFolder(folder) // a new start, which clears old drafts away, leaves it alone
  assert.equal(await sweepEvidence({ folder, unreferenced: all }), 0)
  assert.equal(await files.size(digest), 9)
  age(pathOf(digest), 25)
  assert.equal(await sweepEvidence({ folder, unreferenced: all }), 1)
  assert.equal(await files.size(digest), undefined)
})

test('what is no evidence is never touched, and two sweeps at once do each other no harm', async () => {
  const odd = [join(folder, 'README'), join(folder, 'ab', 'notes.txt'), join(folder, 'ab', 'f'.repeat(64))]
  mkdirSync(join(folder, 'ab'))
  for (const path of odd) writeFileSync(path, 'x')
  for (const path of odd) age(path, 2_000)
  const orphans = await Promise.all([1, 2, 3, 4, 5].map((n) => put(`orphan ${n}`, 25)))
  const cited = await put('cited', 25)
  const unreferenced = async (found: readonly Found[]) => (await all(found)).filter((digest) => digest !== cited)
  const removed = await Promise.all([1, 2, 3].map(() => sweepEvidence({ folder, unreferenced })))
  assert.ok(removed.every((n) => n <= orphans.length))
  await sweepEvidence({ folder, unreferenced })
  assert.equal(await files.size(cited), 5)
  for (const path of odd) assert.ok(existsSync(path), path)
  assert.deepEqual(incoming(), [])
})

test('a question that fails takes nothing away', async () => {
  const digest = await put('orphan', 25)
  const unreferenced = async () => {
    throw new Error('no database')
  }
  await assert.rejects(sweepEvidence({ folder, unreferenced }), /no database/)
  assert.equal(await files.size(digest), 6)
})
