import { linesOf } from '../../pages/html.ts'
import type { DisclosureToken } from '../discovery/seen.ts'

// What an answer tells about the device, found by the names that fields usually have. A name that is not known tells nothing here:
// better to miss a field than to charge a maker with one that is not there.

/** One thing told, and in which field. A secret is told of, never repeated. */
export interface Told {
  readonly token: DisclosureToken
  readonly field: string
  readonly said: string
}

/** Names of fields, without case, blanks, dots, hyphens and underscores. */
const names: readonly (readonly [DisclosureToken, RegExp])[] = [
  [
    'credential',
    /^(\w*(password|passwd|passphrase)|pwd|pass|psk|wpakey|wifikey|apikey|apitoken|accesstoken|secret|secretkey|privatekey)$/,
  ],
  ['serial-number', /^(device)?(serial|serialno|serialnumber|serialnum|sn)$/],
  ['mac-address', /^((wifi|wlan|eth|lan|device|ethernet)?mac(addr|address)?|hwaddr|hardwareaddress)$/],
  [
    'firmware-version',
    /^(fw|fwid|fwver|fwversion|firmware|firmwareversion|firmwarerev|softwareversion|swversion|version|ver)$/,
  ],
  ['hardware-version', /^(hw|hwver|hwversion|hwrev|hardware|hardwareversion|hardwarerevision)$/],
  ['model', /^(model|modelid|modelname|modelnumber|modelno|devicemodel|product|productname|productmodel|productcode)$/],
  ['manufacturer', /^(manufacturer|vendor|brand|oem|company)$/],
  ['device-type', /^(devicetype|devtype|productclass)$/],
  ['uuid', /^(uuid|udn|guid|uid|deviceid|devid|chipid)$/],
  ['hostname', /^(host|hostname|devicename|friendlyname|netbiosname)$/],
  ['operating-system', /^(os|osname|osversion|kernel|kernelversion|uname)$/],
  ['user-name', /^(user|username|account|adminuser|adminname|login)$/],
  ['location', /^(lat|latitude|lon|lng|longitude|location|gps)$/],
  ['contact', /^(contact|email|mail|owner)$/],
  ['uptime', /^(uptime|uptimeseconds|sysuptime)$/],
  [
    'network-configuration',
    /^(ip|ipaddr|ipaddress|localip|wanip|gateway|netmask|subnetmask|dns|dnsserver|ssid|essid|wifi|wifissid|wifinetwork)$/,
  ],
]

const mostFields = 2_000

/** Reads a document for what it tells: JSON, XML, or lines of `name = value`. */
export function toldBy(text: string): readonly Told[] {
  const fields = [...fieldsOf(text)]
  const api = fields.some(({ name }) => name === 'swagger' || name === 'openapi')
  const told = fields.flatMap(({ name, value }): Told[] => {
    const known = names.find(([, pattern]) => pattern.test(plain(name)))
    if (!known || empty(value) || (api && known[0] === 'firmware-version')) return []
    const [token] = known
    return [{ token, field: name.slice(0, 40), said: token === 'credential' ? secret(value) : value.slice(0, 120) }]
  })
  const described: Told[] = api ? [{ token: 'resource-list', field: 'paths', said: 'OpenAPI' }] : []
  const seen = new Set<string>()
  return [...told, ...described].filter(({ token, field }) => {
    const key = `${token} ${field}`
    return !seen.has(key) && seen.add(key) && seen.size <= 40
  })
}

/** What is told in sentences is not read. In a page, `Name: value` in a line of its own counts where the value looks like one. */
export const toldByPage = (html: string): readonly Told[] =>
  toldBy(linesOf(html).join('\n')).filter(
    ({ token, said }) => inPages.has(token) && said.length <= 40 && /\d/.test(said),
  )

const inPages: ReadonlySet<DisclosureToken> = new Set([
  'serial-number',
  'mac-address',
  'firmware-version',
  'hardware-version',
  'model',
  'uuid',
  'uptime',
])

const plain = (name: string) => name.toLowerCase().replace(/[\s._-]/g, '')
/** Nothing, or no more than whether something is set. */
const empty = (value: string) =>
  /^(|null|none|undefined|n\/a|-|unknown|true|false|yes|no|on|off|0|1|set|unset|required|enabled|disabled|\*+|•+|x+)$/i.test(
    value.trim(),
  )
const secret = (value: string) => `(${value.length} characters)`

function* fieldsOf(text: string): Generator<{ readonly name: string; readonly value: string }> {
  let left = mostFields
  if (/^\s*[{[]/.test(text)) {
    try {
      const open: { readonly name: string; readonly value: unknown }[] = [{ name: '', value: JSON.parse(text) }]
      for (let one = open.shift(); one !== undefined && left > 0; one = open.shift()) {
        const { value } = one
        if (typeof value === 'object' && value !== null)
          for (const [key, inner] of Object.entries(value).slice(0, left))
            open.push({ name: Array.isArray(value) ? one.name : key, value: inner })
        else {
          left--
          yield { name: one.name, value: String(value ?? '') }
        }
        if (open.length > mostFields) open.length = mostFields
      }
      return
    } catch {
      // read as lines
    }
  }
  const markup = /<([A-Za-z][\w.:-]{0,40})>([^<]{1,200})</g
  const lines =
    /(?:^|[\n\r;,&{|])[ \t"']{0,4}([A-Za-z][\w .-]{0,30}?)["' \t]{0,4}[=:][ \t]{0,4}["']?([^"'\r\n;,&<>]{1,200})/g
  for (const [, name = '', value = ''] of text.matchAll(/^\s*</.test(text) ? markup : lines)) {
    if (left-- <= 0) return
    yield { name: name.replace(/^\w+:/, ''), value: value.trim() }
  }
}
