/**
 * Reads, line by line, what a Node program writes to its standard error: of an uncaught error the place, the quoted code, the
 * stack and the properties are for the log file; the error itself, and what a program writes of its own, is for people.
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
