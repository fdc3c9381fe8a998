export function sources(): Promise<Map<string, Uint8Array>>;
