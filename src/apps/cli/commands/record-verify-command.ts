import type { Fault } from '../../../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import type { Language } from '../../../core/kernel/text.ts'
import { answerText } from '../../../core/procurement/answer.ts'
import { indexForeign } from '../../../core/procurement/foreign-list.ts'
import { openIndex, type RegisterIndex } from '../../../core/procurement/register-index.ts'
import { readTrust, type Trust } from '../../../core/verifier/trust.ts'
import { checkMoment, openForeignLists, openRegister } from '../../compose-check.ts'
import { readText } from '../../compose-commands.ts'
import { openSheetFile, type VerifiedSheet } from '../../compose-sheet.ts'
import { type Command, type Exit, printFault, type Terminal, type Tone } from '../command.ts'
import { homeFolder } from '../home-folder.ts'
import { readOptions } from '../options.ts'

/** `record verify`: is the record of a check genuine, and does it come to the same again? 0 yes, 1 not shown, 2 it is not. */
export const recordVerify: Command = {
  name: 'record verify',
  usage: 'record verify FILE [--trust FILE] [--register FILE] [--foreign FILE] [--json]',
  summary: {
    ja: '確認記録票（PDF）や確認の記録（JSON）が、署名されたままかを確かめ、登録簿のファイルがあれば判定を再現します。ネットワークは要りません。',
    en: 'Verifies that a record sheet (PDF) is as it was signed and, with a file of the register, judges every row again. No network is needed.',
  },
  options: [
    ['FILE', { ja: '確認記録票のPDFか、確認の記録のJSON', en: 'a record sheet as PDF, or a record as JSON' }],
    ['--trust FILE', { ja: '信頼の起点（root.json）', en: 'the trust anchor (root.json)' }],
    [
      '--register FILE',
      {
        ja: '登録簿のファイルか、そのフォルダー。--trust があれば、その署名も確かめる',
        en: 'a file of the register, or its folder; with --trust its signature is verified as well',
      },
    ],
    ['--foreign FILE', { ja: '判定に使った、ほかの制度の一覧', en: 'the lists of other schemes that were used' }],
    ['--json', { ja: '結果を JSON で', en: 'the result as JSON' }],
  ],
  examples: ['record verify check-2026-11-24.pdf --trust root.json --register register.jsonl.zst'],
  async run(args, terminal) {
    const options = readOptions(args, {
      trust: { type: 'string' },
      register: { type: 'string' },
      foreign: { type: 'string', multiple: true },
      json: { type: 'boolean' },
    })
    if (!options.ok) return printFault(terminal, options.fault)
    const { positionals, values } = options.value
    const [file] = positionals
    if (file === undefined || positionals.length > 1)
      return printFault(terminal, { code: 'option-wrong', reason: 'FILE' } as Fault)
    const found = await verify(file, values)
    if (!found.ok) {
      if (values.json) terminal.out(JSON.stringify({ fault: found.fault }, null, 2))
      return printFault(terminal, found.fault)
    }
    if (values.json) terminal.out(JSON.stringify(asData(found.value), null, 2))
    else tell(found.value, terminal)
    return exitOf(found.value)
  },
}

interface Given {
  readonly trust?: string | undefined
  readonly register?: string | undefined
  readonly foreign?: readonly string[] | undefined
}

interface Found extends VerifiedSheet {
  readonly registerSigned: boolean
}

async function verify(file: string, { trust: anchor, register, foreign = [] }: Given): Promise<Result<Found, Fault>> {
  const trust = await openTrust(anchor)
  if (!trust.ok) return trust
  const lists = await openForeignLists(foreign)
  if (!lists.ok) return lists
  let index: RegisterIndex | undefined
  if (register !== undefined) {
    const snapshot = await openRegister(
      { file: register, trust: undefined },
      { home: homeFolder(), now: checkMoment() },
    )
    if (!snapshot.ok) return snapshot
    index = openIndex(snapshot.value)
  }
  const found = await openSheetFile(file, {
    trust: trust.value,
    register: index,
    foreign: indexForeign(lists.value),
    home: homeFolder(),
  })
  if (!found.ok) return found
  const { signature, reproduction } = found.value
  // A seal that is good vouches for the register it names; every other register has to be signed itself.
  const vouched = signature === 'good' && reproduction?.register === 'same'
  if (register === undefined || anchor === undefined || vouched) return ok({ ...found.value, registerSigned: vouched })
  const signed = await openRegister({ file: register, trust: anchor }, { home: homeFolder(), now: checkMoment() })
  return signed.ok ? ok({ ...found.value, registerSigned: true }) : signed
}

async function openTrust(file: string | undefined): Promise<Result<Trust | undefined, Fault>> {
  if (file === undefined) return ok(undefined)
  const text = await readText(file)
  return text === undefined ? refuse({ code: 'option-wrong', reason: `--trust ${file}` } as Fault) : readTrust(text)
}

// A signature shows who made it. Without one, only judging it again by a register that is signed shows that it is right.
function exitOf({ signature, reproduction, registerSigned }: Found): Exit {
  if (reproduction !== undefined && reproduction.differences.length > 0) return 1
  if (signature === 'good') return 0
  return reproduction !== undefined && registerSigned && reproduction.reworded === 0 ? 0 : 1
}

const asData = ({ sheet, ...found }: Found) => ({
  ...found,
  record: { made_at: sheet.record.made_at, basis: sheet.record.basis, counts: sheet.record.counts },
})

const shownMost = 50

const words = {
  signature: {
    good: { ja: '署名は正しく、PDFは署名されたままです', en: 'The signature is good, and the PDF is as it was signed' },
    'not-verified': {
      ja: '署名は確かめていません（--trust がありません）',
      en: 'The signature was not verified: there is no --trust',
    },
    unsigned: { ja: '署名はありません', en: 'There is no signature' },
  },
  paper: {
    same: { ja: '記録から描きなおしたPDFと、同じです', en: 'Drawn again from the record, the paper is the same' },
    otherwise: {
      ja: 'この版のプログラムでは、同じPDFになりません（署名は正しいので、ほかの版で作られたものです）',
      en: 'This version of the program draws it differently; the signature is good, so another version made it',
    },
    none: { ja: '印刷された票は、ありません', en: 'There is no paper to compare' },
  },
  notJudged: {
    ja: '判定は再現していません（--register がありません）',
    en: 'The rows were not judged again: there is no --register',
  },
  same: (n: number) => ({
    ja: `同じ登録簿で判定しなおし、${n}件すべてが同じ結果です`,
    en: `Judged again by the same register: all ${n} rows come to the same`,
  }),
  other: (n: number, at: string) => ({
    ja: `別の時点（${at}）の登録簿で判定しなおし、${n}件すべてが同じ結果です`,
    en: `Judged again by the register of another moment (${at}): all ${n} rows come to the same`,
  }),
  differs: (n: number, at: string) => ({
    ja: `登録簿（${at}）で判定しなおすと、${n}件が違います`,
    en: `Judged again by the register (${at}), ${n} come to something else`,
  }),
  reworded: (n: number) => ({
    ja: `${n}件は、同じ判定で、言い方が違います`,
    en: `${n} have the same verdict in other words`,
  }),
  said: { ja: '記録', en: 'recorded' },
  found: { ja: '今回', en: 'now' },
  row: { ja: '行', en: 'row ' },
  more: (n: number) => ({ ja: `ほか${n}件`, en: `and ${n} more` }),
  policy: { ja: '方針', en: 'Policy' },
  asOf: { ja: '判定日', en: 'Day asked about' },
  register: { ja: '登録簿', en: 'Register' },
} as const

function tell(found: Found, terminal: Terminal): void {
  const { sheet, signature, paper, reproduction } = found
  const { language } = terminal
  const { basis, counts } = sheet.record
  const say = (text: { readonly ja: string; readonly en: string }, tone?: Tone) => terminal.out(text[language], tone)
  say(words.signature[signature], signature === 'good' ? 'ok' : 'wait')
  say(words.paper[paper])
  if (reproduction === undefined) say(words.notJudged, 'wait')
  else {
    const { differences, rows, takenAt, register, reworded } = reproduction
    if (differences.length > 0) say(words.differs(differences.length, takenAt), 'stop')
    else say(register === 'same' ? words.same(rows) : words.other(rows, takenAt), 'ok')
    if (reworded > 0) say(words.reworded(reworded), 'wait')
    for (const { row, system, said, found: got } of differences.slice(0, shownMost))
      terminal.out(
        `  ${row === undefined ? system : placeOf(row, language)}  ${words.said[language]}: ${said} → ${words.found[language]}: ${got}`,
      )
    if (differences.length > shownMost) say(words.more(differences.length - shownMost))
  }
  terminal.out('')
  terminal.out(`${words.policy[language]}: ${basis.against.id}@${basis.against.version} ${basis.against.digest}`)
  terminal.out(`${words.asOf[language]}: ${basis.as_of}`)
  terminal.out(`${words.register[language]}: ${basis.register.taken_at} ${basis.register.digest}`)
  for (const answer of ['does-not-meet', 'needs-checking', 'meets'] as const)
    terminal.out(`${answerText[answer][language]}: ${counts.answers[answer]}`)
}

const placeOf = (row: number, language: Language): string =>
  language === 'ja' ? `${row}${words.row.ja}` : `${words.row.en}${row}`
