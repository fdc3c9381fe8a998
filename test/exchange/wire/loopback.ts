import {certificateFor} from './certificate.ts';
import {type Attempt, startProxy} from './proxy.ts';
import {type Arrival, startServer} from './server.ts';
import type {Site} from './site.ts';

/** Real hostnames on loopback: what a browser needs to get there, and who asked for what. */
export type Loopback = {
  readonly proxyPort: number;
  readonly spki: string;
  readonly attempts: readonly Attempt[];
  readonly arrivals: readonly Arrival[];
  close(): Promise<void>;
};

/** Serves the sites under their own hostnames, over TLS, behind a proxy that lets a browser reach nothing else. */
export async function serve(sites: readonly Site[]): Promise<Loopback> {
  const byHost = new Map(sites.flatMap((site) => site.hosts.map((host) => [host, site] as const)));
  const certificate = await certificateFor([...byHost.keys()]);
  const server = await startServer(byHost, certificate);
  const proxy = await startProxy(new Set(byHost.keys()), server.port);
  return {
    proxyPort: proxy.port,
    spki: certificate.spki,
    attempts: proxy.log,
    arrivals: server.log,
    close: async () => {
      await proxy.close();
      await server.close();
    },
  };
}
