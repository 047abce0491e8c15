import { device, type GuidedStep } from '../step.ts'

/** ETSI TS 103 701, 5.6-3-2 and 5.6-4-2: sockets, pads and radios of the device, and what can be done through them. */
export const physicalPorts: GuidedStep = {
  id: 'physical-ports',
  title: { ja: '物理的な接続口とデバッグ用の口', en: 'Physical ports and debug access' },
  serves: ['5.6-3-2', '5.6-4-2'],
  about: () => device,
  ready: [
    { ja: '申告の接続口の一覧（15-Intf）', en: 'The declared interfaces (15-Intf)' },
    { ja: 'ドライバー、カメラ、USB-UART変換器（3.3 V）', en: 'A screwdriver, a camera, a USB-UART adapter (3.3 V)' },
  ],
  caution: {
    ja: '電源を抜いてから開けます。電池やコンデンサーに触れないでください。開けると保証の対象でなくなることがあります。',
    en: 'Unplug it before you open it. Keep off batteries and capacitors. Opening it may end the warranty.',
  },
  moves: [
    {
      move: 'do',
      text: {
        ja: '外側の口、穴、ふたの下をすべて見て、写真を撮ります。',
        en: 'Look at every socket, hole and lid outside, and take pictures.',
      },
    },
    { move: 'ask', question: 'outside' },
    { move: 'ask', question: 'outside-declared' },
    { move: 'ask', question: 'radio-declared' },
    { move: 'ask', question: 'status-declared' },
    {
      move: 'do',
      text: {
        ja: 'ケースを開け、基板の両面の写真を撮ります。端子や列になったパッドに印を付けます。',
        en: 'Open the casing and photograph both sides of the board. Mark headers and rows of pads.',
      },
    },
    { move: 'ask', question: 'board' },
    { move: 'ask', question: 'casing-protects' },
    {
      move: 'do',
      text: {
        ja: 'デバッグ用らしい端子（UART、JTAG、SWD）につなぎ、起動の間の出力を記録します。何か入力できるかを試します。',
        en: 'Connect to what looks like a debug port (UART, JTAG, SWD), log its output during start-up, and see whether it takes input.',
      },
    },
    { move: 'ask', question: 'serial-log' },
    { move: 'ask', question: 'no-undeclared-debug' },
    { move: 'ask', question: 'disabled-stay-closed' },
  ],
  questions: [
    { id: 'outside', kind: 'picture', ask: { ja: '外側の写真', en: 'Pictures of the outside' } },
    {
      id: 'outside-declared',
      kind: 'yes-no',
      ask: { ja: '外に見える口は、すべて申告されていますか', en: 'Are all ports that show outside declared?' },
    },
    {
      id: 'radio-declared',
      kind: 'yes-no',
      ask: {
        ja: '無線（Wi-Fi、Bluetoothなど）は、申告されたものだけが出ていますか',
        en: 'Are the declared radios (Wi-Fi, Bluetooth …) the only ones on the air?',
      },
    },
    {
      id: 'status-declared',
      kind: 'yes-no',
      ask: {
        ja: '口の有効・無効、必要なときだけ開くことは、申告のとおりですか',
        en: 'Are the ports on, off, or open only when needed, as declared?',
      },
    },
    { id: 'board', kind: 'picture', ask: { ja: '基板の写真（両面）', en: 'Pictures of the board (both sides)' } },
    {
      id: 'casing-protects',
      kind: 'yes-no',
      ask: {
        ja: '外に見せない口は、申告のとおりケースで守られていますか',
        en: 'Are ports that do not show protected by the casing, as declared?',
      },
    },
    {
      id: 'serial-log',
      kind: 'picture',
      optional: true,
      ask: { ja: 'シリアル出力の記録（ファイル）', en: 'The log of the serial output (a file)' },
    },
    {
      id: 'no-undeclared-debug',
      kind: 'yes-no',
      ask: {
        ja: '見つかったデバッグ用の口は、申告されたものだけでしたか（一つもなければ「はい」）',
        en: 'Were all debug ports that were found declared? (yes, if there were none)',
      },
    },
    {
      id: 'disabled-stay-closed',
      kind: 'yes-no',
      ask: {
        ja: '無効と申告された口は、つないでも使えませんでしたか',
        en: 'Did the ports that are declared as disabled stay closed when connected?',
      },
    },
  ],
  minutes: 60,
}

/** ETSI TS 103 701, 5.4-1-2: whether secrets are kept as declared. */
export const storageProtection: GuidedStep = {
  id: 'storage-protection',
  title: { ja: '秘密の情報の保管', en: 'How secrets are stored' },
  serves: ['5.4-1-2'],
  about: () => device,
  ready: [
    { ja: '申告の秘密の情報の一覧（10-SecParam）', en: 'The declared security parameters (10-SecParam)' },
    {
      ja: '保管場所を読み出す方法（管理画面、シリアル、開発元の試験用の口）',
      en: 'A way to read the storage (administration, serial, a test port of the maker)',
    },
  ],
  moves: [
    {
      move: 'do',
      text: {
        ja: '申告された保管場所を、申告された守り方を破らずに読み出せるか試します。',
        en: 'Try to read each declared place of storage without breaking the declared protection.',
      },
    },
    { move: 'ask', question: 'as-declared' },
    { move: 'ask', question: 'nothing-in-clear' },
    { move: 'ask', question: 'how' },
    { move: 'ask', question: 'record' },
  ],
  questions: [
    {
      id: 'as-declared',
      kind: 'yes-no',
      ask: { ja: '守り方は、どの情報でも申告のとおりでしたか', en: 'Is every parameter protected as declared?' },
    },
    {
      id: 'nothing-in-clear',
      kind: 'yes-no',
      ask: {
        ja: '守られるはずの情報は、どれもそのままでは読めないようになっていましたか',
        en: 'Was everything that should be protected kept from being read in clear?',
      },
    },
    {
      id: 'how',
      kind: 'text',
      ask: {
        ja: 'どのように調べたか（秘密の値は書かないでください）',
        en: 'How it was looked at (do not write any secret here)',
      },
    },
    {
      id: 'record',
      kind: 'picture',
      ask: { ja: '調べた記録（秘密の値を隠したもの）', en: 'A record of it, with secrets blacked out' },
    },
  ],
  minutes: 60,
}

/** ETSI TS 103 701, 5.7-1-2 and 5.7-2-2: whether changed software is noticed at start-up, told, and kept off the network. */
export const startUpCheck: GuidedStep = {
  id: 'start-up-check',
  title: { ja: '起動時の検証', en: 'Check at start-up' },
  serves: ['5.7-1-2', '5.7-2-2'],
  about: () => device,
  ready: [
    { ja: '開発元が用意した、ソフトウェアを書き換える方法', en: 'A way to alter the software, provided by the maker' },
    { ja: '元に戻す方法', en: 'A way to put it back' },
  ],
  caution: {
    ja: '機器が起動しなくなることがあります。予備の機器で行ってください。',
    en: 'The device may not start again. Use a spare sample.',
  },
  moves: [
    {
      move: 'do',
      text: {
        ja: '保管されているソフトウェアを1バイト書き換え、起動します。',
        en: 'Alter one byte of the stored software and start the device.',
      },
    },
    { move: 'ask', question: 'altered' },
    { move: 'ask', question: 'detected' },
    { move: 'ask', question: 'alerted' },
    { move: 'ask', question: 'network-limited' },
    { move: 'ask', question: 'record' },
  ],
  questions: [
    { id: 'altered', kind: 'yes-no', ask: { ja: '書き換えることができましたか', en: 'Was it possible to alter it?' } },
    {
      id: 'detected',
      kind: 'yes-no',
      ask: {
        ja: '機器は、申告のとおりに書き換えを見つけましたか',
        en: 'Did the device notice the change, as declared?',
      },
    },
    {
      id: 'alerted',
      kind: 'yes-no',
      ask: {
        ja: '利用者か管理者に、申告のとおりに知らせましたか',
        en: 'Was the user or administrator told, as declared?',
      },
    },
    {
      id: 'network-limited',
      kind: 'yes-no',
      ask: {
        ja: 'その間の通信は、知らせるために必要なものだけでしたか',
        en: 'Was its communication limited to what telling needs?',
      },
    },
    { id: 'record', kind: 'picture', ask: { ja: '起動の画面か記録', en: 'The screen or the log of that start-up' } },
  ],
  minutes: 60,
}

/** ETSI TS 103 701, 5.8-3-1: what senses the surroundings, and whether users are told. */
export const sensors: GuidedStep = {
  id: 'sensors',
  title: { ja: '周囲を感知する機能', en: 'Sensing of the surroundings' },
  serves: ['5.8-3-1'],
  about: () => device,
  ready: [
    {
      ja: '申告のセンサーの一覧（22-ExtSens）と、利用者への説明',
      en: 'The declared sensors (22-ExtSens) and the documentation for users',
    },
  ],
  moves: [
    {
      move: 'do',
      text: {
        ja: '利用者への説明を、申告された場所で開きます。',
        en: 'Open the documentation for users where it is declared to be.',
      },
    },
    { move: 'ask', question: 'accessible' },
    { move: 'ask', question: 'understandable' },
    {
      move: 'do',
      text: {
        ja: '機器の外側と画面を見て、カメラ、マイク、人感センサー、位置などを探します。',
        en: 'Look at the device and its screens for cameras, microphones, motion sensors, location.',
      },
    },
    { move: 'ask', question: 'all-declared' },
    { move: 'ask', question: 'outside' },
  ],
  questions: [
    {
      id: 'accessible',
      kind: 'yes-no',
      ask: {
        ja: '説明は、申告された場所で開けましたか',
        en: 'Could the documentation be opened where it is declared to be?',
      },
    },
    {
      id: 'understandable',
      kind: 'yes-no',
      ask: { ja: '専門知識のない人にも分かる説明ですか', en: 'Is it understandable without technical knowledge?' },
    },
    {
      id: 'all-declared',
      kind: 'yes-no',
      ask: {
        ja: '見つけたセンサーは、すべて申告と説明にありますか',
        en: 'Are all sensors that were found declared and documented?',
      },
    },
    {
      id: 'outside',
      kind: 'picture',
      ask: { ja: '機器の写真（センサーが分かるもの）', en: 'Pictures of the device that show its sensors' },
    },
  ],
  minutes: 15,
}
