import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'vitest'
import { labelA, labelB } from '../../../../../tests/support/entries.ts'
import { fakeHouse } from '../../../../../tests/support/fake-house.ts'
import { shiftJis } from '../../../../../tests/support/shift-jis.ts'
import { recordSchema } from '../../../../core/procurement/record/record-schema.ts'
import { webApp } from '../../app.tsx'
import { formReader } from './sent-form.ts'

const root = join(import.meta.dirname, '../../../../..')
const app = () => webApp(fakeHouse())

type Field = string | { readonly bytes: Uint8Array | string; readonly name: string }

/** Sends the form as a browser does; answers the page in words. */
async function send(fields: Readonly<Record<string, Field>>, path = '/ja/check/result', own = app()) {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields))
    if (typeof value === 'string') body.append(name, value)
    else body.append(name, new File([value.bytes as never], value.name))
  const answer = await own.request(path, { method: 'POST', body })
  const html = await answer.text()
  return { answer, status: answer.status, html, words: wordsOf(html) }
}

const unescaped = (html: string) =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
const wordsOf = (html: string) =>
  unescaped((/<main[\s\S]*<\/main>/.exec(html)?.[0] ?? '').replace(/<[^>]+>/g, ' ')).replace(/\s+/g, ' ')
const titleOf = (html: string) => unescaped(/<title>([^<]*)/.exec(html)?.[1] ?? '')

/** Everything the form of an answer carries along, as the next step sends it. */
const carriedBy = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<input type="hidden"(?: form="again")? name="([^"]+)" value="([^"]*)"/g)].map((found) => [
      found[1]!,
      unescaped(found[2]!),
    ]),
  )
const textOf = (html: string) =>
  unescaped(/<textarea[^>]*>\n?([\s\S]*?)<\/textarea>/.exec(html)?.[1] ?? '')
    .replaceAll('\r\n', '\n')
    .trim()

const three = 'HR-200\nSG-40\nZZ-999'

describe('a list', () => {
  test('is answered row by row, what fails first, with codes, words and the label', async () => {
    const { status, html, words } = await send({ policy: 'gov-low', list: three })
    assert.equal(status, 200)
    assert.equal(titleOf(html), '判定結果 3件 適1 不適2 要確認0｜星印')
    assert.match(words, /3件を判定しました/)
    for (const code of ['OK', 'SUSPENDED', 'NOT_FOUND']) assert.match(words, new RegExp(`\\b${code}\\b`))
    assert.ok(words.indexOf('SG-40 不適') < words.indexOf('HR-200 適'))
    assert.match(html, new RegExp(`href="/l/${labelB}\\?lang=ja"`))
    assert.match(words, /登録がないことは、危険という意味ではありません/)
  })

  test('of importance medium or high is told what has no criteria yet', async () => {
    const { words } = await send({ policy: 'gov-mid-high', list: 'HR-200\nMC-12\nTH-1' })
    assert.match(words, /HR-200 要確認 この製品類型には、JC-STAR ☆3の基準がまだありません NO_CRITERIA_YET/)
    assert.match(words, /MC-12 適/)
  })

  test('is asked about on the day that was meant, however it is written', async () => {
    for (const as_of of ['2026-11-01', '2026/11/1', '２０２６年１１月１日']) {
      const { words } = await send({ policy: 'gov-low', as_of, list: 'SG-40' })
      assert.match(words, /適 1/, as_of)
      assert.match(words, /2026年11月1日（日）/)
    }
    const { words } = await send({ policy: 'gov-low', delivery: '2028-05-01', list: 'HR-200' })
    assert.match(words, /EXPIRES_BEFORE_DELIVERY/)
  })

  test('in Shift_JIS of 300 rows is read as such, and no cookie is set', async () => {
    const list = ['メーカー,型番', ...Array.from({ length: 300 }, () => ',HR-200')].join('\r\n')
    const { answer, words } = await send({ policy: 'gov-low', file: { bytes: shiftJis(list), name: '一覧.csv' } })
    assert.match(words, /300件を判定しました/)
    assert.match(words, /CSV、Shift_JIS、300行/)
    assert.equal(answer.headers.get('set-cookie'), null)
  })

  test('in a workbook is read with its sheet', async () => {
    const bytes = readFileSync(join(root, 'vectors/procurement/lists/plain.xlsx'))
    const { status, words } = await send({ policy: 'gov-low', file: { bytes, name: 'list.xlsx' } })
    assert.equal(status, 200)
    assert.match(words, /XLSX、シート「/)
  })

  test('in a workbook is read from the sheet that was named, and a name that is none is told with those there are', async () => {
    const bytes = readFileSync(join(root, 'vectors/procurement/lists/office.xlsx'))
    const file = { bytes, name: 'list.xlsx' }
    const { status, html, words } = await send({ policy: 'gov-low', file, sheet: 'Sheet 99' })
    assert.equal(status, 422)
    assert.match(html, /<a href="#sheet">/)
    assert.match(html, /value="Sheet 99"/)
    assert.match(words, /表紙 \| 機器一覧/)
    const named = await send({ policy: 'gov-low', file, sheet: '機器一覧' })
    assert.match(named.words, /シート「機器一覧」/)
    const cover = await send({ policy: 'gov-low', file, sheet: '表紙' })
    assert.doesNotMatch(cover.words, /シート「機器一覧」/)
  })

  test('with a label of another scheme says which, and asks to confirm it', async () => {
    const list = '型番\t制度\tレベル\tラベル番号\nCAM-1\tsg-cls\t2\tCLS-0001'
    const { words } = await send({ policy: 'gov-low', list })
    assert.match(words, /CAM-1 CLS-0001 sg-cls 2 要確認/)
    assert.match(words, /RECOGNITION_UNPROVEN/)
  })

  test('with rows that say the same has one number, and says what it counts', async () => {
    const { words } = await send({ policy: 'gov-low', list: 'HR-200\nSG-40\nHR-200' })
    assert.match(
      words,
      /3件を判定しました 同じ内容の行は、まとめて1つに示します。件数は、もとの一覧の行で数えています。/,
    )
  })

  test('goes along in the form and nowhere else: no address and no script knows it', async () => {
    const { answer, html } = await send({ policy: 'gov-low', list: 'SECRET-77' })
    assert.match(carriedBy(html)['carried'] ?? '', /SECRET-77/)
    assert.doesNotMatch([...html.matchAll(/(?:href|action)="([^"]*)"/g)].map(([, to]) => to).join(' '), /SECRET/)
    assert.doesNotMatch(html, /<script/)
    assert.doesNotMatch(answer.headers.get('content-security-policy') ?? '', /script-src|unsafe/)
  })

  test('whose cells are markup is shown as it is and does nothing', async () => {
    const { html } = await send({ policy: 'gov-low', list: '<img src=x onerror=alert(1)>\n"><svg onload=a>' })
    assert.doesNotMatch(html, /<img|<svg onload/)
  })
})

describe('the next step', () => {
  test('saves CSV that no spreadsheet executes, with one row of headings and every row of the list', async () => {
    const first = await send({ policy: 'gov-low', list: '型番,メーカー\nTH-1,=SUM(A1)\nSG-40,\nSG-40,' })
    const { answer, html: csv } = await send({ ...carriedBy(first.html), do: 'csv' })
    assert.match(answer.headers.get('content-disposition') ?? '', /attachment; filename="check-2026-11-24\.csv"/)
    const lines = csv.trimEnd().split('\r\n')
    assert.equal(lines.length, 4)
    assert.doesNotMatch(csv, /(^|,|\n)"?[=+@\t]/)
    assert.match(lines[2]!, /SUSPENDED/)
    assert.match(lines[1]!, /jp-government/)
  })

  test('saves JSON in the form of the command', async () => {
    const first = await send({ policy: 'gov-low', list: three })
    const { answer, html: json } = await send({ ...carriedBy(first.html), do: 'json' })
    assert.match(answer.headers.get('content-type') ?? '', /^application\/json/)
    assert.equal(recordSchema.parse(JSON.parse(json)).counts.lines, 3)
  })

  test('shows the same in the other language, and the list again for correction', async () => {
    const first = await send({ policy: 'gov-low', list: '型番\t数量\nHR-200\t3\nZZ-999\t1' })
    assert.match(first.html, /<button class="lang"[^>]*formaction="\/en\/check\/result"/)
    const english = await send(carriedBy(first.html), '/en/check/result')
    assert.match(english.words, /2 rows checked/)
    const form = await send(carriedBy(first.html), '/ja/check')
    assert.equal(textOf(form.html), '型番\t数量\nHR-200\t3\nZZ-999\t1')
    assert.match(form.html, /value="gov-low" checked/)
  })

  test('of one row is spoken of as one in English', async () => {
    const { html, words } = await send({ policy: 'gov-low', list: 'model,quantity\nHR-200,1' }, '/en/check/result')
    assert.match(titleOf(html), /^Result: 1 row, 1 meet/)
    assert.match(words, /1 row checked/)
    assert.match(words, /Show 1 row that meets the policy/)
    assert.doesNotMatch(words, /\b1 (rows|units)\b/)
  })

  test('filters by answer and by reason, and says how many are shown', async () => {
    const first = await send({ policy: 'gov-low', list: three })
    const { words } = await send({ ...carriedBy(first.html), show: 'does-not-meet', code: 'SUSPENDED' })
    assert.match(words, /3件のうち、1件を表示しています/)
    assert.doesNotMatch(words, /ZZ-999 不適/)
  })

  test('takes a choice among the candidates, for every row that asks for the same, and leaves the others alone', async () => {
    const list = 'メーカー,型番\n別の会社,HR-200\n,ZZ-999\n別の会社,HR-200'
    const first = await send({ policy: 'gov-low', list })
    assert.match(first.words, /要確認 2/)
    assert.match(first.html, new RegExp(`name="choice-2" value="${labelA}"`))
    const next = await send({ ...carriedBy(first.html), 'choice-2': labelA })
    assert.match(next.words, /不適 1 .*要確認 0 .*適 2/)
    assert.match(next.words, /候補から選択/)
    const again = await send({ ...carriedBy(next.html), do: 'again' })
    assert.match(again.words, /要確認 2/)
    const never = await send({ ...carriedBy(first.html), 'choice-2': labelB })
    assert.match(never.words, /要確認 2/)
  })

  test('takes another reading of the columns', async () => {
    const first = await send({ policy: 'gov-low', list: 'a,b\nHR-200,SG-40\nZZ-1,ZZ-2' })
    const next = await send({ ...carriedBy(first.html), 'column-0': '', 'column-1': 'model', headings: '1' })
    assert.match(next.words, /SUSPENDED/)
    const twice = await send({ ...carriedBy(first.html), 'column-0': 'model', 'column-1': 'model', headings: '1' })
    assert.equal(twice.status, 422)
  })
})

describe('a profile', () => {
  const list = '役割,型番,システム\nルーター,HR-2000,A邸\n照明,KB-7,A邸\nルーター,HR-2000,B邸'
  test('answers system by system, with a drawing that has a name, a summary and a table', async () => {
    const { html, words } = await send({ policy: 'smart-home', list })
    assert.match(words, /「A邸」は満たさない。機器2件のうち、ラベルが見つかったものは2件です。/)
    assert.match(
      html,
      /<svg class="system"[^>]*role="img" aria-labelledby="system-1-drawing-name system-1-drawing-summary"/,
    )
    assert.match(html, /<title id="system-1-drawing-name">/)
    assert.match(words, /A邸：役割ごとの判定/)
  })
})

describe('what cannot be answered', () => {
  const refused = async (fields: Record<string, Field>, code: string | undefined, says: RegExp) => {
    const found = await send({ policy: 'gov-low', ...fields })
    assert.equal(found.status, 422, found.words.slice(0, 300))
    assert.match(titleOf(found.html), /^エラー：/)
    assert.match(found.html, /<div class="errs"[^>]*autofocus/)
    assert.match(found.words, says)
    if (code) assert.match(found.words, new RegExp(`コード ${code}`))
    return found
  }

  test('1,001 rows: the limit is named, and what was pasted is still there', async () => {
    const list = Array.from({ length: 1001 }, (_, i) => `M-${i}`).join('\n')
    const { html } = await refused({ list }, 'list-too-many-rows', /1000行/)
    assert.equal(textOf(html), list)
    assert.match(html, /<a href="#list">/)
    assert.match(html, /aria-invalid="true"/)
  })

  test('a text of more than a megabyte stays in the field, and so does a cell of ten', async () => {
    const list = `HR-200,${'x'.repeat(1_100_000)}`
    const { html } = await refused({ list }, 'list-too-large', /バイト/)
    assert.equal(textOf(html).length, list.length)
    await refused({ list: `型番\n"${'y'.repeat(900_000)}` }, undefined, /引用符|長すぎる/)
  })

  test('a file that is too large is refused by its size', async () => {
    await refused({ file: { bytes: new Uint8Array(3_000_000), name: 'a.csv' } }, 'list-too-large', /3000000バイト/)
  })

  test('what is no list says what it is', async () => {
    const pdf = { bytes: `%PDF-1.7\n${'x'.repeat(200)}`, name: 'list.csv' }
    await refused({ file: pdf }, 'list-not-text', /PDF/)
    const old = { bytes: new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, ...new Uint8Array(600)]), name: 'old.xls' }
    await refused({ file: old }, 'list-old-excel', /\.xls/)
    await refused({ file: { bytes: '<html><table><tr><td>HR-200', name: 'a.xls' } }, 'list-markup', /HTML/)
    const random = { bytes: Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919) % 256), name: 'a.csv' }
    await refused({ file: random }, 'list-not-text', /一覧として読めません/)
  })

  test('nothing at all, no policy, both ways at once, or only headings', async () => {
    await refused({ list: '' }, undefined, /一覧を貼り付けるか、ファイルを選んでください/)
    await refused({ policy: '', list: three }, undefined, /方針をひとつ選んでください/)
    const { html } = await refused({ list: three, file: { bytes: 'HR-1', name: 'a.csv' } }, undefined, /どちらかひとつ/)
    assert.equal(textOf(html), three)
    await refused({ list: '型番,メーカー\n' }, 'list-nothing-there', /行がありません/)
  })

  test('days that are none, out of order or not come yet lead to their field, with the list kept', async () => {
    for (const [fields, field, code] of [
      [{ as_of: '2026-02-30' }, 'as_of', 'day-malformed'],
      [{ as_of: '2026-11-25' }, 'as_of', 'day-after-register'],
      [{ delivery: '2026-11-23' }, 'delivery', 'delivery-before-day'],
      [{ delivery: '2027-03-31', contract_end: '2027-03-30' }, 'contract_end', 'contract-ends-before'],
    ] as const) {
      const { html } = await refused({ ...fields, list: three }, code, /日/)
      assert.match(html, new RegExp(`<a href="#${field}">`))
      assert.equal(textOf(html), three)
    }
  })

  test('a policy nobody knows is not guessed', () =>
    refused({ policy: 'gov-lo', list: three }, 'policy-unknown', /gov-lo/))

  test('columns that are not clear are asked about, with the list along', async () => {
    const found = await send({ policy: 'gov-low', list: '型番,型番\nHR-200,SG-40\nZZ-1,ZZ-2' })
    assert.equal(found.status, 422)
    assert.match(found.words, /list-columns-unclear/)
    assert.match(found.html, /name="column-1"/)
    const next = await send({ ...carriedBy(found.html), 'column-0': '', 'column-1': 'model', headings: '1' })
    assert.match(next.words, /SUSPENDED/)
  })

  test('a form that was tampered with is refused in words', async () => {
    for (const carried of ['{', '{}', '[]', '{"rows":[[0,["a"]]]}', 'null']) {
      const { status } = await send({ policy: 'gov-low', carried })
      assert.equal(status, 422, carried)
    }
    const own = app()
    const answer = await own.request('/ja/check/result', {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: '--x\r\ncontent-disposition: form-data; name="list"\r\n\r\nHR-2',
    })
    assert.equal(answer.status, 400)
  })

  test('more than may be held at once is refused for the moment, and room comes back', async () => {
    const read = formReader(1_000)
    const asked = (length: number) => {
      const body = new FormData()
      body.append('list', 'x'.repeat(length))
      const request = new Request('http://localhost/', { method: 'POST', body })
      return { c: { req: { raw: request, header: (name: string) => request.headers.get(name) } } } as never
    }
    assert.equal(await read(asked(5_000)), 'busy')
    assert.equal(typeof (await read(asked(200))), 'object')
  })

  test('a form of another site is refused', async () => {
    const answer = await app().request('/ja/check/result', {
      method: 'POST',
      headers: { origin: 'https://evil.example' },
      body: new URLSearchParams({ policy: 'gov-low', list: 'HR-200' }),
    })
    assert.equal(answer.status, 403)
  })
})

describe('the first page', () => {
  test('offers the presets of today, with what is planned or an example said so', async () => {
    const words = wordsOf(await (await app().request('/ja/check')).text())
    assert.match(words, /政府機関 重要度「低」（☆1以上）/)
    assert.match(words, /企業の調達方針（例） 例/)
    assert.match(words, /一覧は保存しません/)
  })

  test('takes policy and days from its address, and an answer has none of its own', async () => {
    const html = await (await app().request('/en/check?policy=gov-mid-high&delivery=2027-03-31')).text()
    assert.match(html, /value="gov-mid-high" checked/)
    assert.match(html, /name="delivery"[^>]*value="2027-03-31"/)
    const answer = await app().request('/en/check/result?policy=gov-low')
    assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/en/check?policy=gov-low'])
  })
})
