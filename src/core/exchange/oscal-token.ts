// OSCAL identifiers begin with a letter and hold no spaces; ours are as printed ('5.3-4A', 'CR 1.1', '1'). What is no
// OSCAL token is written `_` + the id with every sign that may not stand there as `_<hex>_`. It reads back exactly.

const token = /^(\p{L}|_)(\p{L}|\p{N}|[.\-_])*$/u
const allowed = /^(\p{L}|\p{N}|[.-])$/u

const escaped = (id: string): string =>
  `_${[...id].map((sign) => (allowed.test(sign) ? sign : `_${sign.codePointAt(0)!.toString(16).toUpperCase()}_`)).join('')}`

const unescaped = (written: string): string =>
  written.slice(1).replace(/_([0-9A-F]{1,6})_/g, (whole, hex) => {
    const code = Number.parseInt(hex, 16)
    return code > 0x10ffff ? whole : String.fromCodePoint(code)
  })

// What needs no escaping was never escaped by us: such a token is somebody else's name.
function isEscaped(written: string): boolean {
  if (!written.startsWith('_') || escaped(unescaped(written)) !== written) return false
  const id = unescaped(written)
  return !token.test(id) || isEscaped(id)
}

/** An id as OSCAL can write it. Different ids have different tokens. */
export const tokenOf = (id: string): string => (token.test(id) && !isEscaped(id) ? id : escaped(id))

/** The id that a token stands for; a token from elsewhere is its own id. */
export const idOf = (written: string): string => (isEscaped(written) ? unescaped(written) : written)
