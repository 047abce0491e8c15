import type { Verdict } from '../../core/determination/verdict.ts'
import type { Text } from '../../core/kernel/text.ts'
import type { Said } from '../say.ts'

/** What is said of one endpoint, in the codes below. */
export const finding = (
  verdict: Verdict,
  code: CryptographyCode,
  restsOn: readonly string[],
  facts?: NonNullable<Said['facts']>,
): Said => ({ verdict, code, restsOn, ...(facts ? { facts } : {}) })

/** A list as a fact: as many as a person reads, in an order that never changes, and how many more there are. */
export const listed = (names: readonly string[], most = 12): string => {
  const all = [...new Set(names)].toSorted()
  return all.length <= most ? all.join(', ') : `${all.slice(0, most).join(', ')} (+${all.length - most})`
}

/** Why cryptography on an endpoint is sound, as declared, or not. The codes are permanent. */
export const cryptographyReasons = {
  'tls-as-declared': {
    ja: 'TLSの版は、申告のとおりです（{versions}）',
    en: 'The TLS versions are those declared ({versions})',
  },
  'tls-sound': {
    ja: '受け入れるTLSの版（{versions}）、暗号スイート、鍵交換、証明書に、方針が認めないものはありません',
    en: 'TLS versions ({versions}), cipher suites, key exchanges and certificates hold nothing that the policy refuses',
  },
  'tls-version-refused': {
    ja: '使ってはならない版を受け入れます：{versions}',
    en: 'It accepts versions that must not be used: {versions}',
  },
  'tls-version-undeclared': {
    ja: '申告にない版を受け入れます：{versions}（申告：{declared}）',
    en: 'It accepts versions that are not declared: {versions} (declared: {declared})',
  },
  'tls-version-missing': {
    ja: '申告した版を受け入れません：{versions}',
    en: 'It does not accept versions that are declared: {versions}',
  },
  'tls-suite-refused': {
    ja: '使ってはならない暗号スイートを受け入れます：{suites}',
    en: 'It accepts cipher suites that must not be used: {suites}',
  },
  'tls-suite-undeclared': {
    ja: '申告にない暗号スイートを受け入れます：{suites}',
    en: 'It accepts cipher suites that are not declared: {suites}',
  },
  'tls-prime-short': {
    ja: '鍵交換の素数が{bits}ビットで、{least}ビットに足りません',
    en: 'The prime of a key exchange has {bits} bits; at least {least} are asked for',
  },
  'tls-group-weak': {
    ja: '鍵交換に弱い楕円曲線を受け入れます：{groups}',
    en: 'It accepts weak curves for key exchange: {groups}',
  },
  'tls-compression': {
    ja: 'TLSの圧縮を受け入れます（長さから秘密が漏れます）',
    en: 'It accepts TLS compression, which gives secrets away by length',
  },
  'tls-renegotiation-unmarked': {
    ja: '安全な再交渉（RFC 5746）に応じません。合否には影響しません',
    en: 'It does not signal secure renegotiation (RFC 5746); this does not decide',
  },
  'tls-absent': {
    ja: 'TLSを使うと申告されていますが、この通信口はTLSに応じません',
    en: 'TLS is declared and the endpoint does not speak it',
  },
  'tls-not-finished': {
    ja: 'TLSの調査を終えられませんでした（{trouble}）。受け入れないと見えたものも、受け入れるかもしれません',
    en: 'The look at TLS could not be finished ({trouble}); what seemed refused may be accepted',
  },
  'tls-not-observed': {
    ja: 'TLSを使う通信口ですが、調べた記録がありません',
    en: 'The endpoint speaks TLS, and there is no record of a look at it',
  },
  'certificate-signature-refused': {
    ja: '証明書「{subject}」の署名が、破られた方式（{hash}）です',
    en: 'The certificate “{subject}” is signed by a broken method ({hash})',
  },
  'certificate-key-weak': {
    ja: '証明書「{subject}」の鍵が弱すぎます（{type}、{bits}ビット）',
    en: 'The key of the certificate “{subject}” is weak ({type}, {bits} bits)',
  },
  'certificate-key-unknown': {
    ja: '証明書「{subject}」の鍵の種類または長さを読み取れません',
    en: 'Kind or length of the key of the certificate “{subject}” cannot be told',
  },
  'certificate-signature-unknown': {
    ja: '証明書「{subject}」の署名の方式を読み取れません（{signature}）',
    en: 'How the certificate “{subject}” is signed cannot be told ({signature})',
  },
  'certificate-name-missing': {
    ja: '証明書「{subject}」に代替名（SAN）がありません',
    en: 'The certificate “{subject}” has no subject alternative name',
  },
  'certificate-validity-excessive': {
    ja: '証明書「{subject}」の有効期間が{days}日で、{most}日を超えます',
    en: 'The certificate “{subject}” is valid for {days} days; {most} are allowed',
  },
  'certificate-expired': {
    ja: '証明書「{subject}」は{day}に期限が切れています',
    en: 'The certificate “{subject}” expired on {day}',
  },
  'certificate-not-yet-valid': {
    ja: '証明書「{subject}」は{day}まで有効になりません',
    en: 'The certificate “{subject}” is not valid before {day}',
  },
  'certificate-validity-unknown': {
    ja: '証明書「{subject}」の期限を、試験の日と比べられません',
    en: 'The validity of the certificate “{subject}” cannot be compared with the day of the test',
  },
  'certificate-unread': {
    ja: '証明書を読み取れませんでした（{trouble}）',
    en: 'A certificate could not be read ({trouble})',
  },
  'certificate-self-signed': {
    ja: '証明書「{subject}」は自己署名です。合否には影響しません',
    en: 'The certificate “{subject}” is self-signed; this does not decide',
  },
  'ssh-as-declared': {
    ja: 'SSHは申告のとおりです（{versions}）',
    en: 'SSH is as declared ({versions})',
  },
  'ssh-sound': {
    ja: 'SSHの方式とホスト鍵に、方針が認めないものはありません',
    en: 'SSH algorithms and host keys hold nothing that the policy refuses',
  },
  'ssh-version-refused': {
    ja: '使ってはならない、SSHの古い版に応じます：{versions}',
    en: 'It speaks an SSH version that must not be used: {versions}',
  },
  'ssh-version-undeclared': {
    ja: '申告にないSSHの版に応じます：{versions}',
    en: 'It speaks an SSH version that is not declared: {versions}',
  },
  'ssh-algorithm-refused': {
    ja: '使ってはならないSSHの方式があります：{algorithms}',
    en: 'It offers SSH algorithms that must not be used: {algorithms}',
  },
  'ssh-host-key-weak': {
    ja: 'ホスト鍵が短すぎます（{type} {bits}ビット、最低{least}ビット）',
    en: 'A host key is too short ({type}, {bits} bits; at least {least})',
  },
  'ssh-host-key-unread': {
    ja: 'ホスト鍵（{type}）を読み取れませんでした',
    en: 'A host key ({type}) could not be read',
  },
  'ssh-absent': {
    ja: 'SSHを使うと申告されていますが、この通信口はSSHに応じません',
    en: 'SSH is declared and the endpoint does not speak it',
  },
  'ssh-not-finished': {
    ja: 'SSHの調査を終えられませんでした（{trouble}）',
    en: 'The look at SSH could not be finished ({trouble})',
  },
  'ssh-not-observed': {
    ja: 'SSHを使う通信口ですが、調べた記録がありません',
    en: 'The endpoint speaks SSH, and there is no record of a look at it',
  },
  'protocol-differs': {
    ja: '申告（{declared}）と違う方式（{seen}）で守られています',
    en: 'It is protected by {seen}; declared is {declared}',
  },
  'cryptography-undeclared': {
    ja: 'この通信口の暗号が、通信の仕組み（11-SecComMech）に申告されていません',
    en: 'The cryptography of this endpoint is not declared among the communication mechanisms (11-SecComMech)',
  },
  'secured-endpoint-undeclared': {
    ja: '申告にない通信口が、暗号を使う通信（{seen}）を受け付けます',
    en: 'An undeclared endpoint accepts secured communication ({seen})',
  },
  'declared-protocol-unreadable': {
    ja: '申告した方式を読み取れません：{protocols}（例：TLS1.2、SSH）',
    en: 'The declared protocols cannot be read: {protocols} (write TLS1.2, SSH)',
  },
  'declared-in-clear': {
    ja: '暗号を使わない通信として申告されています（{protocols}）。それでよいかは、申告の審査で判断します',
    en: 'It is declared as communication without cryptography ({protocols}); whether that will do is judged with the declaration',
  },
  'declaration-gap': {
    ja: '申告に比べられないところがあります：{place}',
    en: 'The declaration has a place that cannot be compared: {place}',
  },
  'endpoint-closed': {
    ja: '申告した通信口が、試験のときに開いていませんでした',
    en: 'The declared endpoint was not open during the test',
  },
  'datagrams-not-examined': {
    ja: 'UDPの上の暗号（{protocols}）は、この試験台では調べられません',
    en: 'Cryptography over UDP ({protocols}) is not examined on this bench',
  },
} as const satisfies Readonly<Record<string, Text>>
export type CryptographyCode = keyof typeof cryptographyReasons
