import assert from 'node:assert/strict'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { type OpenHouse, openProduction, type Visitor } from './house.ts'

// What strangers may send to a running house. Nothing may be answered as our own mistake (500).
describe('the doors of a production house', () => {
  let open: OpenHouse
  let stranger: Visitor
  let maker: Visitor
  beforeAll(async () => {
    open = await openProduction()
    stranger = open.visitor()
    maker = await open.signUp('hanako@hikari.example', '株式会社ひかり見本（架空）')
  })
  afterAll(() => open.close())

  test('a null character, a year before the first and a broken percent sign are refused, not broken by', async () => {
    const asked: readonly [string, number][] = [
      ['/ja/register?q=%00', 400],
      ['/ja/register?q=a%00b', 400],
      ['/ja/register?level=%00', 400],
      ['/ja/register?maker=%00', 400],
      ['/ja/register?q=%EF%BF%BF%ED%A0%80', 200],
      ['/ja/register?page=99999999999999999999', 200],
      ['/ja/makers/%00', 400],
      ['/api/v1/labels?as_of=0000-01-01', 400],
      ['/api/v1/labels?as_of=0000-05-05T00:00:00Z', 400],
      ['/api/v1/labels/7K3M9QXP2C?as_of=0000-05-05', 400],
      ['/api/v1/makers?as_of=0001-01-01', 400],
      ['/bundle/%E0%A4%A', 404],
      ['/log/%E0%A4%A', 404],
      ['/ja/%E0%A4%A', 404],
    ]
    for (const [path, status] of asked) assert.equal((await stranger.request(path)).status, status, path)
    const told = await (await stranger.request('/ja/register?q=%00')).text()
    assert.match(told, /request-malformed/)
    assert.match(told, /制御文字/)
  })

  test('a form that cannot be read, or holds what cannot be kept, is refused', async () => {
    const body = (type: string, text: string) => ({ method: 'POST', headers: { 'content-type': type }, body: text })
    for (const type of ['multipart/form-data', 'multipart/form-data; boundary=x', 'multipart/form-data; boundary='])
      assert.equal((await stranger.request('/ja/account/sign-in', body(type, 'garbage'))).status, 400, type)
    for (const [path, field] of [
      ['/ja/account/passkeys/remove', 'id'],
      ['/ja/account/organisation', 'organisation'],
    ] as const)
      assert.equal((await maker.send(path, { [field]: 'a\0b' })).status, 400, path)
  })
})
