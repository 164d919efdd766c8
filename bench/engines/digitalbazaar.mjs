// The peer @digitalbazaar/vc with eddsa-rdfc-2022, under Node. It is told what to do as the engines in
// Python are, see serving.py. Its argument is a file with the setting.
import {closeSync, openSync, readFileSync, readSync} from 'node:fs';
import {
  cryptosuite, DataIntegrityProof, documentLoader, issue, peer, setting, verify
} from './digitalbazaar_setup.mjs';
import {createInterface} from 'node:readline';

const BLOCK = 32;

const Ed25519Multikey = await peer('@digitalbazaar/ed25519-multikey');
const key = await Ed25519Multikey.generate({seed: Uint8Array.from(Buffer.from(setting.seed, 'hex'))});
key.id = setting.method;
key.controller = setting.controller;
const signer = key.signer();

const tasks = {
  issue: {
    prepare: JSON.parse,
    async run(credential) {
      const suite = new DataIntegrityProof({signer, date: setting.created, cryptosuite});
      return JSON.stringify(await issue({credential, suite, documentLoader, now: setting.now}));
    }
  },
  verify: {
    prepare: line => line,
    async run(line) {
      await verify(line);
      return null;
    }
  }
};

// The lines of a file, without end, read in pieces so that the file is not in the memory that is measured.
class Lines {
  constructor(path) {
    this.path = path;
    this.again = 0;
    this.waiting = [];
    this.begin();
  }

  begin() {
    this.file = openSync(this.path);
    this.rest = '';
    this.decoder = new TextDecoder();
  }

  next() {
    const piece = Buffer.alloc(65536);
    while(this.waiting.length === 0) {
      const length = readSync(this.file, piece);
      if(length === 0) {
        closeSync(this.file);
        this.again++;
        this.begin();
        continue;
      }
      const lines = (this.rest + this.decoder.decode(piece.subarray(0, length), {stream: true})).split('\n');
      this.rest = lines.pop();
      this.waiting = lines;
    }
    return this.waiting.shift();
  }
}

async function round({task, seconds}) {
  const {prepare, run} = tasks[task];
  const lines = opened.get(task);
  const latencies = [];
  let cpu = 0;
  let left = seconds * 1e9;
  while(left > 0) {
    const block = Array.from({length: BLOCK}, () => prepare(lines.next()));
    const before = process.cpuUsage();
    for(const prepared of block) {
      const began = process.hrtime.bigint();
      await run(prepared);
      const took = Number(process.hrtime.bigint() - began);
      latencies.push(took);
      left -= took;
      if(left <= 0) {
        break;
      }
    }
    const {user, system} = process.cpuUsage(before);
    cpu += (user + system) * 1000;
  }
  return {latencies, cpu, again: lines.again};
}

function peakKiB() {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'ascii'))[1]);
  } catch{
    return process.resourceUsage().maxRSS;
  }
}

const opened = new Map();
const commands = {
  open({task, file}) {
    opened.set(task, new Lines(file));
    return {};
  },
  round,
  async answer({task, line}) {
    const {prepare, run} = tasks[task];
    return {output: await run(prepare(line))};
  },
  memory: () => ({peak_kib: peakKiB()})
};

for await (const line of createInterface({input: process.stdin})) {
  const request = JSON.parse(line);
  process.stdout.write(JSON.stringify(await commands[request.do](request)) + '\n');
}
