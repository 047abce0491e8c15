import assert from 'node:assert/strict'
import { generate, type IConnectPacket, type Packet, parser } from 'mqtt-packet'
import ssh2, { type AuthContext } from 'ssh2'
import { describe, test } from 'vitest'
import { loginAt, loginBench, tcpDevice, udpDevice } from '../../../../tests/support/login-devices.ts'
import { ownTime } from '../../../../tests/support/own-time.ts'
import { judged, mqttVersion } from './mqtt.ts'
import { discoveryPacket, getPacket, readReply } from './snmp-packet.ts'
import { sshOffer } from './ssh.ts'

const right = { user: 'admin', password: 'right' }
const wrong = { user: 'admin', password: 'wrong' }

describe('SSH', () => {
  const key = ssh2.utils.generateKeyPairSync('ed25519').private
  /** A server; `auth` decides each request. Gives its port and how many connections it had. */
  const server = async (auth: (context: AuthContext, connection: number, hangUp: () => void) => void) => {
    const seen = { connections: 0 }
    const port = await tcpDevice((socket, count) => {
      seen.connections = count
      const connection = new ssh2.Server({ hostKeys: [key] })
      connection.on('connection', (client) => {
        client.on('authentication', (context) => auth(context, count, () => socket.destroy()))
        client.on('error', () => {})
      })
      connection.injectSocket(socket)
    })
    return { port, seen }
  }
  const byPassword = (context: AuthContext) => {
    if (context.method !== 'password') return context.reject(['password'])
    return context.username === 'admin' && context.password === 'right'
      ? context.accept()
      : context.reject(['password'])
  }

  test('passwords, several tries over one connection', async () => {
    const { port, seen } = await server(byPassword)
    const login = loginAt('ssh', port)
    for (let i = 0; i < 3; i++) assert.equal((await login.try({ user: 'admin', password: `w${i}` })).answer, 'rejected')
    assert.equal(seen.connections, 1)
    assert.equal((await login.try(right)).answer, 'accepted')
    assert.equal((await login.try({ user: 'root', password: 'right' })).answer, 'rejected')
    assert.equal((await login.try({ user: 'admin', password: '' })).answer, 'rejected')
    login.close()
  })

  test('keyboard-interactive, where passwords are asked for that way', async () => {
    const { port } = await server((context) => {
      if (context.method !== 'keyboard-interactive') return context.reject(['keyboard-interactive'])
      return context.prompt([{ prompt: 'Password: ', echo: false }], (answers) =>
        answers[0] === 'right' ? context.accept() : context.reject(['keyboard-interactive']),
      )
    })
    const login = loginAt('ssh', port)
    assert.equal((await login.try(wrong)).answer, 'rejected')
    assert.equal((await login.try(right)).answer, 'accepted')
    login.close()
  })

  test('a right password that is not enough is a right password', async () => {
    const { port } = await server((context) =>
      context.method === 'password' && context.password === 'right'
        ? context.reject(['publickey'], true)
        : context.reject(['password']),
    )
    const login = loginAt('ssh', port)
    assert.equal((await login.try(wrong)).answer, 'rejected')
    assert.equal((await login.try(right)).answer, 'accepted')
  })

  test('keys alone, nothing asked, and what a server offers are seen', async () => {
    const way = (port: number) => ({ login: 'ssh' as const, endpoint: `tcp/${port}`, tls: false })
    const keys = await server((context) => context.reject(['publickey']))
    assert.deepEqual(await sshOffer(loginBench(), way(keys.port), 'root'), {
      methods: ['publickey'],
      admittedWithout: false,
    })
    const open = await server((context) => context.accept())
    assert.deepEqual(await sshOffer(loginBench(), way(open.port), 'root'), { methods: [], admittedWithout: true })
  })

  test('a server that counts closes: a kept connection is replaced, a closed greeting is no rejection', async () => {
    const failures = new Map<number, number>()
    const { port, seen } = await server((context, connection, hangUp) => {
      byPassword(context)
      if (context.method === 'none') return
      failures.set(connection, (failures.get(connection) ?? 0) + 1)
      if (failures.get(connection) === 2) setTimeout(hangUp, 5) // as after MaxAuthTries
    })
    const login = loginAt('ssh', port)
    for (const _ of [1, 2, 3, 4]) assert.equal((await login.try(wrong)).answer, 'rejected')
    assert.ok(seen.connections >= 2)
    login.close()
    for (const hello of ['', 'Exceeded MaxStartups\r\n', 'Not allowed at this time\r\n']) {
      const shut = await tcpDevice((socket) => socket.end(hello))
      assert.equal((await loginAt('ssh', shut).try(right)).answer, 'refused-connection', hello)
    }
  })

  test('a stranger instead of SSH neither hangs nor crashes', async () => {
    const spent = ownTime()
    const loud = await tcpDevice((socket) => {
      const more = () => socket.write('x'.repeat(16_384)) && setImmediate(more)
      socket.on('drain', more)
      more()
    })
    const garbage = await tcpDevice(
      (socket) => void socket.write(Buffer.concat([Buffer.from('SSH-2.0-x\r\n'), Buffer.alloc(5_000, 7)])),
    )
    for (const port of [loud, garbage]) {
      const { answer } = await loginAt('ssh', port).try(right)
      assert.ok(!['accepted', 'rejected'].includes(answer), answer)
    }
    assert.ok(spent() < 20_000)
  }, 40_000)
})

describe('FTP', () => {
  const device = (pass: (user: string, password: string, count: number) => string, user = '331 Password please') =>
    tcpDevice((socket, count) => {
      let name = ''
      socket.write('220-Welcome\r\n220-to the\r\n220 camera\r\n')
      socket.on('data', (chunk) => {
        const [, verb, rest] = /^(\w+) ?([^\r\n]*)/.exec(chunk.toString()) ?? []
        if (verb === 'USER') {
          name = rest ?? ''
          socket.write(`${user}\r\n`)
        } else if (verb === 'PASS') socket.write(`${pass(name, rest ?? '', count)}\r\n`)
      })
    })
  const plain = (user: string, password: string) =>
    user === 'admin' && password === 'right' ? '230-Hello\r\n230 Logged in' : '530 Login incorrect'

  test('right and wrong, after a greeting of several lines', async () => {
    const login = loginAt('ftp', await device(plain))
    assert.equal((await login.try(right)).answer, 'accepted')
    assert.equal((await login.try(wrong)).answer, 'rejected')
  })
  test('421, a lock in words and a closed line are no rejections', async () => {
    assert.equal((await loginAt('ftp', await device(() => '421 Too many connections')).try(wrong)).answer, 'throttled')
    assert.equal((await loginAt('ftp', await device(() => '530 Account locked')).try(wrong)).answer, 'locked')
    const closing = await tcpDevice((socket) => socket.end('421 Service not available\r\n'))
    assert.equal((await loginAt('ftp', closing).try(wrong)).answer, 'throttled')
    const gone = await tcpDevice((socket) => socket.destroy())
    assert.equal((await loginAt('ftp', gone).try(wrong)).answer, 'refused-connection')
  })
  test('a name with a line break is one command', async () => {
    const login = loginAt('ftp', await device(plain))
    assert.equal((await login.try({ user: 'admin\r\nDELE x', password: 'right' })).answer, 'rejected')
  })
})

describe('MQTT', () => {
  const broker = (decide: (connect: IConnectPacket) => number | undefined, speaks: readonly number[] = [4, 5]) =>
    tcpDevice((socket) => {
      const reader = parser()
      reader.on('packet', (packet: Packet) => {
        if (packet.cmd !== 'connect') return
        const version = packet.protocolVersion ?? 4
        const code = speaks.includes(version) ? decide(packet) : version === 5 ? 0x84 : 1
        if (code === undefined) return socket.destroy()
        socket.write(
          generate({ cmd: 'connack', returnCode: code, reasonCode: code, sessionPresent: false } as Packet, {
            protocolVersion: version,
          }),
        )
      })
      socket.on('data', (chunk) => {
        try {
          reader.parse(chunk)
        } catch {
          socket.destroy()
        }
      })
    })
  const ok = (c: IConnectPacket) => c.username === 'admin' && String(c.password) === 'right'

  test('3.1.1 and 5 tell right from wrong', async () => {
    for (const [speaks, refusal] of [
      [[4], 5],
      [[4, 5], 4],
      [[5], 0x86],
    ] as const) {
      const login = loginAt('mqtt', await broker((c) => (ok(c) ? 0 : refusal), speaks))
      assert.equal((await login.try(right)).answer, 'accepted', String(speaks))
      assert.equal((await login.try(wrong)).answer, 'rejected', String(speaks))
    }
  })
  test('a broker of version 5 alone is found', async () => {
    const port = await broker(() => 0x86, [5])
    assert.equal((await mqttVersion(loginBench(), { endpoint: `tcp/${port}`, tls: false })).version, 5)
  })
  test('busy, banned and closed are no rejections', async () => {
    const of = (code: number, version: 4 | 5) => judged({ code, version, ms: 0 }).answer
    assert.deepEqual(
      [of(3, 4), of(0x97, 5), of(0x9f, 5), of(0x8a, 5), of(0x88, 5), of(2, 4)],
      ['throttled', 'throttled', 'throttled', 'locked', 'throttled', 'unclear'],
    )
    assert.equal((await loginAt('mqtt', await broker(() => undefined)).try(wrong)).answer, 'unclear')
    const garbage = await tcpDevice((socket) => void socket.write(Buffer.alloc(100_000, 0xff)))
    assert.equal((await loginAt('mqtt', garbage).try(wrong)).answer, 'unclear')
  })
})

describe('SNMP', () => {
  /** Answers communities by putting the question back as a response; the rest is silence, and version 3 tells its engine. */
  const agent = (communities: readonly string[], { engine = true } = {}) =>
    udpDevice((packet) => {
      const text = packet.toString('latin1')
      if (packet[4] === 3) return engine ? packet : undefined
      if (!communities.some((c) => text.includes(c))) return undefined
      const answer = Buffer.from(packet)
      answer[answer.indexOf(0xa0)] = 0xa2
      return answer
    })
  test('a community that is answered is accepted; silence refuses only where the agent is known to be there', async () => {
    const login = loginAt('snmp', await agent(['public']))
    assert.equal((await login.try({ user: '', password: 'public' })).answer, 'accepted')
    assert.equal((await login.try({ user: '', password: 'secret' })).answer, 'rejected')
    const proven = loginAt('snmp', await agent(['public']))
    assert.equal((await proven.try({ user: '', password: 'secret' })).answer, 'rejected')
    const unknown = loginAt('snmp', await agent([], { engine: false }))
    assert.equal((await unknown.try({ user: '', password: 'secret' })).answer, 'no-answer')
  })
  test('an agent that says no says no', async () => {
    const port = await udpDevice((packet) => {
      const answer = Buffer.from(packet)
      const pdu = answer.indexOf(0xa0)
      answer[pdu] = 0xa2
      const error = answer.indexOf(Buffer.from([0x02, 0x01, 0x00, 0x02, 0x01, 0x00]), pdu)
      answer[error + 2] = 16
      return answer
    })
    assert.equal((await loginAt('snmp', port).try({ user: '', password: 'public' })).answer, 'rejected')
  })
  test('packets are as the standards have them', () => {
    assert.equal(
      Buffer.from(getPacket(1, 'public', 1)).toString('hex'),
      '302602010104067075626c6963a019020101020100020100300e300c06082b060102010102000500',
    )
    assert.deepEqual(readReply(discoveryPacket(77)), { id: 77, kind: 'report' })
    for (const id of [1, 127, 128, 255, 256, 65_535, 8_388_607, 16_777_215]) {
      const answer = Buffer.from(getPacket(0, 'x', id))
      answer[answer.indexOf(0xa0)] = 0xa2
      assert.deepEqual(readReply(answer), { id, kind: 'response' })
    }
    for (const garbage of ['', '30', '3084ffffffff', '30820100', '300302010104', 'ff'.repeat(50)])
      assert.equal(readReply(Buffer.from(garbage, 'hex')), undefined)
  })
})
