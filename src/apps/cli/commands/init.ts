import type { Fault } from '../../../core/kernel/fault.ts'
import type { Language } from '../../../core/kernel/text.ts'
import { initialise, readOperator } from '../../compose.ts'
import type { Operator } from '../../house.ts'
import { type Command, printFault, type Terminal } from '../command.ts'
import { homeFolder } from '../home-folder.ts'
import { readOptions } from '../options.ts'

interface Question {
  readonly flag: string
  readonly ask: Record<Language, string>
  readonly accepts: RegExp
  readonly optional?: boolean
}

const questions: readonly Question[] = [
  { flag: 'name-ja', ask: { ja: '運営者の名称（日本語）', en: 'Name of the operator, in Japanese' }, accepts: /\S/ },
  { flag: 'name-en', ask: { ja: '運営者の名称（英語）', en: 'Name of the operator, in English' }, accepts: /\S/ },
  {
    flag: 'address',
    ask: { ja: '公開するアドレス（https://…）', en: 'Public address (https://…)' },
    accepts: /^https:\/\/[^/\s]+$/,
  },
  { flag: 'help-mail', ask: { ja: '問い合わせ先のメール', en: 'Mail address for questions' }, accepts: /^\S+@\S+$/ },
  { flag: 'admin-name', ask: { ja: '最初の管理者の氏名', en: 'Name of the first administrator' }, accepts: /\S/ },
  {
    flag: 'admin-mail',
    ask: { ja: '最初の管理者のメール', en: 'Mail address of the first administrator' },
    accepts: /^\S+@\S+$/,
  },
  {
    flag: 'smtp',
    ask: {
      ja: 'メールサーバー（smtp://または smtps://利用者:パスワード@ホスト:番号。空欄なら outbox フォルダーに置きます）',
      en: 'Mail server (smtp:// or smtps://user:password@host:port; empty: mails are put into the folder outbox)',
    },
    accepts: /^(smtps?:\/\/\S+)?$/,
    optional: true,
  },
]

async function answers(given: Readonly<Record<string, unknown>>, terminal: Terminal) {
  const found: Record<string, string> = {}
  for (const q of questions) {
    const flag = given[q.flag]
    const said =
      typeof flag === 'string'
        ? flag
        : q.optional && !terminal.interactive
          ? ''
          : await terminal.ask(q.ask[terminal.language])
    const value = (said ?? '').trim()
    if (!q.accepts.test(value)) return { missing: q }
    found[q.flag] = value
  }
  return { found }
}

function smtpOf(url: string, from: string): Operator['smtp'] | undefined {
  if (url === '') return undefined
  const { protocol, hostname, port, username, password } = new URL(url)
  const secure = protocol === 'smtps:'
  return {
    host: hostname,
    port: Number(port || (secure ? 465 : 587)),
    secure,
    from,
    ...(username ? { user: decodeURIComponent(username), password: decodeURIComponent(password) } : {}),
  }
}

/** `init`: sets a production installation up, by flags or by questions; never overwrites anything. */
export const init: Command = {
  name: 'init',
  usage: `init ${questions.map((q) => `[--${q.flag} …]`).join(' ')} [--suspension SCHEME]`,
  summary: {
    ja: '本番の設定をします。運営者、アドレス、鍵、最初の管理者、メール、データベース（環境変数 DATABASE_URL、なければ内蔵）を決めます。',
    en: 'Sets up production: operator, address, keys, first administrator, mail, database (DATABASE_URL, else embedded).',
  },
  async run(args, terminal) {
    const read = readOptions(args, {
      ...Object.fromEntries(questions.map((q) => [q.flag, { type: 'string' as const }])),
      suspension: { type: 'string' as const, multiple: true as const },
    })
    if (!read.ok) return printFault(terminal, read.fault)
    const home = homeFolder()
    if (await readOperator(home)) return printFault(terminal, { code: 'already-initialised', home } as Fault)
    const { found, missing } = await answers(read.value.values, terminal)
    if (missing)
      return printFault(terminal, {
        code: 'option-wrong',
        reason: `--${missing.flag}: ${missing.ask[terminal.language]}`,
      } as Fault)

    const smtp = smtpOf(found.smtp ?? '', found['help-mail'] ?? '')
    const schemes = (read.value.values as { suspension?: string[] }).suspension ?? []
    const done = await initialise(home, {
      operator: {
        mode: 'production',
        name: { ja: found['name-ja'] ?? '', en: found['name-en'] ?? '' },
        address: found.address ?? '',
        proxies: 1, // the server that speaks HTTPS
        helpMail: found['help-mail'] ?? '',
        suspension: Object.fromEntries(schemes.map((id) => [id, true])),
        ...(smtp ? { smtp } : {}),
      },
      administrator: { name: found['admin-name'] ?? '', email: found['admin-mail'] ?? '' },
      log: (line) => terminal.err(line),
    })
    if (!done.ok) return printFault(terminal, done.fault)
    terminal.out(
      terminal.language === 'ja'
        ? `設定しました: ${home}\n鍵は ${home}/keys にあります（本人だけが読めます）。控えを安全な場所に取ってください。\n次は: hoshirushi serve （前に HTTPS のサーバーを置いてください）\n管理者は ${found['admin-mail']} に届く確認コードで入れます。${smtp ? '' : `メールは ${home}/outbox に置かれます。`}`
        : `Set up: ${home}\nThe keys are in ${home}/keys, readable by you alone. Keep a copy in a safe place.\nNext: hoshirushi serve (behind a server that speaks HTTPS)\nThe administrator enters with a code sent to ${found['admin-mail']}.${smtp ? '' : ` Mails are put into ${home}/outbox.`}`,
    )
    return 0
  },
}
