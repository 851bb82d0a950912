import assert from 'node:assert/strict';
import {
  importWords,
  isCalendar,
  NotAnExport,
  omissionWords,
  previewWords,
  projectOf,
  readExport,
  readFile,
} from './import.file.ts';

describe('a file to import', () => {
  it('is read when it holds tasks', () => {
    assert.deepEqual(readExport('{"tasks":[{"title":"x"}],"activity":[]}'), { tasks: [{ title: 'x' }] });
    const all = { tasks: [], lists: [{ name: 'Work' }], views: [] };
    assert.deepEqual(readExport(JSON.stringify(all)), all);
  });

  it('is a project of Todoist when its name says so, for a list of that name', async () => {
    const content = { text: 'TYPE,CONTENT', mediaType: 'text/csv' };
    const name = 'Work [6Jf8VQXxpwv56VQ7].CSV';
    assert.deepEqual(await readFile(new File(['TYPE,CONTENT'], name)), { name, content, list: 'Work' });
    assert.equal(projectOf('Trip [to] Rome.csv'), 'Trip [to] Rome');
  });

  it('is refused when it is something else', () => {
    for (const text of ['', '[]', 'null', '{"tasks":{}}', '{"items":[]}', 'BEGIN:VCALENDAR']) {
      assert.throws(() => readExport(text), NotAnExport, text);
    }
  });

  it('is iCalendar when it begins so', () => {
    assert.ok(isCalendar('\uFEFFBEGIN:VCALENDAR\r\n'));
    assert.ok(!isCalendar('{"tasks":[]}'));
  });

  it('has what was left out told with the title and the property', () => {
    const omission = { uid: 'u', title: 'Tea', property: 'DUE', reason: 'It is no date.' };
    assert.equal(omissionWords(omission), 'Tea, DUE: It is no date.');
    assert.equal(omissionWords({ ...omission, title: null, property: null }), 'u: It is no date.');
    assert.equal(
      omissionWords({ ...omission, item: 2, uid: null, title: '' }),
      'Task 3 of the file, DUE: It is no date.',
    );
  });

  it('is told about in words', () => {
    assert.equal(importWords({ imported: 1, skipped: 0 }), 'Imported 1 task.');
    assert.equal(importWords({ imported: 0, skipped: 1 }), 'Imported 0 tasks. 1 task was there already.');
    assert.equal(previewWords({ imported: 2, skipped: 1 }), '2 tasks will be added. 1 task of it is there already.');
    assert.equal(importWords({ imported: 12, skipped: 3 }), 'Imported 12 tasks. 3 tasks were there already.');
  });
});
