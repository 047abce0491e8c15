import assert from 'node:assert/strict'
import { describe, test } from 'vitest'
import { loginAt, loginBench, tcpDevice } from '../../../../tests/support/login-devices.ts'
import { ownTime } from '../../../../tests/support/own-time.ts'
import { answersAsShell } from './telnet.ts'
import { telnetEar } from './telnet-options.ts'
import { promptOf } from './telnet-prompt.ts'

const right = { user: 'admin', password: 'right' }
const wrong = { user: 'admin', password: 'wrong' }

describe('what a terminal asks for', () => {
  for (const text of [
    'login: ',
    'BC-100 login: ',
    '\r\nUsername:',
    'User Name : ',
    'Login name: ',
    'Account:',
    'user> ',
    '\x1b[2J\x1b[1;1HLogin: ',
    Buffer.from('ユーザー名：').toString('latin1'),
    'Login incorrect\r\nrouter login: ',
  ])
    test(`a name: ${JSON.stringify(text)}`, () => assert.equal(promptOf(text), 'user'))
  for (const text of [
    'Password: ',
    'password:',
    'Enter PASSWORD for admin:',
    'Passwd: ',
    Buffer.from('パスワード：').toString('latin1'),
  ])
    test(`a password: ${JSON.stringify(text)}`, () => assert.equal(promptOf(text), 'password'))
  for (const text of ['# ', '~ $ ', 'BusyBox v1.31 built-in shell (ash)\n\n/ # ', 'Router>', 'root@cam:~# '])
    test(`a command: ${JSON.stringify(text)}`, () => assert.equal(promptOf(text), 'shell'))
  for (const text of [
    'Last login: ',
    'Last login: Mon',
    '#################\n',
    '*** WARNING ***\n>>>>>>>>',
    '',
    'Welcome!',
    '50%\n',
  ])
    test(`nothing: ${JSON.stringify(text)}`, () => assert.equal(promptOf(text), 'none'))
})

test('options are taken out of the text and answered, also where a packet ends in the middle of one', () => {
  const ear = telnetEar()
  const first = ear(Buffer.from([255, 253, 24, 104, 255]))
  assert.equal(first.text, 'h')
  assert.deepEqual([...first.reply!], [255, 252, 24])
  const second = ear(Buffer.from([251, 1, 105, 255, 250, 24, 1, 255]))
  assert.equal(second.text, 'i')
  assert.deepEqual([...second.reply!], [255, 253, 1])
  assert.equal(ear(Buffer.from([240, 33, 255, 255])).text, '!\xff')
})

test('a peer that negotiates for ever is not answered for ever', () => {
  const ear = telnetEar()
  let replies = 0
  for (let i = 0; i < 2_000; i++) replies += ear(Buffer.from([255, 253, i % 256])).reply?.length ?? 0
  assert.ok(replies <= 64 * 3)
})

interface Terminal {
  readonly greeting?: string
  readonly userPrompt?: string
  readonly passwordPrompt?: string
  readonly welcome?: string
  readonly refusal?: string
  readonly delayMs?: number
  readonly closes?: boolean
  readonly noUser?: boolean
}
/** A login on a terminal that echoes names, as real ones do. */
const terminal = (t: Terminal = {}) =>
  tcpDevice((socket) => {
    const {
      userPrompt = 'login: ',
      passwordPrompt = 'Password: ',
      welcome = '\r\n# ',
      refusal = '\r\nLogin incorrect\r\n',
    } = t
    let state = t.noUser ? 'password' : 'user'
    let user = ''
    socket.write(`${t.greeting ?? ''}${t.noUser ? passwordPrompt : userPrompt}`)
    let kept = ''
    socket.on('data', (chunk) => {
      kept += chunk.toString('latin1')
      for (let m = /^([^\r\n]*)\r\n?/.exec(kept); m; m = /^([^\r\n]*)\r\n?/.exec(kept)) {
        kept = kept.slice(m[0].length)
        take(m[1]!)
      }
    })
    function take(line: string) {
      if (state === 'user') {
        user = line
        state = 'password'
        socket.write(`${line}\r\n${passwordPrompt}`)
      } else if (state === 'password') {
        const ok = (t.noUser || user === right.user) && line === right.password
        setTimeout(
          () => {
            if (ok) {
              state = 'in'
              socket.write(welcome)
            } else if (t.closes) socket.end(refusal)
            else {
              state = t.noUser ? 'password' : 'user'
              socket.write(`${refusal}${t.noUser ? passwordPrompt : userPrompt}`)
            }
          },
          ok ? 0 : (t.delayMs ?? 0),
        )
      } else socket.write(welcome)
    }
  })

describe('logging in by telnet', () => {
  for (const [name, t] of Object.entries<Terminal>({
    'as busybox does': { greeting: '(none) ', welcome: '\r\n\r\nBusyBox v1.20\r\n\r\n~ # ' },
    'with the greeting of Debian': {
      welcome:
        '\r\nLast login: Mon Nov 23 10:00:00 from 10.0.0.2\r\nThere were 3 failed login attempts.\r\nroot@cam:~# ',
    },
    'with a menu instead of a prompt': { welcome: '\r\nMain menu\r\n 1. Network\r\n 2. System\r\nSelect an entry' },
    'with a prompt of a router': {
      userPrompt: 'Username:',
      passwordPrompt: 'Password:',
      welcome: '\r\nRouter>',
      refusal: '\r\n% Login invalid\r\n',
    },
    'with a framed banner': { greeting: '\r\n##########\r\n# Camera #\r\n##########\r\n' },
    'in Japanese': {
      userPrompt: 'ユーザー名: ',
      passwordPrompt: 'パスワード: ',
      refusal: '\r\n認証に失敗しました\r\n',
    },
    'asked for a password alone': { noUser: true },
    'closed after each refusal': { closes: true },
  }))
    test(name, async () => {
      const port = await terminal(t)
      const login = loginAt('telnet', port)
      assert.equal((await login.try(right)).answer, 'accepted')
      assert.equal((await login.try(wrong)).answer, 'rejected')
    })

  test('the delay of a refusal is measured, and a right login does not wait for it', async () => {
    const login = loginAt('telnet', await terminal({ delayMs: 700 }))
    const refused = await login.try(wrong)
    assert.equal(refused.answer, 'rejected')
    assert.ok(refused.ms >= 690 && refused.ms < 3_000, `${refused.ms}`)
  })

  test('a refusal in words nobody knows, with a late prompt, is a refusal', async () => {
    const port = await tcpDevice((socket) => {
      socket.write('login: ')
      let state = 'user'
      socket.on('data', () => {
        if (state === 'user') {
          state = 'password'
          socket.write('\r\nPassword: ')
        } else if (state === 'password') {
          state = 'late'
          socket.write('\r\nVale salasana\r\n')
          setTimeout(() => {
            state = 'user'
            socket.write('login: ')
          }, 2_500)
        }
      })
    })
    assert.equal((await loginAt('telnet', port).try(wrong)).answer, 'rejected')
  })

  test('a service that never asks is unclear or silent, and soon over', async () => {
    const spent = ownTime()
    const quiet = await tcpDevice(() => {})
    const chatty = await tcpDevice((socket) => void socket.write('All your data are belong to us\r\n'))
    const answers = await Promise.all([quiet, chatty].map((port) => loginAt('telnet', port).try(right)))
    assert.deepEqual(
      answers.map((a) => a.answer),
      ['no-answer', 'unclear'],
    )
    assert.ok(spent() < 12_000)
  })

  test('a flood before the prompt neither hangs nor fills the memory', async () => {
    const flood = await tcpDevice((socket) => {
      const more = () => socket.write('x'.repeat(65_536)) && setImmediate(more)
      socket.on('drain', more)
      more()
    })
    const tried = await loginAt('telnet', flood).try(right)
    assert.notEqual(tried.answer, 'accepted')
    assert.notEqual(tried.answer, 'rejected')
  }, 30_000)

  test('words of a lock make a try count as untested', async () => {
    const login = loginAt('telnet', await terminal({ refusal: '\r\nAccount locked. Try again later.\r\n' }))
    assert.equal((await login.try(wrong)).answer, 'locked')
  })

  test('a connection that is refused or closed at once is that, and no rejection', async () => {
    const closing = await tcpDevice((socket) => socket.destroy())
    assert.equal((await loginAt('telnet', closing).try(right)).answer, 'refused-connection')
    assert.equal((await loginAt('telnet', 1).try(right)).answer, 'refused-connection')
  })
})

describe('a command line for anybody', () => {
  const at = (port: number) => answersAsShell(loginBench(), { endpoint: `tcp/${port}`, tls: false })
  test('a real shell does the sum, with and without a prompt', async () => {
    for (const prompt of ['# ', '']) {
      const port = await tcpDevice((socket) => {
        socket.write(prompt)
        socket.on('data', (chunk) => {
          const sum = /\$\(\((\d+)\*(\d+)\)\)/.exec(chunk.toString())
          if (sum) socket.write(`hoshirushi${Number(sum[1]) * Number(sum[2])}\r\n`)
          socket.write(prompt)
        })
      })
      assert.equal(await at(port), 'shell')
    }
  })
  test('a service that repeats what it hears is no shell', async () => {
    const echo = await tcpDevice((socket) => void socket.on('data', (chunk) => socket.write(chunk)))
    assert.notEqual(await at(echo), 'shell')
  })
  test('a login prompt is no shell', async () => {
    assert.equal(await at(await terminal()), 'asks-login')
  })
})
