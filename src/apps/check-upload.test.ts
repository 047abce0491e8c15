import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { Fault } from '../core/kernel/fault.ts'
import { ok, refuse } from '../core/kernel/result.ts'
import type { ArrivingList } from '../core/procurement/check-job.ts'
import { readUpload, takeBytes } from './check-upload.ts'

/** A place for lists that counts what it is given and keeps nothing. */
function place() {
  const seen = { bytes: 0, kept: 0, discarded: 0, opened: 0 }
  const list: ArrivingList = {
    token: 't',
    push: async (bytes) => {
      seen.bytes += bytes.length
    },
    keep: async () => {
      seen.kept++
    },
    discard: async () => {
      seen.discarded++
    },
  }
  return {
    seen,
    open: async () => {
      seen.opened++
      return ok(list)
    },
  }
}

const piece = Buffer.alloc(65_536, 'A-1,2\n')

/** A body of so many bytes that is made as it is read, and says how much was. */
function endless(bytes: number, head = '', tail = '') {
  const read = { bytes: 0 }
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (read.bytes === 0 && head !== '') controller.enqueue(Buffer.from(head))
      if (read.bytes < bytes) {
        read.bytes += piece.length
        controller.enqueue(piece)
      } else {
        if (tail !== '') controller.enqueue(Buffer.from(tail))
        controller.close()
      }
    },
  })
  return { read, body }
}

const head = [
  '--b\r\nContent-Disposition: form-data; name="policy"\r\n\r\ngov-low',
  '\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="l.csv"\r\nContent-Type: text/csv\r\n\r\n',
].join('')
const formOf = (body: ReadableStream) =>
  new Request('http://localhost/', {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
    body: body as BodyInit,
    duplex: 'half',
  } as RequestInit)

test('a list is passed on as it comes, with the fields of its form', async () => {
  const { seen, open } = place()
  const upload = await readUpload(formOf(endless(10_000_000, head, '\r\n--b--\r\n').body), open)
  assert.equal(upload?.form['policy'], 'gov-low')
  assert.ok(upload.list?.ok)
  assert.ok(seen.bytes >= 10_000_000 && seen.discarded === 0)
})

test('of a gigabyte no more is read than shows that it is too much, and nothing of it is held', async () => {
  for (const how of ['form', 'bytes'] as const) {
    const { seen, open } = place()
    const { read, body } = endless(1_000_000_000, how === 'form' ? head : '')
    const before = process.memoryUsage().arrayBuffers
    const list =
      how === 'form'
        ? (await readUpload(formOf(body), open))?.list
        : await takeBytes(body as Parameters<typeof takeBytes>[0], open)
    assert.ok(list !== undefined && !list.ok)
    assert.equal(list.fault.code, 'list-too-large')
    assert.ok(read.bytes < 70_000_000, `${read.bytes} bytes were read`)
    assert.ok(seen.bytes <= 50_000_000 && seen.discarded === 1)
    assert.ok(process.memoryUsage().arrayBuffers - before < 100_000_000)
  }
})

test('a list that breaks off is discarded', async () => {
  const { seen, open } = place()
  assert.equal(await readUpload(formOf(endless(200_000, head).body), open), undefined)
  assert.equal(seen.discarded, 1)
})

test('where there is no room, the list is not read', async () => {
  const { read, body } = endless(1_000_000_000, head)
  const open = async () => refuse<Fault>({ code: 'check-jobs-full' })
  const upload = await readUpload(formOf(body), open)
  assert.ok(upload?.list !== undefined && !upload.list.ok)
  assert.equal(upload.list.fault.code, 'check-jobs-full')
  assert.ok(read.bytes < 5_000_000, `${read.bytes} bytes were read`)
})

test('a form without a file is a form without a list', async () => {
  const { open, seen } = place()
  const body = `${head.slice(0, head.indexOf('\r\n--b\r\nContent-Disposition: form-data; name="file"'))}\r\n--b--\r\n`
  const upload = await readUpload(formOf(new Blob([body]).stream() as ReadableStream<Uint8Array>), open)
  assert.deepEqual(upload, { form: { policy: 'gov-low' } })
  assert.equal(seen.opened, 0)
})
