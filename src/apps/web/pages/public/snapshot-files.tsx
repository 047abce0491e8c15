import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Text } from '../../../../core/kernel/text.ts'
import type { LatestSnapshot, SnapshotFile } from '../../../../core/register/manifest.ts'
import type { PageContext } from '../../page.tsx'
import { writeMoment, writeNumber } from '../../parts/dates.ts'
import { Facts } from '../../parts/facts.tsx'
import { Table } from '../../parts/table.tsx'
import { Code } from '../../parts/text.tsx'
import { en, ja } from './snapshot-files.texts.ts'

/** The newest snapshot that is published; undefined before the first. */
export async function latestSnapshot(publicFolder: string): Promise<LatestSnapshot | undefined> {
  const text = await readFile(join(publicFolder, 'bulk', 'latest.json'), 'utf8').catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
      throw error
    },
  )
  return text === undefined ? undefined : (JSON.parse(text) as LatestSnapshot)
}

/** The files of the newest snapshot, what they are and how one knows that they are whole. */
export async function SnapshotFiles({ p }: { p: PageContext<unknown> }) {
  const t = { ja, en }[p.lang]
  const latest = await latestSnapshot(p.house.publicFolder)
  if (latest === undefined) return <p>{t.none}</p>
  const base = `/bulk/${latest.folder}`
  return (
    <>
      <Facts
        items={[
          { term: t.asOf, detail: writeMoment(latest.asOf, p.lang), big: true },
          { term: t.entries, detail: t.count(writeNumber(latest.entries)) },
          { term: t.digest, detail: <Code long>{latest.digest}</Code> },
        ]}
      />
      <Table
        caption={t.files}
        rows={latest.files}
        columns={[
          { head: t.file, rowHead: true, oneLine: true, cell: ({ name }) => <a href={`${base}/${name}`}>{name}</a> },
          { head: t.what, label: t.what, cell: ({ name }) => p.say(t.means[name] ?? noWords) },
          { head: t.rows, label: t.rows, number: true, cell: ({ rows }) => (rows === null ? '' : writeNumber(rows)) },
          { head: t.size, label: t.size, number: true, oneLine: true, cell: sizeOf },
          { head: 'SHA-256', label: 'SHA-256', cell: ({ sha256 }) => <Code long>{sha256}</Code> },
        ]}
      />
      <ul class="links">
        <li>
          <a href="/bulk/latest.json">{t.latest}</a>
        </li>
        <li>
          <a href={`${base}/manifest.json`}>{t.manifest}</a>
        </li>
        <li>
          <a href={`${base}/manifest.jws`}>{t.signed}</a>
        </li>
        <li>
          <a href={p.href('/developers#register')}>{t.how}</a>
        </li>
      </ul>
    </>
  )
}

/** What to write beside something made of the data. */
export async function Attribution({ p }: { p: PageContext<unknown> }) {
  const latest = await latestSnapshot(p.house.publicFolder)
  if (latest === undefined) return null
  return (
    <p>
      {{ ja, en }[p.lang].attribution}
      <br />
      <strong>{p.say(latest.licence.attribution)}</strong>
    </p>
  )
}

const noWords: Text = { ja: '', en: '' }

function sizeOf({ bytes }: SnapshotFile): string {
  if (bytes >= 1_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`
  return bytes >= 1000 ? `${(bytes / 1000).toFixed(1)} kB` : `${bytes} B`
}
