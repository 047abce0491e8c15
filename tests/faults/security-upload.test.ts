import assert from 'node:assert/strict'
import { readdir, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { connectOwner } from '../../src/adapters/store/database.ts'
import { openHouse } from '../../src/apps/compose.ts'
import type { Digest } from '../../src/core/kernel/digest.ts'
import { type OpenHouse, openProduction, origin, type Visitor } from './house.ts'

// Files through the page on which evidence is sent: as large, as odd and as forged as somebody likes.
describe('sending evidence', () => {
  let open: OpenHouse
  let maker: Visitor
  let page = ''
  let id = ''
  let csrf = ''
  let seen: Record<string, string> = {}
  beforeAll(async () => {
    open = await openProduction()
    maker = await open.signUp('hanako@hikari.example', '株式会社ひかり見本（架空）')
    const begun = await api('/cases/new/acts/start', { data: { scheme: 'jc-star', level: '1' } })
    id = (await begun.json()).id
    page = `/ja/desk/applications/${id}/criteria/S1.1-01`
    await look()
  })
  afterAll(() => open.close())

  const api = (path: string, body?: unknown, who = maker) =>
    who.request(`/api/v1${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${who.token()}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  /** Reads the hidden fields of the page. */
  async function look(): Promise<void> {
    const html = await (await maker.request(page)).text()
    const hidden = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)]
    seen = Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value.replaceAll('&quot;', '"')]))
    csrf = seen.csrf ?? ''
  }
  const kept = async () =>
    (await readdir(join(open.home, 'evidence'), { recursive: true, withFileTypes: true })).filter((f) => f.isFile())
      .length
  const files = async () =>
    (await (await api(`/cases/${id}`)).json()).files as { name: string; size: number; digest: Digest }[]
  function form(content: string | Buffer, name: string, fields: Record<string, string> = seen): FormData {
    const body = new FormData()
    for (const [field, value] of Object.entries(fields)) body.append(field, value)
    body.append('claim', 'fulfilled')
    body.append('file', new File([new Uint8Array(Buffer.from(content))], name))
    return body
  }
  const post = (body: FormData | string, type?: string) =>
    maker.request(page, { method: 'POST', body, headers: { origin, ...(type ? { 'content-type': type } : {}) } })

  test('a file past the limit is answered, with the limit in words, and nothing of it is kept', async () => {
    const before = await kept()
    const answer = await post(form(Buffer.alloc(26_000_000, 'a'), 'large.txt'))
    assert.equal(answer.status, 422)
    assert.match(await answer.text(), /large\.txt.*20 ?MB|20 ?MB.*large\.txt/s)
    assert.equal(await kept(), before)
  }, 30_000)

  test('a form without a file is as short as any other form', async () => {
    const answer = await post(`csrf=${csrf}&reason=${'a'.repeat(2_000_000)}`, 'application/x-www-form-urlencoded')
    assert.equal(answer.status, 413)
  })

  test('a form of another site, or without the token, keeps no file', async () => {
    const before = await kept()
    for (const token of ['', 'A'.repeat(43)]) {
      const answer = await post(form('hello', 'a.txt', { ...seen, csrf: token }))
      assert.ok(answer.status === 403 || answer.status === 422, String(answer.status))
    }
    const late = new FormData()
    late.append('file', new File(['hello'], 'a.txt'))
    late.append('csrf', csrf) // too late: the file came before it was known whose it is
    await post(late)
    const elsewhere = await maker.request(page, {
      method: 'POST',
      body: form('hello', 'a.txt'),
      headers: { origin: 'https://evil.example' },
    })
    assert.equal(elsewhere.status, 403)
    for (const type of ['multipart/form-data', 'multipart/form-data; boundary=x'])
      assert.ok((await post('garbage', type)).status < 500, type)
    assert.equal(await kept(), before)
    assert.deepEqual(await files(), [])
  })

  test('a name is only a name: no folder, no control character, no turned writing, no header', async () => {
    await look()
    assert.equal((await post(form('hello', 'a\0.txt'))).status, 400) // no browser sends that
    const answer = await post(form('hello', '..\\..\\keys/gpj.\u202etxt.txt'))
    assert.equal(answer.status, 422) // the answer itself is unfinished; the file is in
    await look()
    const listed = await files()
    for (const { name } of listed) assert.match(name, /^[^\\/\p{Cc}\p{Cf}]+$/u)
    const library = await (await maker.request('/ja/desk/evidence')).text()
    const [link] = /\/ja\/desk\/evidence\/[0-9a-f]{64}\/file/.exec(library) ?? []
    if (listed.length > 0) {
      assert.ok(link)
      const { headers } = await maker.request(link)
      assert.equal(headers.get('content-type'), 'application/octet-stream')
      assert.match(headers.get('content-disposition') ?? '', /^attachment; filename="[\w.-]+"/)
      assert.equal(headers.get('x-content-type-options'), 'nosniff')
      const stranger = await open.signUp('kaze@kaze.example', '風工房（架空）')
      assert.equal((await stranger.request(link)).status, 404)
      assert.equal((await api(`/cases/${id}`, undefined, stranger)).status, 404)
      assert.deepEqual(await (await api('/cases', undefined, stranger)).json(), { cases: [] })
      assert.equal((await stranger.request(page)).status, 404)
    }
    assert.equal(listed.length, 1)
  })

  test('a file is read by whoever sent it, and by nobody who only knows its digest', async () => {
    const [file] = await files()
    assert.ok(file)
    const data = { digest: file.digest, name: 'theirs.txt', type: 'text/plain', size: file.size }
    const stranger = await open.signUp('kawa@kawa.example', '川工房（架空）')
    const begun = await api('/cases/new/acts/start', { data: { scheme: 'jc-star', level: '1' } }, stranger)
    const theirs = (await begun.json()).id
    for (const one of [data, { ...data, size: 1 }, { ...data, digest: `sha256:${'0'.repeat(64)}` }]) {
      const answer = await api(`/cases/${theirs}/acts/add-evidence`, { data: one }, stranger)
      assert.equal(answer.status, 422)
      assert.equal((await answer.json()).code, 'file-unknown')
    }
    const link = `/ja/desk/evidence/${file.digest.slice('sha256:'.length)}/file`
    assert.equal((await stranger.request(link)).status, 404)
    assert.equal(await (await maker.request(link)).text(), 'hello')
    const again = await api('/cases/new/acts/start', { data: { scheme: 'jc-star', level: '1' } })
    assert.equal((await api(`/cases/${(await again.json()).id}/acts/add-evidence`, { data })).status, 200)
  })

  test('evidence is as long as it says, so that no download runs past its own end', async () => {
    const [file] = await files()
    assert.ok(file)
    const { digest } = file
    for (const size of [1, file.size + 1, 1e15]) {
      const answer = await api(`/cases/${id}/acts/add-evidence`, {
        data: { digest, name: 'a.txt', type: 'text/plain', size },
      })
      assert.equal(answer.status, 422)
      assert.equal((await answer.json()).code, 'input-invalid')
    }
  })

  test('an upload that came to nothing is gone after a day, and what an application shows is not', async () => {
    const { ports, operator } = open.house
    const [shown] = await files()
    assert.ok(shown)
    const left = await ports.files.put(Readable.from([Buffer.from('left behind')]), 100)
    const longAgo = new Date(Date.now() - 25 * 3_600_000)
    for (const digest of [left.digest, shown.digest])
      await utimes(join(open.home, 'evidence', digest.slice(7, 9), digest.slice(7)), longAgo, longAgo)
    const owner = await connectOwner(process.env.DATABASE_OWNER_URL ?? '')
    await owner.query(`select set_config('hoshirushi.kind', 'maintenance', false)`)
    await owner.query('insert into evidence_intake values ($1, $2, $3)', ['some-maker', left.digest, longAgo])
    await owner.end()
    await open.house.close()
    const again = await openHouse({ home: open.home, operator, log: () => undefined }) // sweeps at its start, then daily
    assert.ok(again.ok)
    try {
      for (let tries = 0; tries < 200 && (await ports.files.size(left.digest)) !== undefined; tries++) await sleep(50)
      assert.equal(await ports.files.size(left.digest), undefined)
      assert.equal(await ports.files.size(shown.digest), shown.size)
    } finally {
      await again.value.close()
    }
  })
})
