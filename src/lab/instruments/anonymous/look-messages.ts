import coap from 'coap-packet'
import { portOf } from '../logins/login.ts'
import { judged, mqttConnect, mqttVersion } from '../logins/mqtt.ts'
import { snmpAlive } from '../logins/snmp.ts'
import { asks, gives, type Look, nothing } from './looked.ts'

/** MQTT: whether anybody gets a session, and messages. */
export const lookAtMqtt: Look = async (door, service) => {
  const { version, first } = await mqttVersion(door, service)
  const { answer } = judged(first)
  if (answer === 'accepted') {
    const more = await mqttConnect(door, service, { version, subscribeTo: '#' })
    return gives(more.subscribed === true ? 'messages' : 'session')
  }
  if (answer === 'rejected') return asks({ login: 'mqtt', password: true })
  return nothing(first.code === 'none' ? 'silent' : 'unclear', 'login-not-recognised')
}

/** SNMP v1 and v2c: the community is the login; no community is tried here. */
export const lookAtSnmp: Look = async (door, service) => {
  const login = { login: 'snmp' as const, password: true, passwordAlone: true }
  return (await snmpAlive(door, service)) ? asks(login) : { ...nothing('silent'), logins: [login] }
}

/** CoAP (RFC 7252): the list of resources is for anybody (RFC 6690); what is in it may ask for a login. */
export const lookAtCoap: Look = async (door, service) => {
  const line = await door.dial.udp({ address: service.address })
  const get = async (path: string) => {
    const [a, b, c, d] = door.random(4)
    const token = Buffer.from([c!, d!])
    const packet = coap.generate({
      code: '0.01',
      confirmable: true,
      messageId: a! * 256 + b!,
      token,
      options: path.split('/').map((part) => ({ name: 'Uri-Path', value: Buffer.from(part, 'utf8') })),
    })
    for (let round = 0; round < 2; round++) {
      await line.send(portOf(service.endpoint), packet)
      const came = await line.next(700)
      if (came === undefined) continue
      try {
        const answer = coap.parse(Buffer.from(came.packet))
        if (answer.token.equals(token)) return { code: answer.code, body: answer.payload }
      } catch {
        // not CoAP
      }
    }
    return undefined
  }
  try {
    const list = await get('.well-known/core')
    if (list === undefined) return nothing('silent')
    if (list.code.startsWith('4.01') || list.code.startsWith('4.03')) return nothing('asks-login')
    const paths = [
      ...list.body
        .toString('utf8')
        .slice(0, 8_000)
        .matchAll(/<\/([\w./-]{1,100})>/g),
    ].map((m) => m[1]!)
    const open: string[] = []
    let refused = 0
    for (const path of [...new Set(paths)].filter((p) => p !== '.well-known/core').slice(0, 6)) {
      const answer = await get(path)
      if (answer?.code === '2.05') open.push(`/${path}`)
      else if (answer?.code === '4.01' || answer?.code === '4.03') refused++
    }
    if (open.length > 0) return gives('resource', ...open)
    return refused > 0 ? nothing('asks-login') : nothing('unclear', 'login-not-recognised')
  } finally {
    line.close()
  }
}
