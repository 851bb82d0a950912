import { environment, localConfig } from './config.ts';
import { runInForeground } from './foreground.ts';
import { startSystem } from './system.ts';

await runInForeground(async (console, hooks) => {
  const config = localConfig(environment);
  console.line(`Starting the todo chatbot, ${config.eventsEnabled ? 'Phase 5 (events)' : 'Phase 4'}:`);
  return { config, system: await startSystem({ ...config, ...hooks }) };
});
