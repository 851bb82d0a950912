import assert from 'node:assert/strict';
import { offsetOf, timeZones, zoneLabel, zoneMatches } from './time-zones.ts';

describe('time zones to choose from', () => {
  it('are those the browser knows, with UTC and the one chosen, each once', () => {
    const zones = timeZones('Europe/Kyiv');
    for (const zone of ['UTC', 'Europe/Berlin', 'America/New_York', 'Europe/Kyiv']) {
      assert.equal(zones.filter((name) => name === zone).length, 1, zone);
    }
    assert.deepEqual(zones, zones.toSorted());
  });

  it('are found by any of their words', () => {
    assert.ok(zoneMatches('America/New_York', 'new york'));
    assert.ok(zoneMatches('America/New_York', 'york america'));
    assert.ok(zoneMatches('America/Sao_Paulo', 'São'));
    assert.ok(zoneMatches('Europe/Berlin', ''));
    assert.ok(!zoneMatches('Europe/Berlin', 'paris'));
  });

  it('are written without underscores', () => {
    assert.equal(zoneLabel('America/Argentina/Buenos_Aires'), 'America/Argentina/Buenos Aires');
  });

  it('tell their distance from UTC on that day', () => {
    assert.equal(offsetOf('Europe/Berlin', new Date('2026-01-15T12:00:00Z')), 'GMT+1');
    assert.equal(offsetOf('Europe/Berlin', new Date('2026-07-15T12:00:00Z')), 'GMT+2');
    assert.equal(offsetOf('America/St_Johns', new Date('2026-01-15T12:00:00Z')), 'GMT−3:30');
  });
});
