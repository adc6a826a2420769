import { createHash, randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import type * as v from "valibot";
import { json, sha256 } from "../fake-hub.ts";
import { ChunkStore } from "./chunk-store.ts";
import type { batchBody, completeBody } from "./writes.ts";

/** How the Hub has large files sent. */
export type Transfer = "basic" | "multipart" | "xet";

/** Seconds since 1970: in a far future. */
const NO_END = 4_102_444_800;
/** What the chunk store is asked for. */
const BUNDLE = /^\/cas\/v1\/xorbs\/default\/([0-9a-f]{64})$/;

interface Signed {
  readonly oid: string;
  readonly size: number;
  readonly part?: number;
}

/** Storage of large files: signed addresses, each good for one object or one part of it. */
export class LargeFiles {
  readonly objects = new Map<string, Buffer>();
  readonly #signed = new Map<string, Signed>();
  readonly #parts = new Map<string, Map<number, Buffer>>();
  readonly #chunks = new ChunkStore();
  transfer: Transfer = "basic";
  /** For the files of a Space, which are many. */
  spaceTransfer: Transfer | undefined;
  /** A chunk store that takes nothing: clients must come back for the plain way. */
  isFull = false;
  /** The token of a batch is over when it comes: clients ask for another one. */
  givesOldTokens = false;
  readonly #chunkTokens = new Set<string>();
  chunkSize = 1 << 20;

  /** Answers which objects are to be sent, and where to. */
  answerBatch(
    body: v.InferOutput<typeof batchBody>,
    isSpace: boolean,
    hubUrl: string,
    storageUrl: string,
    response: ServerResponse,
  ) {
    const wanted = (isSpace ? this.spaceTransfer : undefined) ?? this.transfer;
    const transfer = body.transfers.includes(wanted) ? wanted : "basic";
    const objects = body.objects.map(({ oid, size }) => {
      if (this.objects.has(oid)) return { oid, size };
      if (transfer === "multipart")
        return { oid, size, actions: { upload: this.#multipart(oid, size, hubUrl, storageUrl) } };
      if (transfer === "xet") return { oid, size, actions: { upload: this.#xetAction(hubUrl, storageUrl) } };
      return { oid, size, actions: { upload: { href: this.#sign({ oid, size }, storageUrl) } } };
    });
    json(response, 200, { transfer, objects });
  }

  /** Answers with another token for the chunk store. */
  renewToken(storageUrl: string, response: ServerResponse) {
    json(response, 200, { accessToken: this.#makeToken(), casUrl: `${storageUrl}/cas`, exp: NO_END });
  }

  #makeToken(): string {
    const token = `xet_${randomUUID()}`;
    this.#chunkTokens.add(`Bearer ${token}`);
    return token;
  }

  /** By which a client finds the chunk store. */
  #xetAction(hubUrl: string, storageUrl: string) {
    return {
      // Clients remember what they got there.
      href: `${hubUrl}/api/xet-write-token?for=${randomUUID()}`,
      header: {
        "X-Xet-Cas-Url": `${storageUrl}/cas`,
        "X-Xet-Access-Token": this.givesOldTokens ? "xet_over" : this.#makeToken(),
        "X-Xet-Token-Expiration": `${this.givesOldTokens ? 0 : NO_END}`,
        "X-Xet-Session-Id": "session",
      },
    };
  }

  #sign(signed: Signed, storageUrl: string): string {
    const signature = randomUUID();
    this.#signed.set(signature, signed);
    return `${storageUrl}/lfs/${signed.oid}?X-Amz-Signature=${signature}`;
  }

  #multipart(oid: string, size: number, hubUrl: string, storageUrl: string) {
    const count = Math.ceil(size / this.chunkSize);
    const parts = Array.from({ length: count }, (_, index) => {
      const bytes = Math.min(this.chunkSize, size - index * this.chunkSize);
      return [`${index + 1}`.padStart(5, "0"), this.#sign({ oid, size: bytes, part: index + 1 }, storageUrl)];
    });
    this.#parts.set(oid, new Map());
    const header = { chunk_size: `${this.chunkSize}`, ...Object.fromEntries(parts) };
    return { href: `${hubUrl}/api/complete_multipart?oid=${oid}`, header };
  }

  /** Takes what was sent to a signed address, if it is that very object or a part as long as it was named. */
  put(signature: string, body: Buffer, response: ServerResponse) {
    const signed = this.#signed.get(signature);
    if (signed === undefined) return void response.writeHead(403).end("<Error><Code>AccessDenied</Code></Error>");
    const { oid, size, part } = signed;
    const isRight = body.length === size && (part !== undefined || sha256(body) === oid);
    if (!isRight) return void response.writeHead(400).end("<Error><Code>BadDigest</Code></Error>");
    if (part === undefined) this.objects.set(oid, body);
    else this.#parts.get(oid)?.set(part, body);
    response.writeHead(200, { ETag: etagOf(body) }).end();
  }

  /** Answers for the chunk store, to those who have its token. */
  answerChunks(
    method: string,
    path: string,
    authorization: string | undefined,
    body: Buffer,
    response: ServerResponse,
  ) {
    if (!this.#chunkTokens.has(authorization ?? "")) return json(response, 401, { error: "Invalid token" });
    // It knows no chunk from before.
    if (method === "GET") return json(response, 404, { error: "Not found" });
    if (this.isFull) return void response.writeHead(503).end("no room");
    const [, bundle] = BUNDLE.exec(path) ?? [];
    try {
      if (bundle !== undefined) this.#chunks.takeBundle(bundle, body);
      else for (const [oid, bytes] of this.#chunks.readShard(body)) this.objects.set(oid, bytes);
      json(response, 200, { was_inserted: true });
    } catch (error) {
      json(response, 400, { error: String(error) });
    }
  }

  /** Puts an object together of its parts. */
  complete({ oid, parts }: v.InferOutput<typeof completeBody>, response: ServerResponse) {
    const there = this.#parts.get(oid);
    const bodies = parts.map(({ partNumber, etag }) => {
      const body = there?.get(partNumber);
      return body !== undefined && etagOf(body) === etag ? body : undefined;
    });
    const whole = bodies.every((body) => body !== undefined) ? Buffer.concat(bodies) : undefined;
    if (whole === undefined || sha256(whole) !== oid) return json(response, 400, { error: "Invalid parts" });
    this.objects.set(oid, whole);
    json(response, 200, { ok: true });
  }
}

function etagOf(body: Buffer): string {
  return `"${createHash("md5").update(body).digest("hex")}"`;
}
