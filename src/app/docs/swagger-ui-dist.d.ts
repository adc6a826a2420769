declare module "swagger-ui-dist/swagger-ui-es-bundle.js" {
  /** The part of Swagger UI's options that this site sets. */
  interface SwaggerOptions {
    readonly domNode: HTMLElement;
    readonly url: string;
    readonly plugins: readonly unknown[];
    readonly requestSnippetsEnabled: boolean;
    readonly requestSnippets: {
      readonly generators: Readonly<Record<string, { readonly title: string; readonly syntax: string }>>;
      readonly defaultExpanded: boolean;
      readonly languages: readonly string[];
    };
    readonly requestInterceptor: (request: SwaggerCall) => Promise<SwaggerCall>;
    readonly validatorUrl: null;
    readonly tryItOutEnabled: boolean;
    readonly docExpansion: "list";
    readonly defaultModelsExpandDepth: number;
  }
  /** A request that is about to be made; for the description of the routes `loadSpec` is true. */
  interface SwaggerCall {
    readonly loadSpec?: boolean;
  }
  export default function SwaggerUIBundle(options: SwaggerOptions): unknown;
}
