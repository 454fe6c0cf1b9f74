// Fetches Microsoft's Web Chat at build: the one pinned version of webchat.json, checked against its hash, and of it only the
// bundle, compressed once here instead of at every request. An install would bring 257 packages for the same file.
// usage: node webchat.mjs FOLDER
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const { name, version, integrity } = JSON.parse(readFileSync(new URL('webchat.json', import.meta.url)));
const target = process.argv[2];
const work = mkdtempSync(join(tmpdir(), 'webchat-'));
try {
  const run = (program, ...args) => execFileSync(program, args, { cwd: work, encoding: 'utf8', shell: process.platform === 'win32' });
  const archive = run('npm', 'pack', `${name}@${version}`, '--silent').trim();
  const hash = `sha512-${createHash('sha512').update(readFileSync(join(work, archive))).digest('base64')}`;
  if (hash !== integrity) throw new Error(`${name} ${version} is ${hash}, webchat.json expects ${integrity}`);
  run('tar', '-xzf', archive, 'package/dist/webchat.js', 'package/dist/webchat.js.LICENSE.txt');

  mkdirSync(target, { recursive: true });
  const bundle = readFileSync(join(work, 'package/dist/webchat.js'));
  // Quality 9 of 11: 700 kB in under a second; the best is a tenth smaller and takes half a minute.
  writeFileSync(join(target, 'webchat.js.br'), brotliCompressSync(bundle, { params: { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bundle.length } }));
  writeFileSync(join(target, 'webchat.js.gz'), gzipSync(bundle, { level: 9 }));
  writeFileSync(join(target, 'webchat.license.txt'), readFileSync(join(work, 'package/dist/webchat.js.LICENSE.txt')));
} finally {
  rmSync(work, { recursive: true, force: true });
}
