import { expect } from 'chai';
import { cleanTexts } from '../../../src/core/cleanTexts.ts';

const SESSION = '00D000000000001!AQEAQFakeFakeFake.Fake_Fake';
const JWT = 'eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJmYWtlIn0.c2lnbmF0dXJl';

describe('cleanTexts', () => {
  it('takes out what looks like a session id, a JWT or a bearer token, wherever it stands', () => {
    const report = {
      why: `It said: ${SESSION} is not valid, nor is ${encodeURIComponent(SESSION)}`,
      checks: [{ next: `Authorization: Bearer ${'a1'.repeat(20)}`, message: `(${JWT})` }],
    };
    expect(cleanTexts(report)).to.deep.equal({
      why: 'It said: [REDACTED] is not valid, nor is [REDACTED]',
      checks: [{ next: 'Authorization: Bearer [REDACTED]', message: '([REDACTED])' }],
    });
  });

  it('takes out what would steer a terminal or cannot stand in XML', () => {
    expect(cleanTexts({ why: 'a\u001b[31mred\u0000\tb\nc\uD800' })).to.deep.equal({ why: 'a�[31mred�\tb\nc�' });
  });

  it('leaves everything else as it is', () => {
    const report = {
      org: { id: '00D000000000001EAA', username: 'me@acme.example' },
      scopes: ['Api'],
      method: null,
      proven: true,
      why: 'The token endpoint refused it (L10). Bearer tokens are fine; OAuth is, too. ✓ → 😀',
      durationMs: 12,
    };
    expect(cleanTexts(report)).to.deep.equal(report);
  });
});
