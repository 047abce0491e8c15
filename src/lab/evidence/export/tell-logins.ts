import { seconds, type Telling, type Tellings } from './telling.ts'

const answers = {
  'not-given': ['渡されていない', 'was not given'],
  'not-tried': ['試していない', 'was not tried'],
  accepted: ['受け入れられた', 'was accepted'],
  rejected: ['拒まれた', 'was refused'],
  throttled: ['試行の制限で止められた', 'was held up by a limit on tries'],
  locked: ['ロック中で試せなかった', 'met a lock-out'],
  'refused-connection': ['接続を拒まれた', 'found the connection refused'],
  'no-answer': ['応答がなかった', 'got no answer'],
  unclear: ['どちらとも言えない応答だった', 'got an answer that may mean either'],
} as const
type Answer = keyof typeof answers

/** How many of some tries were answered how, the most frequent first. */
function counted(tries: readonly { readonly answer: Answer }[], telling: Telling): string {
  const counts = [...Map.groupBy(tries, ({ answer }) => answer)].toSorted(([, a], [, b]) => b.length - a.length)
  return telling.list(
    counts.map(([answer, all]) =>
      telling.say(`${all.length}回は${answers[answer][0]}`, `${all.length} ${answers[answer][1].replace(/^was /, '')}`),
    ),
  )
}

/** What became of the login that works, before the tries and after them. */
function knownLogin(before: Answer, after: Answer, { say }: Telling): string {
  if (before === 'not-given') return say('正しいログインは渡されていない', 'no login that works was given')
  const [[ja, en], [laterJa, laterEn]] = [answers[before], answers[after]]
  return before === after
    ? say(`正しいログインは、前も後も${ja}`, `the login that works ${en}, before and after`)
    : say(`正しいログインは、前は${ja}、後は${laterJa}`, `the login that works ${en} before, and ${laterEn} after`)
}

const without = {
  granted: ['ログインなしで使えた', 'it works without a login'],
  'asks-login': ['ログインを求めた', 'it asks for a login'],
  'shows-page': ['ログインなしで見えるのはページだけ', 'without a login it shows a page and no more'],
  'leads-elsewhere': ['別のサービスへ案内した', 'it sends everybody to another service'],
  silent: ['応答がなかった', 'it did not answer'],
  unclear: ['どちらとも言えない応答だった', 'its answer may mean either'],
} as const

/** What was seen at the ways to log in, and of services that were sent nonsense. */
export const tellLogins: Tellings<'access' | 'login-tries' | 'brute-force' | 'password-samples' | 'robustness'> = {
  access: ({ protocol, tls, without: how, granted, places, logins }, { say, list, word, sentences }) =>
    sentences(
      say(
        `${word('protocol', protocol)}${tls ? '（TLSの上）' : '（暗号なし）'}`,
        `${word('protocol', protocol)}${tls ? ' over TLS' : ', not encrypted'}`,
      ),
      say(without[how][0], without[how][1]),
      granted.length > 0 &&
        say(
          `使えたもの：${list(granted.map((one) => word('granted', one)))}`,
          `granted: ${list(granted.map((one) => word('granted', one)))}`,
        ),
      places.length > 0 && say(`場所：${list(places, 4)}`, `at ${list(places, 4)}`),
      logins.length > 0 &&
        say(
          `ログインの方法：${list(logins.map(({ login, authentication }) => [word('login', login), authentication && `（${authentication}）`].filter(Boolean).join('')))}`,
          `ways to log in: ${list(logins.map(({ login, authentication }) => [word('login', login), authentication && ` (${authentication})`].filter(Boolean).join('')))}`,
        ),
    ),
  'login-tries': (seen, telling) => {
    const { say, list, word, sentences } = telling
    const { login, authentication, place, tries, found, anyPassword, untested, known, knownAfter, control, like } = seen
    const at = [authentication, place].filter(Boolean).join(say('、', ', '))
    return sentences(
      `${word('login', login)}${at && say(`（${at}）`, ` (${at})`)}`,
      tries.length === 0
        ? say('組は試していない', 'no pair was tried')
        : say(
            `${tries.length}組を試し、${counted(tries, telling)}`,
            `${tries.length} pairs were tried: ${counted(tries, telling)}`,
          ),
      like !== undefined &&
        say(
          `同じアカウントは${word('address', like)}で試した`,
          `the same accounts were tried under ${word('address', like)}`,
        ),
      found.length > 0 && say(`通った組：${list(found, 4)}`, `pairs that work: ${list(found, 4)}`),
      anyPassword.length > 0 &&
        say(
          `どのパスワードでも通った利用者：${list(anyPassword, 4)}`,
          `users let in with any password: ${list(anyPassword, 4)}`,
        ),
      untested.length > 0 &&
        say(
          `試せなかった組：${untested.length}`,
          `${untested.length} ${untested.length === 1 ? 'pair' : 'pairs'} could not be tested`,
        ),
      say(`でたらめな組は${answers[control][0]}`, `a pair of random letters ${answers[control][1]}`),
      knownLogin(known, knownAfter, telling),
    )
  },
  'brute-force': (seen, telling) => {
    const { say, word, sentences } = telling
    const { login, authentication, place, account, before, after, leftOver, tries, elapsed } = seen
    const at = [authentication, place].filter(Boolean).join(say('、', ', '))
    const whom = {
      'throw-away': say('どこにもない利用者で', 'for a user that nobody has'),
      real: say('使用中のアカウントで', 'for an account in use'),
      several: say('いくつかの利用者で', 'for several users'),
    }[account]
    return sentences(
      `${word('login', login)}${at && say(`（${at}）`, ` (${at})`)}`,
      leftOver && say('測る前から、前の試行による制限がかかっていた', 'a limit from before was in force already'),
      tries.length === 0
        ? say('誤ったログインは試していない', 'no wrong login was tried')
        : say(
            `${whom}誤ったログインを${seconds(elapsed, telling)}に${tries.length}回試し、${counted(tries, telling)}`,
            `${tries.length} wrong logins ${whom} in ${seconds(elapsed, telling)}: ${counted(tries, telling)}`,
          ),
      knownLogin(before, after, telling),
    )
  },
  'password-samples': ({ samples, distances }, { say, list, sentences }) =>
    sentences(
      say(
        `${samples.length}台のラベルのパスワードを比べた`,
        `the passwords on the labels of ${samples.length} units were compared`,
      ),
      say(
        `長さ：${list(samples.map(({ length }) => `${length}文字`))}`,
        `lengths: ${list(samples.map(({ length }) => String(length)))}`,
      ),
      samples.some(({ outside }) => outside > 0) &&
        say('申告の形式にない文字がある', 'some have characters outside the declared format'),
      samples.some(({ derivedFrom }) => derivedFrom.length > 0) &&
        say(
          `導けるもと：${list([...new Set(samples.flatMap(({ derivedFrom }) => derivedFrom))].map((one) => derivations[one][0]))}`,
          `derived from ${list([...new Set(samples.flatMap(({ derivedFrom }) => derivedFrom))].map((one) => derivations[one][1]))}`,
        ),
      distances.some(({ distance }) => distance === 0) &&
        say('同じパスワードの機器がある', 'two units have the same password'),
    ),
  robustness: ({ protocol, planned, sent, heldBefore, away }, { say, list, word, sentences }) => {
    const name = word('protocol', protocol)
    if (!heldBefore)
      return say(
        `${name}：送る前から応答がなく、何も言えない`,
        `${name}: it did not answer before, so nothing can be said`,
      )
    return sentences(
      say(
        `${name}：不正な形式のデータを${sent.length}件（予定${planned}件）送った`,
        `${name}: ${sent.length} of ${planned} malformed messages were sent`,
      ),
      away.length === 0
        ? say('サービスは答え続けた', 'the service went on answering')
        : list(
            away.map(({ after, seconds: back, whole }) =>
              say(
                `${after}のあと${whole ? '機器全体' : 'サービス'}が止まり、${back === undefined ? '戻らなかった' : `${Math.round(back)}秒で戻った`}`,
                `after ${after} the ${whole ? 'whole device' : 'service'} was away and ${back === undefined ? 'did not come back' : `came back in ${Math.round(back)} s`}`,
              ),
            ),
            3,
          ),
    )
  },
}

const derivations = {
  mac: ['MACアドレス', 'the MAC address'],
  serial: ['製造番号', 'the serial number'],
  common: ['よくある語', 'common words'],
  sequence: ['連番', 'a sequence'],
} as const
