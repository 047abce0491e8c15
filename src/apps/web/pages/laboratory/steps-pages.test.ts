import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { beforeAll, test } from 'vitest'
import { declaring, people } from '../../../../../tests/support/application.ts'
import { FormBrowser } from '../../../../../tests/support/form-browser.ts'
import {
  attachRecorded,
  type LaboratoryDesk,
  laboratoryDesk,
  orderedRouter,
} from '../../../../../tests/support/laboratory-gallery.ts'
import type { Viewer } from '../../../../casework/roles.ts'
import { notesFor } from '../../../../casework/runs.ts'
import { readGuidedFile } from '../../../../lab/guided/guided-bundle.ts'
import { webApp } from '../../app.tsx'

const { applicant, evaluator } = people
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

let desk: LaboratoryDesk
let steps: string
let order: string
let browser: (who: Viewer, cookies?: string) => FormBrowser
beforeAll(async () => {
  desk = await laboratoryDesk()
  order = await orderedRouter(desk)
  steps = `/ja/desk/applications/${desk.story.now().id}/runs/${order}/steps`
  const { house } = desk
  const { ports } = house
  const app = webApp(
    {
      ...house,
      ports: { ...ports, chance: { ...ports.chance, uuid: randomUUID } },
      accounts: { ...house.accounts, signOut: async () => undefined },
    },
    { addressOf: () => '192.0.2.9' },
  )
  browser = (who, cookies = '') => {
    const b = new FormBrowser(app, 'https://label.example.jp')
    b.cookie = `__Host-hoshirushi=${who.person}${cookies}`
    return b
  }
})
const notes = () => notesFor(desk.story.now(), order)

/** What the script of the page sends. */
const send = async (who: Viewer, path: string, fields: Readonly<Record<string, string | File>>, upload = false) => {
  const form = upload ? new FormData() : new URLSearchParams()
  for (const [name, value] of Object.entries({ csrf: `token-of-${who.person}`, ...fields }))
    (form as FormData).append(name, value as string)
  const answer = await browser(who).fetch(`${steps}${path}`, {
    method: 'POST',
    body: form,
    headers: { origin: 'https://label.example.jp' },
  })
  return { status: answer.status, json: (await answer.json()) as Record<string, never> }
}

test('a picture is taken without a script, stands in the step, and goes to the bench with the records', async () => {
  const b = await browser(evaluator).open(`${steps}?step=physical-ports&about=device`)
  await b.press('始める')
  await b.press('次へ')
  assert.match(b.text, /写真を撮る・選ぶ/)
  await b.press('次へ')
  assert.equal(b.status, 422)
  assert.match(b.text, /写真を選んでください/)
  await b.press('次へ', { picture: new File(['<script>alert(1)</script>'], 'page.html', { type: 'text/html' }) })
  assert.equal(b.status, 422)
  assert.deepEqual(notes().pictures, [])
  await b.press('次へ', { picture: new File([png], '../../IMG 1.png', { type: 'image/png' }) })
  assert.equal(b.status, 200)
  assert.match(b.text, /写真 1枚/)
  assert.deepEqual(
    notes().pictures.map(({ type, size }) => [type, size]),
    [['image/png', png.length]],
  )
  await b.open(steps)
  assert.match(b.text, /記録 2件、写真 1枚/)

  const zip = await b.fetch(`${steps}/guided.zip`)
  assert.equal(zip.headers.get('content-disposition'), `attachment; filename="${order}-guided.zip"`)
  const bundle = readGuidedFile(new Uint8Array(await zip.arrayBuffer()))
  assert.deepEqual(bundle?.records.map(({ said }) => said.what).toSorted(), ['begun', 'picture'])
  assert.ok(bundle?.records.every(({ person }) => person === '見本 花子'))
  assert.deepEqual(
    bundle?.pictures.map(({ bytes }) => Buffer.from(bytes).equals(png)),
    [true],
  )
  const picture = bundle?.records.find(({ said }) => said.what === 'picture')?.said
  assert.equal(picture?.what === 'picture' && picture.name, 'IMG 1.png', 'no folders in a name')
  const json = readGuidedFile(new Uint8Array(await (await b.fetch(`${steps}/guided.json`)).arrayBuffer()))
  assert.deepEqual(json?.records, bundle?.records)
})

test('what a telephone sends again changes nothing; what is not its owner’s, or no record, is refused in words', async () => {
  const record = {
    ...{
      id: randomUUID(),
      at: '2026-11-24T01:10:00.000Z',
      person: '見本 花子',
      sample: 1,
      step: 'sensors',
      about: 'device',
    },
    said: { what: 'begun' },
  }
  const sent = (records: unknown) => send(evaluator, '/records', { sent: JSON.stringify({ records }) })
  const before = notes().notes.length
  for (const _ of [1, 2, 3]) {
    const { status, json } = await sent([record])
    assert.equal(status, 200)
    assert.deepEqual(json, { kept: [record.id], conflicts: 0 })
  }
  assert.equal(notes().notes.length, before + 1)

  const other = await sent([{ ...record, id: randomUUID(), person: '別の 人' }])
  assert.equal(other.status, 422)
  assert.match(JSON.stringify(other.json), /steps-of-somebody-else/)
  for (const wrong of [[], [{ ...record, id: 'x' }], [{ ...record, extra: 1 }], 'no list', Array(201).fill(record)])
    assert.equal((await sent(wrong)).status, 400, JSON.stringify(wrong).slice(0, 60))
  assert.equal((await send(evaluator, '/records', { sent: '{' })).status, 400)
  assert.equal(notes().notes.length, before + 1)
})

test('a picture comes only with the token of the form, of a kind that is taken, and within its size', async () => {
  const post = (fields: Readonly<Record<string, string | File>>) => send(evaluator, '/pictures', fields, true)
  const taken = await post({ picture: new File([png], 'a.png', { type: 'image/png' }) })
  assert.equal(taken.status, 200)
  assert.deepEqual([taken.json['type'], taken.json['size']], ['image/png', png.length])
  const forged = await post({ csrf: 'another', picture: new File([png], 'a.png', { type: 'image/png' }) })
  assert.equal(forged.status, 403)
  const large = await post({ picture: new File([png, new Uint8Array(5_100_000)], 'a.png', { type: 'image/png' }) })
  assert.ok(large.status >= 400, String(large.status))
  for (const [name, content] of [
    ['page.html', '<html><script>1</script>'],
    ['run.zip', 'PK\u0003\u0004'],
  ] as const)
    assert.ok((await post({ picture: new File([content], name) })).status >= 400, name)
})

test('of a picture that comes as it was taken, the place is not kept; what a script has drawn stays as its records name it', async () => {
  const place = Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\0 35.6812N 139.7671E', 'latin1')
  const jpeg = Buffer.concat([
    Buffer.from('ffd8ffe1', 'hex'),
    Buffer.from([0, place.length + 2]),
    place,
    Buffer.from('ffdb0003aaffda000201ffd9', 'hex'),
  ])
  const picture = () => new File([jpeg], 'a.jpg', { type: 'image/jpeg' })
  const kept = async (digest: string) => {
    const parts: Buffer[] = []
    const content = await desk.house.ports.files.get(digest as `sha256:${string}`)
    for await (const part of content ?? []) parts.push(Buffer.from(part as Uint8Array))
    return Buffer.concat(parts)
  }
  const drawn = await send(evaluator, '/pictures', { picture: picture() }, true)
  assert.equal(drawn.status, 200)
  assert.deepEqual(await kept(drawn.json['digest'] ?? ''), jpeg)
  const b = await browser(evaluator).open(`${steps}?step=physical-ports&about=device&at=2`)
  await b.press('次へ', { picture: picture() })
  assert.equal(b.status, 200)
  const [last] = notes().pictures.slice(-1)
  assert.equal(last?.type, 'image/jpeg')
  assert.equal((await kept(last?.digest ?? '')).toString('hex'), 'ffd8ffdb0003aaffda000201ffd9')
  assert.equal(last?.size, 14)
  // A form that is cut off in the middle of its file ends, and keeps nothing.
  const boundary = '----x'
  const part = (name: string, value: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  const cut = await browser(evaluator).fetch(`${steps}/pictures`, {
    method: 'POST',
    headers: { origin: 'https://label.example.jp', 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: `${part('csrf', 'token-of-evaluator')}${part('page', 'yes')}--${boundary}\r\nContent-Disposition: form-data; name="picture"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n\xff\xd8`,
  })
  assert.equal(cut.status, 400)
})

test('whoever signs out with records that wait is asked first; then the browser forgets all of it', async () => {
  const out = (cookies: string) => browser(evaluator, cookies)
  const leave = async (cookies: string, fields: Readonly<Record<string, string>> = {}) => {
    const answer = await out(cookies).fetch('/ja/account/sign-out', {
      method: 'POST',
      body: new URLSearchParams({ csrf: 'token-of-evaluator', ...fields }),
      headers: { origin: 'https://label.example.jp' },
    })
    return {
      status: answer.status,
      forgets: answer.headers.get('clear-site-data'),
      text: await answer.text(),
      set: answer.headers.getSetCookie(),
    }
  }
  const asked = await leave('; hoshirushi-steps=2')
  assert.equal(asked.status, 200)
  assert.match(asked.text, /<h1[^>]*>送っていない記録があります<\/h1>[\s\S]*2件/)
  assert.equal(asked.forgets, null)
  assert.ok(
    asked.set.every((cookie) => !cookie.startsWith('__Host-hoshirushi=;')),
    'still signed in',
  )
  const sure = await leave('; hoshirushi-steps=2', { anyway: 'yes' })
  assert.deepEqual([sure.status, sure.forgets], [303, '"storage"'])
  assert.ok(sure.set.some((cookie) => /^hoshirushi-steps=;.*Max-Age=0/.test(cookie)))
  assert.ok(sure.set.some((cookie) => /^__Host-hoshirushi=;.*Max-Age=0/.test(cookie)))
  // Nothing waits, or nobody knows how much: out at once, and it is forgotten all the same.
  for (const cookies of ['; hoshirushi-steps=0', '; hoshirushi-steps=%3Cb%3E'])
    assert.deepEqual(await leave(cookies).then(({ status, forgets }) => [status, forgets]), [303, '"storage"'], cookies)
  assert.equal((await leave('')).forgets, null, 'a browser that kept nothing is not told to forget what others keep')
})

test('once the application cannot be changed the steps are there to read, and nothing is noted any more', async () => {
  await attachRecorded(desk, 'router')
  await desk.story.does(applicant, 'declare', declaring(desk.story))
  const b = await browser(evaluator).open(steps)
  assert.equal(b.status, 200)
  assert.match(b.text, /いま変更できません/)
  assert.doesNotMatch(b.html, /<script|id="steps-data"/)
  const before = notes()
  const { status } = await send(evaluator, '/records', {
    sent: JSON.stringify({
      records: [
        {
          ...{ id: randomUUID(), at: '2026-11-24T01:10:00.000Z', person: '見本 花子', sample: 1, step: 'sensors' },
          ...{ about: 'device', said: { what: 'begun' } },
        },
      ],
    }),
  })
  assert.equal(status, 409)
  assert.deepEqual(notes(), before)
})
