/**
 * Started with the environment of a container and the name of its service: reads the configuration as the service does, so it
 * ends with 1 and says what is missing where the service would; prints which variables the service knows, as JSON.
 */
const [service] = process.argv.slice(2);
const { settings, config, ...others } = await import(`../../../services/${service}/config.ts`);
const known = Object.keys(settings.shape);
const more: string[] = [];
if (service === 'backend') {
  const rest = config.PHASE5_ENABLED ? others.sidecarConfig() : others.environmentSecrets();
  more.push(...Object.keys(rest));
}
process.stdout.write(JSON.stringify([...known, ...more]));
