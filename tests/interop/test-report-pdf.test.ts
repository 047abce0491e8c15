import assert from 'node:assert/strict'
import { extractText, getDocumentProxy } from 'unpdf'
import { test } from 'vitest'
import { testReportPdf } from '../../src/adapters/artwork/test-report-pdf.ts'
import { digestBytes } from '../../src/core/kernel/digest.ts'
import type { Language } from '../../src/core/kernel/text.ts'
import { assess } from '../../src/lab/assess.ts'
import type { Check } from '../../src/lab/check.ts'
import { readIxit } from '../../src/lab/declared/read-ixit.ts'
import type { ReportGiven } from '../../src/lab/evidence/export/reported-results.ts'
import { type TestReport, testReport } from '../../src/lab/evidence/export/test-report.ts'
import { openEvidence } from '../../src/lab/evidence/open-evidence.ts'
import { type RunToSeal, sealRun } from '../../src/lab/evidence/seal.ts'
import { openPorts, sampleIxit, samplePolicy, sampleRecord, sampleRun } from '../support/lab-evidence.ts'

// The report as somebody else's reader finds it: what can be searched, copied and read aloud.

async function reportOf(
  language: Language,
  change: Partial<RunToSeal> = {},
  given: Partial<ReportGiven> = {},
): Promise<TestReport> {
  const file = await sealRun(sampleRun(change))
  const opened = openEvidence(file)
  assert.ok(opened.ok, JSON.stringify(opened))
  const declared = readIxit(opened.value.ixit)
  const all = { checks: [openPorts], declared, digest: digestBytes(file), result: 'verified' as const, language }
  return testReport(opened.value, { ...all, ...given })
}

async function textOf(report: TestReport): Promise<{ readonly text: string; readonly pages: readonly string[] }> {
  const pdf = await getDocumentProxy(new Uint8Array(testReportPdf(report)))
  const { text } = await extractText(pdf, { mergePages: false })
  const pages = text.map((page) => page.normalize('NFKC').replace(/[\s\u200b]+/g, ''))
  return { text: pages.join(''), pages }
}

test('the report says what ISO/IEC 17025 asks for, in Japanese', async () => {
  const { text } = await textOf(await reportOf('ja'))
  for (const part of [
    '試験報告書',
    sampleRecord.id,
    '見本試験所',
    '東京都見本区見本1-2-3',
    '見本電機株式会社',
    'みほんカメラMC-100',
    'ETSITS103701V2.1.1',
    '2026-11-2410:00:00JST',
    'MC100-000123',
    '未使用、箱入り',
    'tcp/39527は開いていますが、申告されていません。',
    'LogIntf-Web',
    '不合格',
    '未実施',
    '見ていない試験単位が1件あります',
    '5.6-1-2b物理的な口は、すべてIXITに書かれているか。未実施人が見て確かめる項目です。',
    '判定の規則',
    '結果は、ここに示した試料にだけ関係します。',
    'この報告書に意見や解釈は含まれません。',
    '見本花子(試験員)',
    '以上',
  ])
    assert.ok(text.includes(part), `${part} is not in the text`)
})

test('and in English', async () => {
  const { text } = await textOf(await reportOf('en'))
  for (const part of [
    'Testreport',
    'tcp/39527isopenandnotdeclared.',
    'nothingdeclared',
    'Theresultsrelateonlytothesamplesdescribedhere.',
    'Decisionrule',
    'Endofreport',
  ])
    assert.ok(text.includes(part), `${part} is not in the text`)
  assert.ok(!text.includes('試験報告書'))
})

test('every page has the number of the report, and says which of how many it is', async () => {
  const checks: readonly Check[] = Array.from({ length: 40 }, (_, i) => ({
    ...openPorts,
    id: `5.6-${i}-2`,
    units: openPorts.units.map((u) => ({ ...u, id: `5.6-${i}-2${u.id.slice(-1)}` })),
    judge: (g) => openPorts.judge(g).map((v) => ({ ...v, unit: `5.6-${i}-2${v.unit.slice(-1)}` })),
  }))
  const { observations } = sampleRun()
  const assessment = assess(checks, { declared: readIxit(sampleIxit), observations, policy: samplePolicy })
  const { pages } = await textOf(await reportOf('ja', { assessment }, { checks }))
  assert.ok(pages.length > 4)
  for (const [i, page] of pages.entries()) {
    assert.ok(page.includes(sampleRecord.id))
    assert.ok(page.includes(`${i + 1}/${pages.length}`), `page ${i + 1}`)
  }
})

test('the same evidence is the same file, in each language', async () => {
  for (const language of ['ja', 'en'] as const)
    assert.deepEqual(testReportPdf(await reportOf(language)), testReportPdf(await reportOf(language)))
})

test('a partial record, an unknown key, broken evidence and a bench without a laboratory are said first', async () => {
  const { laboratory, ...without } = sampleRecord
  assert.ok(laboratory)
  const change = { record: { ...without, ending: 'stopped' as const } }
  const notices = async (result: ReportGiven['result']) => (await reportOf('en', change, { result })).notices
  assert.equal((await reportOf('en')).notices.length, 0)
  assert.equal((await notices('verified')).length, 2)
  const broken = await reportOf('en', change, { result: 'broken' })
  assert.match(broken.notices[0]!, /could not be verified/)
  assert.match((await notices('verified-unknown-key'))[0]!, /whose key/)
  const { pages } = await textOf(broken)
  assert.ok(pages[0]!.startsWith('Theevidencebehindthisreportcouldnotbeverified'))
})

test('what was typed and what a device said is text, never a command, however long it is', async () => {
  const evil = '#panic("x") ] $ * _ \\ " #read("/etc/passwd") '
  const report = await reportOf('en', {
    record: {
      ...sampleRecord,
      product: { ...sampleRecord.product, name: evil },
      deviations: [{ what: `${evil}${'x'.repeat(1900)}` }],
    },
    observations: [
      {
        id: 'service/tcp/80',
        sample: 1,
        endpoint: 'tcp/80',
        began: 0,
        took: 0,
        completeness: 'partial',
        trouble: 'no-answer',
        seen: { kind: 'service', protocol: 'http', tls: false, banner: 'W'.repeat(512) },
      },
    ],
    assessment: {
      units: [
        {
          unit: '5.6-1-2a',
          check: '5.6-1-2',
          verdict: 'inconclusive',
          parts: [
            {
              unit: '5.6-1-2a',
              about: `LogIntf-${'Y'.repeat(300)}`,
              verdict: 'inconclusive',
              reason: { code: 'undeclared', facts: { port: 'Z'.repeat(1500) } },
              restsOn: ['service/tcp/80'],
            },
          ],
        },
      ],
      digest: digestBytes(''),
    },
  })
  const { text } = await textOf(report)
  assert.ok(text.includes('#panic("x")]$*_\\"#read("/etc/passwd")'))
  for (const [sign, count] of [
    ['x', 1900],
    ['Y', 300],
    ['Z', 1500],
  ] as const)
    assert.ok(text.split(sign).length > count, `${sign} was cut`)
})

test('a reason that this version does not know is shown by its code', async () => {
  const report = await reportOf('ja', {}, { checks: [] })
  assert.deepEqual(
    report.results.checks[0]!.units[0]!.rows.map(({ reason }) => reason),
    ['undeclared', 'declared'],
  )
})

test('the file calls itself PDF/A-2b', async () => {
  assert.match(Buffer.from(testReportPdf(await reportOf('ja'))).toString('latin1'), /pdfaid:part>2</)
})
