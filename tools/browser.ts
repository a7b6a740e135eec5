/**
 * Finds a Chromium-family browser for the tests: the one that an environment variable names, an
 * installed Chrome, Chromium or Edge, or Playwright's own. Run by itself, it installs one if there
 * is none, and prints the path: `npm run browser`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { argv, env, getuid, platform } from 'node:process';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright';

const isRootOnLinux = platform === 'linux' && getuid?.() === 0;

/** Without the background flags a browser keeps trying hosts that a closed network refuses. */
const quietArgs = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** What Playwright needs to start the browser that was found. */
export function launchOptions(): { executablePath?: string; args: string[] } {
  const executablePath = findBrowser();
  return {
    ...(executablePath !== undefined && { executablePath }),
    // Chromium refuses to start its sandbox as root.
    args: isRootOnLinux ? ['--no-sandbox', ...quietArgs] : quietArgs,
  };
}

/** The path of a browser that starts, or nothing. Installs nothing. */
export function findBrowser(): string | undefined {
  const named = env.DATA_FLOWS_BROWSER ?? env.CHROME_PATH;
  if (named) {
    if (!existsSync(named)) {
      throw new Error(
        `DATA_FLOWS_BROWSER or CHROME_PATH names "${named}", where there is no file. Correct it or unset it.`,
      );
    }
    return named;
  }
  return [...installedPlaces(), chromium.executablePath()].find(starts);
}

/** The path of a browser, installed if need be. Throws when that fails, and says what to do. */
export function ensureBrowser(): string {
  const found = findBrowser();
  if (found !== undefined) return found;

  say('No Chrome, Chromium or Edge was found: downloading the one that Playwright brings.');
  if (run('npx', ['playwright', 'install', 'chromium'])) {
    if (!starts(chromium.executablePath()) && isRootOnLinux) {
      say('The downloaded browser does not start: installing the system libraries it needs.');
      run('npx', ['playwright', 'install-deps', 'chromium']);
    }
    if (starts(chromium.executablePath())) return chromium.executablePath();
  } else if (isRootOnLinux && existsSync('/usr/bin/apt-get')) {
    say('The download failed: installing the Chromium of this system with apt-get.');
    if (run('apt-get', ['update']) && run('apt-get', ['install', '-y', 'chromium'])) {
      const installed = findBrowser();
      if (installed !== undefined) return installed;
    }
  }
  throw new Error(
    'The tests need a browser, none was found, and installing one failed. ' +
      'Install Chrome, Chromium or Edge, or set DATA_FLOWS_BROWSER to the path of one.',
  );
}

function installedPlaces(): string[] {
  if (platform === 'win32') {
    const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA];
    return roots
      .filter((root) => root !== undefined)
      .flatMap((root) => [
        join(root, 'Google', 'Chrome', 'Application', 'chrome.exe'),
        join(root, 'Chromium', 'Application', 'chrome.exe'),
        join(root, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
      ]);
  }
  if (platform === 'darwin') {
    return ['/Applications', join(homedir(), 'Applications')].flatMap((root) =>
      ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) =>
        join(root, `${name}.app`, 'Contents', 'MacOS', name),
      ),
    );
  }
  const folders = [...(env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'];
  const names = [
    'google-chrome-stable',
    'google-chrome',
    'chromium',
    'chromium-browser',
    'microsoft-edge-stable',
    'microsoft-edge',
  ];
  return [
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    '/opt/google/chrome/chrome',
    '/opt/microsoft/msedge/msedge',
  ];
}

/** On Linux a file of the right name may be a stub, or lack libraries; elsewhere being there is enough. */
function starts(path: string): boolean {
  if (!existsSync(path)) return false;
  if (platform !== 'linux') return true;
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  return status === 0 && /chrom|edge/i.test(stdout);
}

/** Runs quietly; when it fails, shows the last of the lines that speak of an error. */
function run(command: string, args: string[]): boolean {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
    shell: platform === 'win32',
    timeout: 15 * 60_000,
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status === 0) return true;
  const lines = `${stdout}\n${stderr}`.trim().split('\n');
  const said =
    error?.message ?? lines.findLast((line) => /^(error|e:)/i.test(line)) ?? lines.at(-1);
  say(`"${command} ${args.join(' ')}" failed: ${said}`);
  return false;
}

function say(sentence: string): void {
  console.error(sentence);
}

if (import.meta.url === pathToFileURL(argv[1] ?? '').href) {
  console.log(ensureBrowser());
}
