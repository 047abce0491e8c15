/** Versions of the protocol, oldest first, as policy and declarations call them. */
export const tlsVersions = ['SSLv2', 'SSLv3', 'TLS1.0', 'TLS1.1', 'TLS1.2', 'TLS1.3'] as const
export type TlsVersion = (typeof tlsVersions)[number]

/** A version as its messages carry it. */
export const wireVersion: Record<TlsVersion, number> = {
  SSLv2: 0x0002,
  SSLv3: 0x0300,
  'TLS1.0': 0x0301,
  'TLS1.1': 0x0302,
  'TLS1.2': 0x0303,
  'TLS1.3': 0x0304,
}

/** The version that a number on the wire stands for. */
export const versionOf = (wire: number): TlsVersion | undefined => tlsVersions.find((v) => wireVersion[v] === wire)
