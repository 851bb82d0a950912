import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { kubernetesFiles } from './kubernetes.files.ts';
import { rendered, renderedFolders } from './rendered.ts';
import { runProgram } from './run-program.ts';
import { root, type StackName, stackNames } from './stack.file.ts';

/**
 * `npm run render` writes all rendered files. `npm run render -- minikube FOLDER [todo:key=value …]` writes one stack, with
 * changed configuration, to another folder.
 */
const [stack, folder, ...changes] = process.argv.slice(2);

if (stack === undefined) {
  const files = await rendered();
  for (const path of renderedFolders) await removeOthers(path, files);
  await write(root, files);
} else {
  if (!stackNames.includes(stack as StackName) || !folder) {
    throw new Error('Usage: npm run render [-- minikube|cloud FOLDER [todo:key=value …]]');
  }
  const pairs = changes.map((change) => [change.slice(0, change.indexOf('=')), change.slice(change.indexOf('=') + 1)]);
  const { manifests } = await runProgram(stack as StackName, Object.fromEntries(pairs));
  await write(folder, kubernetesFiles(stack as StackName, manifests));
}
process.exit(0); // Pulumi's runtime keeps a timer that would delay the exit

async function write(base: string, files: Map<string, string>): Promise<void> {
  for (const [path, content] of files) {
    await mkdir(dirname(join(base, path)), { recursive: true });
    await writeFile(join(base, path), content);
  }
  process.stdout.write(`Wrote ${files.size} files.\n`);
}

/** Removes files of earlier renderings that are no longer rendered. */
async function removeOthers(path: string, files: Map<string, string>): Promise<void> {
  const names = await readdir(join(root, path)).catch(() => []);
  for (const name of names) if (!files.has(`${path}/${name}`)) await rm(join(root, path, name), { recursive: true });
}
