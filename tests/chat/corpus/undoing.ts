import { after, does, says } from './expectation.ts';

export const undoing = [
  after('complete rent', does('undo', 'open Pay rent')),
  after('complete rent', does('undo that', 'open Pay rent')),
  after('complete rent', does('oops', 'open Pay rent')),
  after('complete rent', does('take that back', 'open Pay rent')),
  after('complete rent', does('revert', 'open Pay rent')),
  after('complete rent', does('undo the last change', 'open Pay rent')),
  after('complete rent', does('that was wrong', 'open Pay rent')),
  after('complete rent', does('I made a mistake', 'open Pay rent')),
  after('add butter', does('undo', '- butter')),
  after('move rent to friday', does('undo', 'Pay rent: due 29 Nov')),
  after('move rent to friday', does('change it back', 'Pay rent: due 29 Nov')),
  after('make milk urgent', does('undo it please', 'Buy milk: priority medium')),
  after('complete milk and bread', does('undo', 'open Buy milk', 'open Buy bread')),
  after(['complete milk', 'complete bread'], does('undo', 'open Buy bread')),
  after(['complete milk', 'complete bread', 'undo'], does('undo', 'open Buy milk')),
  after(['complete rent', 'undo'], says('undo', /nothing to undo/i)),
  says('undo that', /nothing to undo/i),
];
