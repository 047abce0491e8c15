import type { Tellings } from './telling.ts'

/** What TLS and SSH endpoints showed. */
export const tellCryptography: Tellings<'tls-offer' | 'tls-certificate' | 'ssh-offer' | 'ssh-host-key'> = {
  'tls-offer': ({ speaksTls, versions, notOffered, primeBits }, { say, list, sentences }) => {
    if (!speaksTls) return say('TLSでは応答しなかった', 'it does not speak TLS')
    const spoken = versions.map(({ version, suites }) =>
      say(
        `${version}（暗号スイート${suites.length}種）`,
        `${version} (${suites.length} cipher ${suites.length === 1 ? 'suite' : 'suites'})`,
      ),
    )
    return sentences(
      spoken.length === 0
        ? say('使える版は見つからなかった', 'no version was agreed on')
        : say(`使える版：${list(spoken)}`, `it speaks ${list(spoken)}`),
      notOffered.length > 0 && say(`拒んだ版：${list(notOffered)}`, `refused: ${list(notOffered)}`),
      primeBits !== undefined && say(`最短の素数は${primeBits}ビット`, `the shortest prime has ${primeBits} bits`),
    )
  },
  'tls-certificate': ({ over, chain }, { say, sentences }) => {
    const [own] = chain
    if (own === undefined) return say(`${over}で証明書は示されなかった`, `no certificate was shown over ${over}`)
    if (!own.readable)
      return say(`${over}で示された証明書を読み取れなかった`, `the certificate shown over ${over} could not be read`)
    const key = [own.keyType, own.keyBits].filter(Boolean).join(' ')
    return sentences(
      say(`証明書：${own.subject || '名前なし'}`, `certificate: ${own.subject || 'no name'}`),
      own.names !== undefined &&
        own.names.length > 0 &&
        say(`別名：${own.names.slice(0, 3).join('、')}`, `names: ${own.names.slice(0, 3).join(', ')}`),
      own.notBefore !== undefined &&
        own.notAfter !== undefined &&
        say(`有効期間：${own.notBefore}〜${own.notAfter}`, `valid ${own.notBefore} to ${own.notAfter}`),
      key !== '' && say(`鍵：${key}`, `key: ${key}`),
      own.signature !== undefined &&
        say(
          `署名：${own.signature}${own.selfSigned ? '（自己署名）' : ''}`,
          `signed with ${own.signature}${own.selfSigned ? ', by itself' : ''}`,
        ),
    )
  },
  'ssh-offer': ({ banner, versions, keyExchange, hostKeys, encryption, integrity }, { say, list, sentences }) =>
    sentences(
      banner
        ? say(`名乗り：「${banner}」`, `it calls itself “${banner}”`)
        : say('SSHの名乗りなし', 'it does not call itself SSH'),
      versions.length > 0 && say(`版：${list(versions)}`, `versions: ${list(versions)}`),
      keyExchange.length > 0 && say(`鍵交換：${list(keyExchange, 3)}`, `key exchange: ${list(keyExchange, 3)}`),
      hostKeys.length > 0 && say(`ホスト鍵：${list(hostKeys, 3)}`, `host keys: ${list(hostKeys, 3)}`),
      encryption.length > 0 && say(`暗号：${list(encryption, 3)}`, `ciphers: ${list(encryption, 3)}`),
      integrity.length > 0 && say(`完全性：${list(integrity, 3)}`, `integrity: ${list(integrity, 3)}`),
    ),
  'ssh-host-key': ({ type, bits, fingerprint }, { say }) =>
    say(
      `ホスト鍵：${type}${bits === undefined ? '' : ` ${bits}ビット`}${fingerprint ? `（${fingerprint}）` : ''}`,
      `host key: ${type}${bits === undefined ? '' : `, ${bits} bits`}${fingerprint ? ` (${fingerprint})` : ''}`,
    ),
}
