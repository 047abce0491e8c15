import { DialError } from '../../wire/dial.ts'
import { type Door, nonsense } from '../logins/login.ts'
import { sshOffer } from '../logins/ssh.ts'
import { answersAsShell, telnetGreeting } from '../logins/telnet.ts'
import { asks, gives, type Look, nothing } from './looked.ts'
import type { Service } from './services.ts'

const passwordMethods = ['password', 'keyboard-interactive']

/** SSH: what one may log in with. Two users are asked for, since servers may offer each something else; connections are few. */
export const lookAtSsh: Look = async (door, service, declared) => {
  const methods = new Set<string>()
  const [own = 'root'] = declared.authentication
    .filter((a) => a.endpoints.includes(service.endpoint))
    .flatMap((a) => a.users)
  const users = [own, `probe${nonsense(door, 8)}`]
  let answered = 0
  for (const user of users) {
    const offer = await patiently(door, service, user)
    if (offer === 'unanswered') continue
    answered++
    if (offer.admittedWithout) return gives('shell')
    for (const method of offer.methods) methods.add(method)
  }
  if (answered === 0) return nothing('unclear', 'login-not-recognised')
  const password = passwordMethods.some((m) => methods.has(m))
  const named = [...methods].map((m) => m.replace(/[^\w@.-]/g, '').slice(0, 40))
  const login = { login: 'ssh' as const, password, methods: named.toSorted().slice(0, 10) }
  return { ...asks(login), ...(answered < users.length && { trouble: 'not-every-user-answered' }) }
}

/** A firewall that lets in a few connections a minute drops the next: it is left in peace for a moment. */
async function patiently(door: Door, service: Service, user: string) {
  for (const pause of [2_500, 5_000, undefined]) {
    const offer = await sshOffer(door, { ...service, login: 'ssh' }, user).catch((error: unknown) => {
      if (error instanceof DialError && error.trouble !== 'stopped' && error.trouble !== 'spent')
        return 'unanswered' as const
      throw error
    })
    if (offer !== 'unanswered' || pause === undefined) return offer
    await door.pause(pause)
    if (door.signal.aborted) throw new DialError('stopped')
  }
  return 'unanswered' as const
}

/** Telnet: a prompt for a name or password, or a command line for anyone. */
export const lookAtTelnet: Look = async (door, service) => {
  const { talk, text, asks: prompt } = await telnetGreeting(door, service)
  talk.close()
  if (prompt === 'user') return asks({ login: 'telnet', password: true })
  if (prompt === 'password') return asks({ login: 'telnet', password: true, passwordAlone: true })
  if (prompt === 'shell' && (await answersAsShell(door, service)) === 'shell') return gives('shell')
  return nothing(text.trim() === '' ? 'silent' : 'unclear', 'login-not-recognised')
}

/** Whatever nobody knows: if it does a sum for anybody, it is a command line (debug ports are like this). */
export const lookAtUnknown: Look = async (door, service) => {
  const answer = await answersAsShell(door, service)
  if (answer === 'shell') return gives('shell')
  if (answer === 'asks-login') return asks({ login: 'telnet', password: true })
  return answer === 'silent' ? nothing('silent') : nothing('unclear', 'protocol-not-recognised')
}
