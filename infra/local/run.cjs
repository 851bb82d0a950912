// biome-ignore-all lint/style/useNodejsImportProtocol: old Nodes do not know the protocol
// Starts a program of this project: `node infra/local/run.cjs <file.ts | tool> [arguments]`, where a tool is a program in
// node_modules/.bin. It checks the version of Node, installs the packages if they differ from package-lock.json, and runs the
// program with Node 24 from these packages. It must run on the Node of any machine, so it uses the JavaScript of 2017 and no
// packages.
'use strict';

const childProcess = require('child_process');
const fs = require('fs');
const os = require('os');
const path = require('path');

const root = path.resolve(__dirname, '../..');
const modules = path.join(root, 'node_modules');
const node24 = path.join(modules, 'node', 'bin', 'node');

/** Returns why this Node cannot be used, or undefined if it can. */
function tooOld(version) {
  if (Number(version.replace(/^v/, '').split('.')[0]) >= 20) return undefined;
  return `Node.js ${version} is too old: 20 or newer is needed. Install it from https://nodejs.org and start again.`;
}

/** Returns whether node_modules matches package-lock.json. npm records what it installed at the end of an installation. */
function isInstalled(folder) {
  try {
    const read = (name) => JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')).packages;
    const wanted = read('package-lock.json');
    const found = read('node_modules/.package-lock.json');
    return Object.keys(wanted).every((name) => {
      // The project itself and its workspaces are folders of this repository, so there is nothing to install.
      if (!name.startsWith('node_modules/') || wanted[name].link) return true;
      if (!found[name]) return Boolean(wanted[name].optional);
      // Some entries have no integrity, so only existing values are compared.
      const same = (key) => !wanted[name][key] || wanted[name][key] === found[name][key];
      return same('version') && same('integrity');
    });
  } catch (_missing) {
    return false;
  }
}

/** Returns one line that explains why npm failed. */
function explainInstallFailure(output) {
  const because = [
    [/ENOSPC|no space left/i, 'the disk is full. Free about 1 GB and start again.'],
    [
      /EROFS|read-only file system/i,
      'this folder is on a read-only disk. Copy the project to one that can be written to.',
    ],
    [/EACCES|EPERM/, `${root} may not be written to by this user. Change its owner and start again.`],
    [/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH/, 'the package registry cannot be reached.'],
    [/EUSAGE|in sync/, 'package.json and package-lock.json do not fit together. Run "npm install" and start again.'],
  ].find((entry) => entry[0].test(output));
  if (because) {
    const again = because[1].indexOf('registry') >= 0 ? ' Check the network connection and start again.' : '';
    return `Installing the packages failed: ${because[1]}${again}`;
  }
  const lines = output.split('\n').filter((line) => /^npm (error|ERR!)/.test(line));
  const reason = (lines.find((line) => !/ code /.test(line)) || 'npm gave no reason').replace(
    /^npm (error|ERR!) */,
    '',
  );
  return `Installing the packages failed: ${reason}. Run "npm ci" to see more.`;
}

function install(done) {
  const began = Date.now();
  const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`;
  const terminal = process.stdout.isTTY;
  const say = (text) => process.stdout.write(terminal ? `\r${text}` : `${text}\n`);
  const what = 'Installing the packages (first run or changed packages) ...';
  say(what);
  const ticker = setInterval(() => say(`${what} ${seconds()}`), terminal ? 1000 : 10000);

  // npm passes its own path in npm_execpath; otherwise npm is on the PATH. With NODE_ENV=production npm would not install
  // Node 24 and PostgreSQL.
  const npm = /npm-cli\.js$/.test(process.env.npm_execpath || '')
    ? [process.execPath, process.env.npm_execpath]
    : ['npm'];
  const flags = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const child = childProcess.spawn(npm[0], npm.slice(1).concat(flags), {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32' && npm.length === 1,
  });
  let output = '';
  const collect = (text) => {
    output += text;
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  child.on('error', (error) =>
    collect(`npm error ${error.code === 'ENOENT' ? 'npm is not on the PATH' : error.message}`),
  );
  passSignals(child);
  child.on('close', (code, signal) => {
    clearInterval(ticker);
    if (terminal) process.stdout.write('\n');
    if (signal) return process.exit(exitCode(code, signal));
    if (code !== 0) return fail(explainInstallFailure(output));
    process.stdout.write(`Installed the packages in ${seconds()}.\n`);
    done();
  });
}

function handOver(args) {
  // If npm does not run install scripts, the package lacks its program.
  const node = fs.existsSync(node24)
    ? node24
    : Number(process.versions.node.split('.')[0]) >= 24
      ? process.execPath
      : '';
  if (node === '')
    return fail('Node 24 is missing: npm ran no install scripts. Run "npm rebuild --ignore-scripts=false".');
  const isFile = /\.[cm]?[jt]s$/.test(args[0]);
  const tool = path.join(modules, '.bin', args[0]);
  if (!fs.existsSync(isFile ? args[0] : tool)) return fail(`There is no ${isFile ? 'file' : 'tool'} ${args[0]} here.`);
  const program = isFile ? args[0] : fs.realpathSync(tool);
  const env = Object.assign({}, process.env);
  const pathName = Object.keys(env).find((name) => name.toUpperCase() === 'PATH') || 'PATH';
  env[pathName] = [path.join(modules, '.bin'), env[pathName]].join(path.delimiter);
  // The channel closes when this process ends, even by SIGKILL, so the program notices it.
  const stdio = isFile ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit';
  const child = childProcess.spawn(node, [program].concat(args.slice(1)), { stdio, env });
  child.on('error', (error) => {
    // The file exists, so ENOENT means that a library or the loader is missing.
    if (error.code === 'ENOENT')
      return fail('The packages do not run on this system: they need Linux with glibc, or macOS.');
    fail(`${node} cannot be started: ${error.message}`);
  });
  passSignals(child);
  child.on('close', (code, signal) => process.exit(exitCode(code, signal)));
}

/** Keeps this process alive until the child ends. Ctrl-C reaches the child directly. */
function passSignals(child) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
}

function exitCode(code, signal) {
  return signal ? 128 + os.constants.signals[signal] : code;
}

function fail(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

function main(args) {
  const old = tooOld(process.version);
  if (old) return fail(old);
  if (args.length === 0) return fail('Usage: node infra/local/run.cjs <file.ts | tool> [arguments]');
  if (isInstalled(root)) return handOver(args);
  install(() => handOver(args));
}

if (require.main === module) main(process.argv.slice(2));
module.exports = { tooOld, isInstalled, explainInstallFailure };
