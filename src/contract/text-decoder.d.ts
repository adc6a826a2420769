/** Of the Encoding Standard, in every place that this room's code runs in: what it uses. */
declare const TextDecoder: { new (): { decode(bytes: Uint8Array): string } };
