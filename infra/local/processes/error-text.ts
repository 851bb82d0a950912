/**
 * Returns a function that classifies the lines of a Node program's standard error. The message of an uncaught error and the
 * program's own output are for the user. The place, quoted code, stack and properties of an error are details for the log.
 */
export function errorTextReader(): (line: string) => 'message' | 'continued' | 'detail' {
  let within: 'message' | 'quote' | 'stack' = 'stack';
  return (line) => {
    const indented = /^\s/.test(line);
    if (/^(file:|node:|\/)\S*:\d+$/.test(line)) within = 'quote';
    else if (/^\w*Error\b/.test(line)) within = 'message';
    else if (within === 'quote') within = line === '' ? 'stack' : 'quote';
    else if (/^\s+at /.test(line) || line === '' || /^([{}]|Node\.js v)/.test(line)) within = 'stack';
    else if (!indented) within = 'message';
    if (within !== 'message') return 'detail';
    return indented ? 'continued' : 'message';
  };
}
