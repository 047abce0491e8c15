import type { Language, Text } from '../core/kernel/text.ts'
import type { DisclosureToken } from './instruments/discovery/seen.ts'
import type { LoginKind } from './instruments/logins/kinds.ts'

// Verdicts keep the words of the machine in their facts, so that a digest does not hang on how a sentence is put. A person is
// told what they mean. A word nobody listed stays as it is, and can still be searched for.

type Words = Readonly<Record<string, Text>>

const troubles: Words = {
  stopped: { ja: '途中で停止', en: 'stopped' },
  'no-answer': { ja: '応答なし', en: 'no answer' },
  refused: { ja: '接続を拒否', en: 'connection refused' },
  unreachable: { ja: '届かない', en: 'unreachable' },
  spent: { ja: '上限に到達', en: 'a cap was used up' },
  partial: { ja: '途中まで', en: 'not finished' },
  none: { ja: '見られず', en: 'nothing seen' },
  silent: { ja: '応答なし', en: 'silent' },
  unclear: { ja: 'どちらとも言えない応答', en: 'an answer that may mean either' },
  untested: { ja: '試せず', en: 'not tested' },
  throttled: { ja: '機器が試行を制限', en: 'the device limits tries' },
  locked: { ja: 'ロック中', en: 'locked' },
  'held-by-lock-out': {
    ja: 'ロックを避けるため控えた',
    en: 'left out, for an account would have been locked',
  },
  'shut-out': { ja: '機器が試験機を締め出した', en: 'the device shut the tester out' },
  'timed-out': { ja: '時間切れ', en: 'timed out' },
  unreadable: { ja: '読み取れない', en: 'unreadable' },
  'no-record': { ja: '記録なし', en: 'no record' },
  'certificate-unread': { ja: '証明書を読み取れず', en: 'a certificate was not read' },
  'protocol-not-recognised': { ja: 'プロトコルが不明', en: 'the protocol is not known' },
  'nothing-known-open': { ja: '開いている通信口が分からない', en: 'nothing is known to be open' },
  'device-in-distress': { ja: '機器が応答しなくなった', en: 'the device stopped answering' },
  'instrument-failed': { ja: '試験台の不具合', en: 'a failure of the bench' },
  'not-agreed': { ja: '同意なし', en: 'not agreed to' },
}

const logins: Readonly<Record<LoginKind, Text>> = {
  ssh: { ja: 'SSH', en: 'SSH' },
  telnet: { ja: 'telnet', en: 'telnet' },
  ftp: { ja: 'FTP', en: 'FTP' },
  'http-basic': { ja: 'HTTPの基本認証', en: 'HTTP Basic' },
  'http-digest': { ja: 'HTTPのダイジェスト認証', en: 'HTTP Digest' },
  'http-form': { ja: 'ウェブのログイン画面', en: 'a login form' },
  recipe: { ja: '申告の手順によるログイン', en: 'the login by the declared recipe' },
  'rtsp-basic': { ja: 'RTSPの基本認証', en: 'RTSP Basic' },
  'rtsp-digest': { ja: 'RTSPのダイジェスト認証', en: 'RTSP Digest' },
  mqtt: { ja: 'MQTT', en: 'MQTT' },
  snmp: { ja: 'SNMP', en: 'SNMP' },
}

const hindrances: Words = {
  'lock-out': { ja: 'ロック', en: 'lock-out' },
  'rate-limit': { ja: '回数の制限', en: 'rate limit' },
  'growing-delay': { ja: 'だんだん長くなる待ち時間', en: 'growing delay' },
  'constant-delay': { ja: '一定の待ち時間', en: 'constant delay' },
  none: { ja: 'なし', en: 'none' },
  '-': { ja: 'なし', en: 'nothing' },
}

const granted: Words = {
  shell: { ja: 'コマンド操作', en: 'a command line' },
  files: { ja: 'ファイル', en: 'files' },
  stream: { ja: '映像・音声', en: 'a stream' },
  session: { ja: '接続の開始', en: 'a session' },
  messages: { ja: 'メッセージの送受信', en: 'messages' },
  resource: { ja: 'データの読み出し', en: 'a resource' },
  protocol: { ja: '通信方式そのもの', en: 'the protocol itself' },
  page: { ja: '画面', en: 'a page' },
  snmp: { ja: 'SNMP', en: 'SNMP' },
}

/** What a device tells before a login; the declaration uses the word itself, so it stays beside its meaning. */
const tokens: Readonly<Record<DisclosureToken, Text>> = {
  model: { ja: '型番', en: 'model' },
  manufacturer: { ja: '製造業者', en: 'manufacturer' },
  'device-type': { ja: '機器の種類', en: 'device type' },
  'firmware-version': { ja: 'ファームウェアの版', en: 'firmware version' },
  'hardware-version': { ja: 'ハードウェアの版', en: 'hardware version' },
  'serial-number': { ja: '製造番号', en: 'serial number' },
  'mac-address': { ja: 'MACアドレス', en: 'MAC address' },
  uuid: { ja: '個体の識別子', en: 'identifier of the unit' },
  hostname: { ja: 'ホスト名', en: 'host name' },
  'server-software': { ja: '動いているソフトウェアの名前や版', en: 'name or version of the software that answers' },
  'operating-system': { ja: 'OS', en: 'operating system' },
  location: { ja: '設置場所や案内先のアドレス', en: 'place, or an address it points to' },
  contact: { ja: '連絡先', en: 'contact' },
  uptime: { ja: '稼働時間', en: 'time since start' },
  'service-list': { ja: 'サービスの一覧', en: 'list of services' },
  'resource-list': { ja: 'APIのパスの一覧', en: 'paths of an API' },
  'network-configuration': { ja: 'ネットワークの設定', en: 'network configuration' },
  'user-name': { ja: '利用者名', en: 'user name' },
  configuration: { ja: '設定', en: 'settings' },
  credential: { ja: 'パスワードや鍵', en: 'a password or key' },
  'personal-data': { ja: '個人情報', en: 'personal data' },
  media: { ja: '映像・音声・測定値', en: 'pictures, sound, measurements' },
}

const factors: Words = {
  password: { ja: 'パスワード', en: 'password' },
  key: { ja: '鍵', en: 'key' },
  certificate: { ja: '証明書', en: 'certificate' },
  token: { ja: 'トークン', en: 'token' },
  none: { ja: 'なし', en: 'none' },
}

const addresses: Words = {
  ipv4: { ja: 'IPv4', en: 'IPv4' },
  ipv6: { ja: 'IPv6', en: 'IPv6' },
  'link-local': { ja: 'IPv6リンクローカル', en: 'IPv6 link-local' },
}

const nothing: Words = { '-': { ja: '場所の記録なし', en: 'no place recorded' } }
const unknownProtocol: Words = { unknown: { ja: 'プロトコル不明', en: 'protocol not known' } }

/** The facts that hold such words, by the name of the fact. `declared` and `measured` are of brute force only where a word of it stands there. */
const wordsOf: Readonly<Record<string, Words>> = {
  trouble: troubles,
  login: logins,
  measured: hindrances,
  declared: hindrances,
  granted,
  factor: factors,
  address: addresses,
  addresses,
  places: nothing,
  protocol: unknownProtocol,
}
const tokenFacts = new Set(['token', 'tells'])

/** The facts of a reason, as they are told to a person. */
export function factsInWords(
  facts: Readonly<Record<string, string | number>>,
  lang: Language,
): Readonly<Record<string, string | number>> {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      typeof value === 'string' ? inWords(name, value, lang) : value,
    ]),
  )
}

function inWords(name: string, value: string, lang: Language): string {
  const words = tokenFacts.has(name) ? tokens : Object.hasOwn(wordsOf, name) ? wordsOf[name]! : undefined
  if (words === undefined) return value
  return value
    .split(', ')
    .map((word) => {
      const said = Object.hasOwn(words, word) ? (words as Words)[word]?.[lang] : undefined // the word may be a stranger's
      if (said === undefined) return word
      return tokenFacts.has(name) && said !== word ? { ja: `${said}（${word}）`, en: `${said} (${word})` }[lang] : said
    })
    .join({ ja: '、', en: ', ' }[lang])
}
