import { type Bench, noted } from '../../bench.ts'
import type { Instrument } from '../../instrument.ts'
import type { Observation } from '../../observation.ts'
import { DialError } from '../../wire/dial.ts'
import { asTheyCome } from '../as-they-come.ts'
import { lookAtFtp, lookAtTftp } from './look-files.ts'
import { lookAtCoap, lookAtMqtt, lookAtSnmp } from './look-messages.ts'
import { lookAtSsh, lookAtTelnet, lookAtUnknown } from './look-shells.ts'
import { lookAtRtsp } from './look-streams.ts'
import { lookAtWeb } from './look-web.ts'
import { type Look, type Looked, nothing } from './looked.ts'
import { answersByName } from './other-names.ts'
import { type Service, servicesSeen } from './services.ts'

const looks: Readonly<Record<string, Look>> = {
  http: lookAtWeb,
  https: lookAtWeb,
  upnp: lookAtWeb,
  ssh: lookAtSsh,
  telnet: lookAtTelnet,
  ftp: lookAtFtp,
  ftps: lookAtFtp,
  rtsp: lookAtRtsp,
  rtsps: lookAtRtsp,
  mqtt: lookAtMqtt,
  mqtts: lookAtMqtt,
  snmp: lookAtSnmp,
  coap: lookAtCoap,
  tftp: lookAtTftp,
  unknown: lookAtUnknown,
}

/** What every service gives to somebody who has not logged in, and which logins it asks for. No password is tried. */
export const anonymous: Instrument = {
  id: 'anonymous',
  stage: 'anonymous',
  title: { ja: 'ログインせずに使えるもの', en: 'What answers without a login' },
  plan: ({ declared }) =>
    [...new Set([...declared.interfaces, ...declared.services].flatMap((i) => i.endpoints))].map((endpoint) => ({
      instrument: 'anonymous',
      what: {
        ja: 'ログインせずに接続し、ログインの方法を確かめる',
        en: 'connect without logging in and see which logins are asked for',
      },
      endpoint,
      packets: 16,
      tries: 0,
      seconds: 0.3,
    })),
  run: async function* (bench) {
    const services = servicesSeen(bench.observed, bench.target)
    let done = 0
    const works = services.map(
      (service) =>
        async function* () {
          yield await lookAt(bench, service)
          bench.progress(++done, services.length, service.endpoint)
        },
    )
    yield* asTheyCome(works, 16)
    if (bench.signal.aborted) throw new DialError('stopped')
  },
}

async function lookAt(bench: Bench, service: Service): Promise<Observation> {
  const began = bench.clock()
  const { endpoint, address, protocol, tls } = service
  const seen = await looked(bench, service)
  const { trouble, ...what } = seen
  return noted(bench, began, {
    id: `anonymous/${endpoint}/${address}`,
    endpoint,
    address,
    completeness: trouble === undefined ? 'complete' : 'partial',
    ...(trouble !== undefined && { trouble }),
    seen: { kind: 'access', protocol, tls, ...what },
  })
}

async function looked(bench: Bench, service: Service): Promise<Looked> {
  try {
    const look = looks[service.protocol] ?? lookAtUnknown
    const found = await look(bench, service, bench.declared)
    const named = look === lookAtWeb && found.trouble === undefined && (await answersByName(bench, service))
    const seen = named ? { ...found, trouble: 'other-page-by-name' } : found
    return bench.signal.aborted ? { ...seen, trouble: 'stopped' } : seen
  } catch (error) {
    if (!(error instanceof DialError)) throw error
    return nothing(error.trouble === 'stopped' ? 'unclear' : 'silent', error.trouble)
  }
}
