import { describe, expect, it } from "vitest";
import { CHAT_LIMITS, type ChatMessage } from "../../contract/chat.ts";
import { renderChat } from "./render-chat.ts";

const MESSAGES: ChatMessage[] = [
  { role: "system", content: "  Be kind.  " },
  { role: "user", content: "Who are you?" },
  { role: "assistant", content: "A model." },
  { role: "user", content: "Ünd {{ 7*7 }}?" },
];
const TOKENS = { bos_token: "<|endoftext|>", eos_token: "<|endoftext|>" };
const HUGE =
  "{% set ns = namespace(s='xxxxxxxx', l=[]) %}{% for i in range(17) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}";
const TEXT =
  "{% set ns = namespace(s='x x \\n', l=[]) %}{% for i in range(15) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}";

describe("renderChat", () => {
  // The texts are what apply_chat_template of transformers 5.24 makes of them, with add_generation_prompt.
  it.each([
    [
      "ChatML",
      "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n'}}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}",
      "<|im_start|>system\n  Be kind.  <|im_end|>\n<|im_start|>user\nWho are you?<|im_end|>\n<|im_start|>assistant\nA model.<|im_end|>\n<|im_start|>user\nÜnd {{ 7*7 }}?<|im_end|>\n<|im_start|>assistant\n",
    ],
    [
      "blocks, tokens and filters",
      "{%- if messages[0].role == 'system' -%}\n    {%- set first = messages[0].content | trim -%}\n    {%- set rest = messages[1:] -%}\n{%- else -%}\n    {%- set first = '' -%}\n    {%- set rest = messages -%}\n{%- endif -%}\n{{ bos_token }}{{ first }}\n{% for m in rest %}\n  {% if (m['role'] == 'user') != (loop.index0 % 2 == 0) %}\n    {{ raise_exception('Roles must alternate') }}\n  {% endif %}\n  {{ m.role | upper }}: {{ m.content }}{{ eos_token if m.role == 'assistant' else '' }}\n{% endfor %}\n{% if add_generation_prompt %}A:{% endif %}",
      "<|endoftext|>Be kind.\n  USER: Who are you?\n  ASSISTANT: A model.<|endoftext|>\n  USER: Ünd {{ 7*7 }}?\nA:",
    ],
    [
      "range and namespace",
      "{% for i in range(messages | length) %}{{ i }}={{ messages[i].content }};{% endfor %}{% set ns = namespace(n=0) %}{% for m in messages %}{% set ns.n = ns.n + m.content|length %}{% endfor %}{{ ns.n }}",
      "0=  Be kind.  ;1=Who are you?;2=A model.;3=Ünd {{ 7*7 }}?;46",
    ],
  ])("renders %s as transformers does", (_name, template, expected) => {
    expect(renderChat({ template, tokens: TOKENS }, MESSAGES)).toBe(expected);
  });

  it.each([[[]], [[{ role: "tool", content: "x" }]], [[{ role: "user" }]], [["user"]]])("takes no %j", (messages) => {
    expect(() => renderChat({ template: "x" }, messages)).toThrow("bad_request.request");
  });

  it.each([
    ["{{ raise_exception('Roles must alternate') }}", /Roles must alternate/],
    ["{% for m in messages %}", /chat_refused/],
    ["{{ messages | nonsense }}", /nonsense/],
    ["{{ nothing() }}", /chat_refused/],
  ])("tells why %s makes no prompt", (template, message) => {
    expect(() => renderChat({ template }, MESSAGES)).toThrow(message);
  });

  it.each(["{% for m in messages %}", "{{ messages | length }}"])(
    "reads %s once, however often it is asked",
    (template) => {
      let reads = 0;
      const chat = {
        get template() {
          reads++;
          return template;
        },
      };
      const render = () => {
        try {
          return renderChat(chat, MESSAGES);
        } catch (error) {
          return String(error);
        }
      };
      const first = render();
      const readsOfFirst = reads;
      expect(render()).toBe(first);
      // Of a template that runs the length is asked for again.
      expect(reads - readsOfFirst).toBe(first === "4" ? 1 : 0);
    },
  );

  it("is given what transformers gives where there are neither tools nor documents", () => {
    const template =
      "{{ tools is defined and tools is none and documents is none }}{% if tools is not none %}x{% endif %}";
    expect(renderChat({ template }, MESSAGES)).toBe("true");
  });

  it("renders the longest conversation by a template that looks at other messages", () => {
    const template =
      "{{ bos_token }}{% for message in messages %}{% if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}{{ raise_exception('Roles must alternate') }}{% endif %}{% if message['role'] == 'user' %}{{ '[INST] ' + message['content'] + ' [/INST]' }}{% elif message.role == 'assistant' and messages[loop.index0 - 1].role == 'user' and messages|length > loop.index0 %}{{ message['content'] | trim + eos_token }}{% else %}{{ raise_exception('Only user and assistant') }}{% endif %}{% endfor %}";
    const messages = Array.from({ length: CHAT_LIMITS.messages }, (_, i) => ({
      role: i % 2 === 0 ? "user" : "assistant",
      content: "x".repeat(CHAT_LIMITS.conversation / CHAT_LIMITS.messages),
    }));
    const chat = { template, tokens: TOKENS };
    const text = renderChat(chat, messages);
    expect(text.split("[INST]")).toHaveLength(CHAT_LIMITS.messages / 2 + 1);
    expect(renderChat(chat, messages)).toBe(text);
    expect(() => renderChat(chat, [...messages.slice(1), { role: "user", content: "x".repeat(9999) }])).toThrow(
      "bad_request.chat_long",
    );
  });

  const endless = "bad_request.chat_endless";
  it.each([
    ["a long list", "{% for i in range(1000000000) %}x{% endfor %}"],
    ["a list without end", "{% for i in range(0, 10, 0) %}x{% endfor %}"],
    ["loops in loops", "{% for i in range(9999) %}{% for j in range(9999) %}{% endfor %}{% endfor %}"],
    [
      "a text that doubles",
      "{% set ns = namespace(s='xxxxxxxx') %}{% for i in range(99) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
    ],
    [
      "a list that doubles",
      "{% set ns = namespace(l=[1]) %}{% for i in range(99) %}{% set ns.l = ns.l + ns.l %}{% endfor %}",
    ],
    [
      "lists of lists",
      "{% set ns = namespace(l=[]) %}{% for i in range(99) %}{% set ns.l = [ns.l, ns.l] %}{% endfor %}{{ ns.l }}",
    ],
    ["a thing in itself", "{% set ns = namespace(l=[]) %}{% set ns.l = [ns, ns] %}{{ ns.l }}"],
    [
      "a list of one text, written",
      `${TEXT}{% set ns.l = [ns.s] %}{% for i in range(13) %}{% set ns.l = ns.l + ns.l %}{% endfor %}{{ (ns.l|tojson)|length }}`,
    ],
    ["a text beyond any prompt", `${HUGE}{{ ns.s|length }}`],
    ["a text in a text", `${TEXT}{{ ns.s in (ns.s ~ 'y') }}`],
    ["a text in its place", `${TEXT}{{ ns.s.replace('x', ns.s)|length }}`],
    ["a method that was kept", `${TEXT}{% set f = ns.s.replace %}{{ f('x', ns.s)|length }}`],
    ["a filter that puts a text in", `${TEXT}{{ ns.s|replace('x', ns.s)|length }}`],
    ["a block that is filled", `{% filter replace('x', ns.s) %}${TEXT}{{ ns.s }}{% endfilter %}`],
    ["a call of a method", `${TEXT}{% set f = ns.s.replace %}{% call f('x', ns.s) %}{% endcall %}`],
    ["a text between the numbers", `${TEXT}{{ range(9999)|join(ns.s)|length }}`],
    ["a text between the letters", `${TEXT}{{ ns.s|join(ns.s)|length }}`],
    ["a wide margin", `${TEXT}{{ ns.s|indent(99999)|length }}`],
    ["a wide margin of JSON", "{{ messages|tojson(indent=99999999)|length }}"],
    ["texts between JSON", `${TEXT}{{ range(9999)|tojson(separators=[ns.s, ns.s])|length }}`],
    ["a large list in order", "{% for i in range(99) %}{% set l = range(9999)|sort %}{% endfor %}"],
    ["slices", `${TEXT}{% for i in range(999) %}{% set s = ns.s[1:] %}{% endfor %}`],
    ["words", `${TEXT}{% for i in range(999) %}{% set s = ns.s.split() %}{% endfor %}`],
    ["numbers", "{% for i in range(999) %}{% set s = range(9999)|unique %}{% endfor %}"],
    ["copies", `${TEXT}{% for i in range(9999) %}{% set s = ns.s|upper %}{% endfor %}`],
    ["macros in loops", `{% for i in range(9999) %}{% macro f() %}${"{{ x }}".repeat(9999)}{% endmacro %}{% endfor %}`],
    ["macros in macros", "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}"],
    ["a long run of white space", `{{ messages[0].content }}${" ".repeat(40_000)}x`],
    ["a long template", "x".repeat(CHAT_LIMITS.characters + 1)],
    ["a deep template", `{{ ${"(".repeat(20_000)}1${")".repeat(20_000)} }}`],
  ])("T10: gives up %s", (_name, template) => {
    expect(() => renderChat({ template }, MESSAGES)).toThrow(endless);
  });
});
