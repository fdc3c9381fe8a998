import {createHash, X509Certificate} from 'node:crypto';
import {generate} from 'selfsigned';

export type Certificate = {
  readonly key: string;
  readonly cert: string;
  /** Base64 SHA-256 of the public key: what Chromium's `--ignore-certificate-errors-spki-list` takes. */
  readonly spki: string;
};

const DAY = 86_400_000;

/** One self-signed leaf for all the hosts, good for a few days, made anew at every start. */
export async function certificateFor(hosts: readonly string[]): Promise<Certificate> {
  const now = Date.now();
  const {private: key, cert} = await generate([{name: 'commonName', value: 'Plimsoll venue simulator'}], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(now - DAY),
    notAfterDate: new Date(now + 7 * DAY),
    extensions: [
      {name: 'basicConstraints', cA: false},
      {name: 'extKeyUsage', serverAuth: true},
      {name: 'subjectAltName', altNames: hosts.map((value) => ({type: 2, value}) as const)},
    ],
  });
  const {publicKey} = new X509Certificate(cert);
  const spki = createHash('sha256')
    .update(publicKey.export({type: 'spki', format: 'der'}))
    .digest('base64');
  return {key, cert, spki};
}
