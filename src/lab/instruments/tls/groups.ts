/** A group for key exchange, as two bytes on the wire. */
export type GroupId = number

interface Group {
  readonly id: GroupId
  readonly name: string
  readonly bits: number // of the curve's field or the prime; of the classical part for hybrids
  readonly until12?: true // an elliptic curve that TLS 1.2 and earlier can name
  readonly from13?: true
}

const curve = (id: GroupId, name: string, bits: number): Group => ({ id, name, bits, until12: true })

// Ids and names: IANA registry "Transport Layer Security (TLS) Parameters", table "TLS Supported Groups". RFC 8446 4.2.7 keeps of
// the curves only those marked `from13`; RFC 8734 gives the Brainpool curves new numbers there.
const groups: readonly Group[] = [
  curve(1, 'sect163k1', 163),
  curve(2, 'sect163r1', 163),
  curve(3, 'sect163r2', 163),
  curve(4, 'sect193r1', 193),
  curve(5, 'sect193r2', 193),
  curve(6, 'sect233k1', 233),
  curve(7, 'sect233r1', 233),
  curve(8, 'sect239k1', 239),
  curve(9, 'sect283k1', 283),
  curve(10, 'sect283r1', 283),
  curve(11, 'sect409k1', 409),
  curve(12, 'sect409r1', 409),
  curve(13, 'sect571k1', 571),
  curve(14, 'sect571r1', 571),
  curve(15, 'secp160k1', 160),
  curve(16, 'secp160r1', 160),
  curve(17, 'secp160r2', 160),
  curve(18, 'secp192k1', 192),
  curve(19, 'secp192r1', 192),
  curve(20, 'secp224k1', 224),
  curve(21, 'secp224r1', 224),
  curve(22, 'secp256k1', 256),
  { ...curve(23, 'secp256r1', 256), from13: true },
  { ...curve(24, 'secp384r1', 384), from13: true },
  { ...curve(25, 'secp521r1', 521), from13: true },
  curve(26, 'brainpoolP256r1', 256),
  curve(27, 'brainpoolP384r1', 384),
  curve(28, 'brainpoolP512r1', 512),
  { ...curve(29, 'x25519', 255), from13: true },
  { ...curve(30, 'x448', 448), from13: true },
  { id: 31, name: 'brainpoolP256r1tls13', bits: 256, from13: true },
  { id: 32, name: 'brainpoolP384r1tls13', bits: 384, from13: true },
  { id: 33, name: 'brainpoolP512r1tls13', bits: 512, from13: true },
  curve(34, 'GC256A', 256),
  curve(35, 'GC256B', 256),
  curve(36, 'GC256C', 256),
  curve(37, 'GC256D', 256),
  curve(38, 'GC512A', 512),
  curve(39, 'GC512B', 512),
  curve(40, 'GC512C', 512),
  { ...curve(41, 'curveSM2', 256), from13: true },
  { id: 256, name: 'ffdhe2048', bits: 2048, from13: true },
  { id: 257, name: 'ffdhe3072', bits: 3072, from13: true },
  { id: 258, name: 'ffdhe4096', bits: 4096, from13: true },
  { id: 259, name: 'ffdhe6144', bits: 6144, from13: true },
  { id: 260, name: 'ffdhe8192', bits: 8192, from13: true },
  { id: 0x0200, name: 'MLKEM512', bits: 512, from13: true },
  { id: 0x0201, name: 'MLKEM768', bits: 768, from13: true },
  { id: 0x0202, name: 'MLKEM1024', bits: 1024, from13: true },
  { id: 0x11eb, name: 'SecP256r1MLKEM768', bits: 256, from13: true },
  { id: 0x11ec, name: 'X25519MLKEM768', bits: 255, from13: true },
  { id: 0x11ed, name: 'SecP384r1MLKEM1024', bits: 384, from13: true },
  { id: 0x6399, name: 'X25519Kyber768Draft00', bits: 255, from13: true },
]

const byId = new Map(groups.map((group) => [group.id, group]))

/** What a group is called in an observation; one that nobody knows is called by its number. */
export const groupName = (id: GroupId): string =>
  byId.get(id)?.name ?? `0x${id.toString(16).toUpperCase().padStart(4, '0')}`

/** How large a group is, by its name. */
export const groupBits = (name: string): number | undefined => groups.find((group) => group.name === name)?.bits

// RFC 7919: a client that names a finite-field group ties the server to it. None is named up to TLS 1.2, so that the server shows
// the prime it would use with anybody.
/** Groups to ask for up to TLS 1.2: the common ones first, for servers that look at the first few only. */
export const oldGroups: readonly GroupId[] = [
  ...[29, 23, 24, 25, 30],
  ...groups.filter((g) => g.until12 && ![29, 23, 24, 25, 30].includes(g.id)).map((g) => g.id),
]
/** Groups to ask for in TLS 1.3. */
export const newGroups: readonly GroupId[] = [
  ...[29, 23, 24, 25, 30],
  ...groups.filter((g) => g.from13 && ![29, 23, 24, 25, 30].includes(g.id)).map((g) => g.id),
]
